import type { DnsRecord } from '../../world/network.ts';
import type { DomainFacts } from '../facts.ts';
import { canonicalAddress, expectedAddresses } from './addresses.ts';
import { SRV_SERVICES, type SrvService } from './srv-services.ts';

/**
 * `wrong`: that port serves something else or refuses; `unusual`: not the usual one, and nobody could look;
 * `not-offered`: the usual port, and it refuses at every address.
 */
export type PortState = 'right' | 'wrong' | 'unusual' | 'not-offered';

const PLAIN_WEB = 80;

/** A port that is shut at an address that is not the host's says nothing about the service. */
function rightAddressOf(facts: DomainFacts, host: string): (address: string) => boolean {
  const named = facts.expected.host === host && facts.expected.addresses.length > 0;
  const right = expectedAddresses(facts, host).all;
  return (address) => !named || right.includes(canonicalAddress(address));
}

/** What the host's ports say about the port of a service record. */
export function portState(facts: DomainFacts, service: SrvService, record: Extract<DnsRecord, { type: 'SRV' }>): PortState {
  const isRight = rightAddressOf(facts, record.target);
  const at = facts.endpoints.filter(
    ({ target }) => target.host === record.target && target.port === record.port && isRight(target.address),
  );
  const closed = at.length > 0 && at.every(({ result }) => result.status === 'failed' && result.reason === 'refused');
  if (record.port === service.port) return closed && record.port !== PLAIN_WEB ? 'not-offered' : 'right';
  const serves = at.some(({ target, result }) => target.protocol === service.protocol && result.status === 'encrypted');
  const elsewhere = SRV_SERVICES.some(({ port, label }) => port === record.port && label !== service.label && port !== service.port);
  if (elsewhere) return 'wrong';
  if (serves) return 'right';
  return closed ? 'wrong' : 'unusual';
}
