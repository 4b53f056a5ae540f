import tls from 'node:tls';
import type { Inspect, Inspection, InspectionTarget, TlsVersion } from '../../../core/world/inspection.ts';
import { limitOf } from '../limit.ts';
import { type Strength, trustStore } from '../trust.ts';
import { seeOnce, type Seen } from './connection.ts';
import { Turns } from './turns.ts';

/** Connections at once, over all addresses; one at a time at each. */
const MOST_AT_ONCE = 20;
const OLD: readonly TlsVersion[] = ['TLSv1', 'TLSv1.1'];
/** What this program itself could not do says nothing about the server. */
const OUR_OWN = /no protocols available|no ciphers available|no cipher match|internal error/i;

type Result = Inspection['result'];

export interface InspectorOptions {
  /** PEM texts to trust besides the usual authorities. */
  anchors?: readonly string[];
  /** The same trust, where somebody made it already. */
  trust?: () => tls.SecureContext;
  /** Ports that stand in for the usual ones. */
  ports?: Readonly<Record<number, number>>;
}

/** Looks at TLS endpoints. */
export function tlsInspector({ anchors = [], trust = trustStore(anchors), ports = {} }: InspectorOptions = {}): Inspect {
  const turns = new Turns(MOST_AT_ONCE);
  const contexts = contextsFor(anchors);
  return {
    inspect: async (target, { timeout, versions = [], signal }) => {
      const means = { timeout, versions, signal, trust, contexts };
      const shown = await turns.take(target.address, () => inspect(target, ports[target.port] ?? target.port, means), signal);
      return shown ?? { target, result: { status: 'failed', reason: 'cancelled' } };
    },
  };
}

/** For one version alone; `judging`: with the authorities, which cost many milliseconds to load. undefined: this OpenSSL cannot. */
type Contexts = (version: TlsVersion, judging: boolean) => tls.SecureContext | undefined;

function contextsFor(anchors: readonly string[]): Contexts {
  const made = new Map<string, tls.SecureContext | undefined>();
  return (version, judging) => {
    const key = `${version} ${judging}`;
    const make = (strength: Strength): tls.SecureContext =>
      judging ? trustStore(anchors, strength)() : tls.createSecureContext({ ca: [], ...strength });
    if (!made.has(key)) made.set(key, contextOf(make, version));
    return made.get(key);
  };
}

/** An old version comes with the ciphers that went with it, where this OpenSSL understands the wish. */
function contextOf(make: (strength: Strength) => tls.SecureContext, version: TlsVersion): tls.SecureContext | undefined {
  const only = { minVersion: version, maxVersion: version };
  const strengths = OLD.includes(version) ? [{ ...only, ciphers: 'DEFAULT@SECLEVEL=0' }, only] : [only];
  for (const strength of strengths) {
    try {
      return make(strength);
    } catch {
      // The next one may be understood.
    }
  }
  return undefined;
}

interface Means {
  timeout: number;
  versions: readonly TlsVersion[];
  signal: AbortSignal | undefined;
  trust: () => tls.SecureContext;
  contexts: Contexts;
}

async function inspect(target: InspectionTarget, port: number, means: Means): Promise<Inspection> {
  const limit = limitOf(means.timeout, means.signal);
  try {
    const { result, ...about } = await seeOnce(target, port, means.trust(), limit);
    const goesOn = result.status === 'encrypted' || result.reason === 'tls-failed' || result.reason === 'reset';
    const tried: [TlsVersion, Seen['result']][] = [];
    for (const version of means.versions) {
      const context = means.contexts(version, result.status === 'failed');
      const known = result.status === 'encrypted' && result.version === version;
      if (!goesOn || known || context === undefined || limit.signal.aborted) continue;
      tried.push([version, (await seeOnce(target, port, context, limit)).result]);
    }
    return { target, ...about, result: together(result, tried) };
  } finally {
    limit.done();
  }
}

/** A server that only old versions are understood by has shown its chain to those. */
function together(first: Seen['result'], tried: readonly (readonly [TlsVersion, Seen['result']])[]): Result {
  const shown = first.status === 'encrypted' ? first : tried.map(([, result]) => result).find((result) => result.status === 'encrypted');
  if (shown?.status !== 'encrypted') return first.status === 'failed' ? first : { status: 'failed', reason: 'tls-failed' };
  const others = tried.filter(([version]) => version !== shown.version);
  const isRefusal = (result: Seen['result']): boolean =>
    result.status === 'failed' && (result.reason === 'tls-failed' || result.reason === 'reset') && !OUR_OWN.test(result.detail ?? '');
  return {
    ...shown,
    accepted: others.filter(([, result]) => result.status === 'encrypted').map(([version]) => version),
    refused: others.filter(([, result]) => isRefusal(result)).map(([version]) => version),
  };
}
