import { recordsAt, type DomainFacts } from '../facts.ts';
import type { DnsRecord } from '../../world/network.ts';
import type { Finding, FindingId, Fix, Severity } from '../finding.ts';
import { addressesOf } from './addresses.ts';
import { causeOfSilence, hostFault, mailHost, samenessOf, unansweredOf } from './hosts.ts';
import { companyBehind } from './known-providers.ts';
import { found } from './rule.ts';
import type { SrvService } from './srv-services.ts';
import { publish, remove, srvRecord } from './zone-records.ts';

type SrvRecord = Extract<DnsRecord, { type: 'SRV' }>;
interface Published {
  service: SrvService;
  name: string;
  offered: readonly SrvRecord[];
}

/** As many as are asked about. */
const MOST_TARGETS = 16;

type Verdict = 'right' | 'elsewhere' | 'alias' | 'no-address' | 'unanswered';

/** Where service records lead; one finding for all records that name the same wrong target. */
export function judgeTargets(facts: DomainFacts, there: readonly Published[]): Finding[] {
  const targets = [...new Set(there.flatMap(({ offered }) => offered.map(({ target }) => target)))].slice(0, MOST_TARGETS);
  return targets.flatMap((target) => {
    const verdict = verdictOn(facts, target);
    if (verdict === 'right') return [];
    const records = there.flatMap(({ service, offered }) =>
      offered.filter((record) => record.target === target).map((record) => ({ service, record })),
    );
    return [tell(facts, target, verdict, records)];
  });
}

function verdictOn(facts: DomainFacts, target: string): Verdict {
  const host = mailHost(facts);
  const { state, aliases } = addressesOf(facts, target);
  const sameness = host === undefined ? 'same' : samenessOf(facts, target, host);
  if (sameness === 'other') return state === 'absent' && aliases.length === 0 ? 'no-address' : 'elsewhere';
  if (state === 'absent') return 'no-address';
  if (sameness === 'unknown' || state === 'unknown') return 'unanswered';
  return aliases.length > 0 ? 'alias' : 'right';
}

const SEVERITY: Readonly<Record<Exclude<Verdict, 'right'>, Severity>> = {
  elsewhere: 'fail',
  'no-address': 'fail',
  alias: 'warn',
  unanswered: 'unknown',
};

function tell(
  facts: DomainFacts,
  target: string,
  verdict: Exclude<Verdict, 'right'>,
  records: readonly { service: SrvService; record: SrvRecord }[],
): Finding {
  const host = mailHost(facts);
  const names = records.map(({ record }) => record.name);
  const about = { name: names[0] ?? '', names, target, company: companyBehind(target), expected: host ?? '' };
  const questions = unansweredOf(facts, ['A', 'AAAA'], target);
  if (verdict === 'unanswered') {
    const cause = target === facts.expected.host ? ({ cause: 'host-unanswered' } as const) : causeOfSilence(facts, questions);
    return found('srv-unanswered', 'unknown', { who: 'network', facts: { ...about, questions }, ...cause });
  }
  return found(`srv-${verdict}`, SEVERITY[verdict], { facts: about, fix: repaired(facts, target, records), ...causeOf(facts, target) });
}

function causeOf(facts: DomainFacts, target: string): { cause?: FindingId } {
  if (target.endsWith(`.${facts.domain}.${facts.domain}`)) return { cause: 'name-doubled' };
  if (target !== mailHost(facts)) return {};
  const cause = hostFault(facts) ?? (addressesOf(facts, target).state === 'absent' ? 'mx-no-address' : undefined);
  return cause === undefined ? {} : { cause };
}

/** The same services at the host's own name; nothing where the target is that name already: then the host is what is to be mended. */
function repaired(facts: DomainFacts, target: string, records: readonly { service: SrvService; record: SrvRecord }[]): Fix[] {
  const host = mailHost(facts) ?? addressesOf(facts, target).aliases.at(-1);
  if (host === undefined || host === target) return [];
  return records.flatMap(({ service, record }) => {
    const right = recordsAt(facts, 'SRV', record.name).some((one) => one.target === host);
    return [...remove([record]), ...(right ? [] : [publish(srvRecord(record.name, service.port, host))])];
  });
}
