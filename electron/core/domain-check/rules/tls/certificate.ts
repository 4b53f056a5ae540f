import type { Inspection, ShownCertificate } from '../../../world/inspection.ts';
import type { DomainFacts } from '../../facts.ts';
import type { Finding, FindingId, Severity } from '../../finding.ts';
import { isForHost, isForHostByCommonName, leafOf, onOneLine } from '../certificate-names.ts';
import { clientNames, hostFault } from '../hosts.ts';
import { found } from '../rule.ts';
import { step } from '../zone-records.ts';
import { addressesOfPorts, isTransferOnly, portsOf } from './ports.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Days: ACME clients renew at 30; with 21 left something is amiss, with 7 it is urgent. */
const SOON = 21;
const URGENT = 7;

/** Endpoints with the certificate they showed first. */
interface Shown {
  endpoint: Inspection;
  leaf: ShownCertificate;
}

/** Names, dates and chain of the certificates of one host (RFC 9525, RFC 5280 section 4.1.2.5, RFC 8446 section 4.4.2). */
export function certificateFaults(facts: DomainFacts, host: string, endpoints: readonly Inspection[]): Finding[] {
  const shown = endpoints.flatMap((endpoint): Shown[] => {
    const leaf = leafOf(endpoint);
    return leaf === undefined ? [] : [{ endpoint, leaf }];
  });
  const chain = chainFaults(host, shown);
  return [...chain, ...nameFaults(facts, host, shown, chain[0]), ...dateFaults(facts, host, shown)];
}

const about = (host: string, there: readonly Shown[]): { name: string; ports: string[]; addresses: string[] } => {
  const endpoints = there.map(({ endpoint }) => endpoint);
  return { name: host, ports: portsOf(endpoints), addresses: addressesOfPorts(endpoints) };
};

/** On port 25 alone other servers do not look. */
const severityOf = (there: readonly Shown[]): Severity => (isTransferOnly(there.map(({ endpoint }) => endpoint)) ? 'warn' : 'fail');

function nameFaults(facts: DomainFacts, host: string, shown: readonly Shown[], chain: Finding | undefined): Finding[] {
  // Names that mail programs look settings up under are judged with the set-up: their cause lies in the zone.
  if (clientNames(facts).includes(host)) return [];
  const other = shown.filter(({ leaf }) => !isForHost(leaf, host));
  if (other.length === 0) return [];
  const listed = [...new Set(other.flatMap(({ leaf }) => leaf.names))];
  const names = listed.length > 0 ? listed : ['–'];
  const subject = onOneLine(other[0]?.leaf.subject ?? '');
  const byCommonName = other.every(({ leaf }) => isForHostByCommonName(leaf, host));
  const wrongHost = facts.expected.host === host && hostFault(facts) === 'host-address-wrong';
  const cause = wrongHost ? ('host-address-wrong' as const) : chain?.id === 'tls-self-signed' ? chain.id : undefined;
  return [
    found('tls-name', byCommonName ? 'warn' : severityOf(other), {
      who: 'server',
      facts: { ...about(host, other), names, subject },
      fix: [step('mailcow-add-certificate-name', { name: host })],
      ...(cause === undefined ? {} : { cause }),
    }),
  ];
}

const CHAIN_FAULTS = [
  ['self-signed', 'tls-self-signed'],
  ['incomplete', 'tls-incomplete'],
  ['untrusted', 'tls-untrusted'],
] as const;

/** A wrong name or date hides that the certificate is nobody's but its own. */
const faultOf = ({ endpoint: { result }, leaf }: Shown): string | undefined => {
  const fault = result.status === 'encrypted' ? result.fault : undefined;
  return fault !== undefined && leaf.selfSigned ? 'self-signed' : fault;
};

function chainFaults(host: string, shown: readonly Shown[]): Finding[] {
  return CHAIN_FAULTS.flatMap(([fault, id]) => {
    const there = shown.filter((one) => faultOf(one) === fault);
    if (there.length === 0) return [];
    const issuer = onOneLine(there[0]?.leaf.issuer ?? '');
    const fix = [step('mailcow-renew-certificate', { name: host })];
    return [found(id, severityOf(there), { who: 'server', facts: { ...about(host, there), issuer }, fix })];
  });
}

/** Whole days from the check to an instant; negative when it has passed, undefined when either is no date. */
function daysUntil(facts: DomainFacts, instant: string): number | undefined {
  const days = (Date.parse(instant) - Date.parse(facts.at)) / DAY;
  return Number.isFinite(days) ? Math.floor(days) : undefined;
}

function dateFaults(facts: DomainFacts, host: string, shown: readonly Shown[]): Finding[] {
  const tell = (id: FindingId, there: readonly Shown[], date: (leaf: ShownCertificate) => string, severity?: Severity): Finding[] => {
    const [first] = there.map(({ leaf }) => date(leaf)).sort();
    if (first === undefined) return [];
    const fact = { ...about(host, there), date: first.slice(0, 10), days: Math.abs(daysUntil(facts, first) ?? 0) };
    return [
      found(id, severity ?? severityOf(there), { who: 'server', facts: fact, fix: [step('mailcow-renew-certificate', { name: host })] }),
    ];
  };
  const left = ({ leaf }: Shown): number => daysUntil(facts, leaf.validTo) ?? Number.POSITIVE_INFINITY;
  const expired = shown.filter((one) => left(one) < 0);
  const soon = shown.filter((one) => left(one) >= 0 && left(one) <= SOON);
  const early = shown.filter(
    ({ leaf }) => (daysUntil(facts, leaf.validFrom) ?? -1) >= 0 && Date.parse(leaf.validFrom) > Date.parse(facts.at),
  );
  const urgent = soon.some((one) => left(one) <= URGENT);
  return [
    ...tell('tls-expired', expired, ({ validTo }) => validTo),
    ...tell('tls-expires-soon', soon, ({ validTo }) => validTo, urgent ? severityOf(soon) : 'warn'),
    ...tell('tls-not-yet-valid', early, ({ validFrom }) => validFrom),
  ];
}
