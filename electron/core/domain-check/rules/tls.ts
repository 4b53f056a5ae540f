import type { Inspection } from '../../world/inspection.ts';
import type { DomainFacts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { leafOf } from './certificate-names.ts';
import { clientNames, samenessOf } from './hosts.ts';
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
  const faults = [
    ...reachFaults(facts, host, endpoints),
    ...certificateFaults(facts, host, endpoints),
    ...strengthFaults(host, endpoints),
    ...differences(host, endpoints),
  ];
  const good = endpoints.filter(({ result }) => result.status === 'encrypted');
  const harmless = faults.every(({ severity }) => severity === 'info' || severity === 'unknown');
  return harmless && good.length > 0 ? [found('tls-right', 'ok', { facts: { name: host, ports: portsOf(good) } }), ...faults] : faults;
}

/** Names for mail programs lead to the same machine: only a certificate that the mail host does not show is news. */
function judgeClientHost(facts: DomainFacts, host: string, known: ReadonlySet<string>): Finding[] {
  const endpoints = at(facts, host).filter((endpoint) => !known.has(leafOf(endpoint)?.certificate.sha256 ?? ''));
  return certificateFaults(facts, host, endpoints);
}
