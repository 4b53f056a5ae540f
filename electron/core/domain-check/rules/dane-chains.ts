import type { Inspection, ShownCertificate } from '../../world/inspection.ts';
import { chainOf } from '../dane/index.ts';

/** A chain as one port of a mail server showed it. */
export interface Seen {
  readonly port: number;
  readonly address: string;
  readonly chain: readonly ShownCertificate[];
}

/** Ports whose certificate tells of the one on port 25, where that cannot be reached from here. */
const KINDRED = [465, 587, 993];

/** Port 25 of every address; where none of these can be seen, the ports beside it. */
export function seenOn(endpoints: readonly Inspection[], host: string): Seen[] {
  const seen = endpoints
    .filter(({ target }) => target.host === host && (target.port === 25 || KINDRED.includes(target.port)))
    .flatMap((endpoint): Seen[] => {
      const chain = chainOf(endpoint);
      return chain === undefined || chain.length === 0 ? [] : [{ port: endpoint.target.port, address: endpoint.target.address, chain }];
    });
  const proper = seen.filter(({ port }) => port === 25);
  return proper.length > 0 ? proper : seen;
}
