import type { Outcome } from '../core/model/outcome.ts';
import type { Problem } from '../core/model/problem.ts';
import type { WorldOptions } from '../platform/world.ts';
import type { Given } from './arguments.ts';
import { badValue } from './call.ts';
import { readFileWithin, unusable } from './read-file.ts';

const NAME_SERVER = /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\]):(\d{1,5})$/i;
const LARGEST_PEM = 1_000_000;
const LONGEST_TIMEOUT = 3600;

/** `--dns` and `--ca` as the network takes them; a list of domains is asked at the pace that name servers bear. */
export async function worldOptions(given: Given, signal: AbortSignal): Promise<Outcome<WorldOptions, Problem>> {
  const dns = given.text('dns');
  const port = Number(NAME_SERVER.exec(dns ?? '')?.[1] ?? 0);
  if (dns !== undefined && (port < 1 || port > 65_535)) return badValue('dns', dns, 'HOST:PORT');
  const file = given.text('ca');
  const pem = file === undefined ? undefined : await readFileWithin(file, LARGEST_PEM, signal);
  if (pem?.ok === false) return pem;
  const anchor = pem === undefined ? undefined : Buffer.from(pem.value).toString('utf8');
  if (file !== undefined && anchor?.includes('-----BEGIN CERTIFICATE-----') !== true) return unusable(file, 'no-certificate');
  return {
    ok: true,
    value: {
      ...(given.has('domains') ? { pace: 'bulk' } : {}),
      ...(dns === undefined ? {} : { dnsServer: dns }),
      ...(anchor === undefined ? {} : { trustAnchors: [anchor] }),
    },
  };
}

/** `--timeout` in milliseconds. */
export function timeoutOf(given: Given): Outcome<number | undefined, Problem> {
  const text = given.text('timeout');
  if (text === undefined) return { ok: true, value: undefined };
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (seconds <= 0 || seconds > LONGEST_TIMEOUT) return badValue('timeout', text, `0.1 … ${LONGEST_TIMEOUT}`);
  return { ok: true, value: Math.ceil(seconds * 1000) };
}
