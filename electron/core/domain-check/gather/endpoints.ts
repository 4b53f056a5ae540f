import type { Inspection, InspectionTarget, TlsVersion } from '../../world/inspection.ts';
import type { World } from '../../world/world.ts';
import { recordsOf } from '../facts.ts';
import { parseIp } from '../spf/ip.ts';
import type { Asker } from './asker.ts';
import { Fan } from './budget.ts';
import { exchangesOf, hostAddresses, mailHostOf, type Wanted } from './dns-part.ts';
import { CLIENT_LABELS } from './names.ts';
import { isInside } from './reachable.ts';

type Port = Pick<InspectionTarget, 'port' | 'protocol' | 'security'>;

const EXCHANGE: Port = { port: 25, protocol: 'smtp', security: 'starttls' };
const WEB: Port = { port: 443, protocol: 'https', security: 'tls' };
const HOST: readonly Port[] = [
  EXCHANGE,
  { port: 465, protocol: 'smtp', security: 'tls' },
  { port: 587, protocol: 'smtp', security: 'starttls' },
  { port: 143, protocol: 'imap', security: 'starttls' },
  { port: 993, protocol: 'imap', security: 'tls' },
  { port: 110, protocol: 'pop3', security: 'starttls' },
  { port: 995, protocol: 'pop3', security: 'tls' },
  { port: 4190, protocol: 'sieve', security: 'starttls' },
  WEB,
];
/** What nobody should offer any more (RFC 8996). */
const OLD: readonly TlsVersion[] = ['TLSv1', 'TLSv1.1'];
const MOST_OF_A_FAMILY = 2;
const MOST_OTHER_EXCHANGES = 4;

/** One port to look at, and whether that is allowed. */
interface Look {
  target: InspectionTarget;
  versions: readonly TlsVersion[];
  allowed: boolean;
}

/** A few of both families: the second of one may be the one that was forgotten. */
function some(addresses: readonly string[]): string[] {
  const isFour = (address: string): boolean => parseIp(address)?.version === 4;
  const v6 = addresses.filter((address) => !isFour(address));
  return [...addresses.filter(isFour).slice(0, MOST_OF_A_FAMILY), ...v6.slice(0, MOST_OF_A_FAMILY)];
}

/** An address inside a private network counts only where the person named it, or the host that has it. */
export async function allowedInside(asker: Asker, { expected }: Wanted): Promise<ReadonlySet<string>> {
  const named = expected.host === undefined ? [] : await hostAddresses(asker.dns, expected.host);
  return new Set([...expected.addresses, ...named]);
}

/** The ports of the mail host, of the names that mail programs ask, and port 25 of other hosts that publish TLSA. */
export async function looksFor(asker: Asker, wanted: Wanted): Promise<Look[]> {
  const allowed = await allowedInside(asker, wanted);
  const host = await mailHostOf(asker, wanted);
  const lookAt = async (name: string, ports: readonly Port[]): Promise<Look[]> =>
    some(await hostAddresses(asker.dns, name)).flatMap((address, index) =>
      ports.map((port) => ({
        target: { host: name, address, ...port },
        // The same server stands behind all of them.
        versions: index === 0 && name === host ? OLD : [],
        allowed: !isInside(address) || allowed.has(address),
      })),
    );
  const others = (await exchangesOf(asker, wanted.domain)).filter((name) => name !== host);
  const pinned = await Promise.all(
    others.map(async (name) => (recordsOf(await asker.ask('TLSA', `_25._tcp.${name}`), 'TLSA').length > 0 ? [name] : [])),
  );
  const looks = await Promise.all([
    ...(host === undefined ? [] : [lookAt(host, HOST)]),
    ...CLIENT_LABELS.map((label) => lookAt(`${label}.${wanted.domain}`, [WEB])),
    ...pinned
      .flat()
      .slice(0, MOST_OTHER_EXCHANGES)
      .map((name) => lookAt(name, [EXCHANGE])),
  ]);
  return looks.flat();
}

/** Looks at all of them; one that may not be looked at says so. `waiting`: longest wait for a turn and a look together. */
export function inspectAll(
  { clock, network }: Pick<World, 'clock' | 'network'>,
  looks: readonly Look[],
  { timeout, waiting, signal, seen }: { timeout: number; waiting: number; signal: AbortSignal; seen: () => void },
): Promise<Inspection[]> {
  const fan = new Fan(clock, waiting, signal);
  return Promise.all(
    looks.map(async ({ target, versions, allowed }): Promise<Inspection> => {
      const failed = (reason: 'private-address' | 'timed-out'): Inspection => ({ target, result: { status: 'failed', reason } });
      const shown = allowed
        ? await fan.within(
            (within) => network.tls.inspect(target, { timeout, versions, signal: within }),
            () => failed('timed-out'),
          )
        : failed('private-address');
      seen();
      return shown;
    }),
  );
}
