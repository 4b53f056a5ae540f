import type { Inspection } from '../../world/inspection.ts';
import type { DomainFacts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { expectedAddresses } from './addresses.ts';
import { leafOf } from './certificate-names.ts';
import { clientNames, hostFault, samenessOf } from './hosts.ts';
import { found, type Rule } from './rule.ts';
import { certificateFaults } from './tls/certificate.ts';
import { downgrade } from './tls/downgrade.ts';
import { portsOf } from './tls/ports.ts';
import { reachFaults } from './tls/reach.ts';
import { differences, strengthFaults } from './tls/strength.ts';

/** The ports of every host that was looked at: one finding for a fault, whatever the number of ports that have it. */
export const tls: Rule = (facts) => {
  const hosts = [...new Set(facts.endpoints.map(({ target }) => target.host))].filter((host) => !isForeign(facts, host));
  const names = clientNames(facts);
  const servers = hosts.filter((host) => !names.includes(host));
  const known = new Set(servers.flatMap((host) => at(facts, host)).flatMap((endpoint) => leafOf(endpoint)?.certificate.sha256 ?? []));
  const others = hosts.filter((host) => names.includes(host)).flatMap((host) => judgeClientHost(facts, host, known));
  return [...servers.flatMap((host) => judgeHost(facts, host)), ...others, ...downgrade(facts)];
};

/** Another company's servers are not ours to judge; that mail or programs go there is another rule's finding. */
const isForeign = (facts: DomainFacts, host: string): boolean =>
  facts.expected.host !== undefined && samenessOf(facts, host, facts.expected.host) === 'other';

const at = (facts: DomainFacts, host: string): Inspection[] => facts.endpoints.filter(({ target }) => target.host === host);

function judgeHost(facts: DomainFacts, host: string): Finding[] {
  const endpoints = at(facts, host);
  const certificates = certificateFaults(facts, host, endpoints);
  const strength = strengthFaults(host, endpoints);
  const weak = strength.filter(({ id }) => id === 'tls-signature-weak' || id === 'tls-key-weak');
  const faults = [
    ...reachFaults(facts, host, endpoints),
    ...certificates.map((one) => (one.id === 'tls-untrusted' ? explainedBy(weak, one) : one)),
    ...strength,
    ...differences(host, endpoints).map((one) => explainedBy(certificates, one)),
  ].map((one) => atWrongAddress(facts, host, one));
  const good = endpoints.filter(({ result }) => result.status === 'encrypted');
  const harmless = faults.every(({ severity }) => severity === 'info' || severity === 'unknown');
  return harmless && good.length > 0 ? [found('tls-right', 'ok', { facts: { name: host, ports: portsOf(good) } }), ...faults] : faults;
}

const listOf = ({ facts }: Finding, fact: 'ports' | 'addresses'): string[] => {
  const list = facts[fact];
  return Array.isArray(list) ? list : [];
};

/** A certificate that is bad in itself is different for that very reason. */
function explainedBy(certificates: readonly Finding[], one: Finding): Finding {
  const reason = certificates.find((other) => listOf(one, 'ports').every((port) => listOf(other, 'ports').includes(port)));
  return reason === undefined ? one : { ...one, cause: reason.id };
}

/** Whatever stands at an address that is not the host's says nothing about the host. */
function atWrongAddress(facts: DomainFacts, host: string, one: Finding): Finding {
  const right = expectedAddresses(facts, host).all;
  const addresses = listOf(one, 'addresses');
  const astray = facts.expected.host === host && hostFault(facts) === 'host-address-wrong';
  if (!astray || one.cause !== undefined || addresses.length === 0) return one;
  return addresses.some((address) => right.includes(address)) ? one : { ...one, cause: 'host-address-wrong' };
}

/** Names for mail programs lead to the same machine: only a certificate that the mail host does not show is news. */
function judgeClientHost(facts: DomainFacts, host: string, known: ReadonlySet<string>): Finding[] {
  const endpoints = at(facts, host).filter((endpoint) => !known.has(leafOf(endpoint)?.certificate.sha256 ?? ''));
  return certificateFaults(facts, host, endpoints);
}
