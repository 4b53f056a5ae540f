import type { Inspection } from '../../../world/inspection.ts';
import { canonicalAddress } from '../addresses.ts';

export const isOverIpv6 = ({ target }: Inspection): boolean => target.address.includes(':');

/** Port numbers of these endpoints, ascending, once each, as facts. */
export const portsOf = (endpoints: readonly Inspection[]): string[] =>
  [...new Set(endpoints.map(({ target }) => target.port))].sort((one, other) => one - other).map(String);

export const addressesOfPorts = (endpoints: readonly Inspection[]): string[] => [
  ...new Set(endpoints.map(({ target }) => canonicalAddress(target.address))),
];

/** Nothing but port 25, where other servers take any certificate unless a policy says otherwise (RFC 3207 section 4.1). */
export const isTransferOnly = (endpoints: readonly Inspection[]): boolean => endpoints.every(({ target }) => target.port === 25);
