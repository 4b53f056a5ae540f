import type { DomainFacts } from '../facts.ts';
import type { Finding, Fix } from '../finding.ts';
import {
  appliedPolicy,
  type Discovery,
  dmarcName,
  type DmarcRecord,
  isDmarcRecord,
  isUsable,
  isWeaker,
  MOST_REPORTS,
  nextDmarcStep,
  parseDmarc,
  printDmarc,
} from '../dmarc/index.ts';
import { addressChoice, replaceTexts, reportAddress } from '../texts.ts';
import { judgeReports } from './dmarc-reports.ts';
import { found } from './rule.ts';

interface Own {
  readonly domain: string;
  readonly text: string;
  readonly discovery: Discovery;
}

type Verdict = Pick<Finding, 'id' | 'severity' | 'facts'>;

const verdict = (id: Verdict['id'], severity: Verdict['severity'], facts: Verdict['facts'] = {}): Verdict => ({ id, severity, facts });

/**
 * The domain's own record. What is wrong with its form is mended first, without touching the policy; only a record in order is
 * raised, one step at a time, so that the two never contradict each other.
 */
export function judgeDmarcRecord(facts: DomainFacts, { domain, text, discovery }: Own): Finding[] {
  const name = dmarcName(domain);
  const record = parseDmarc(text);
  const reports = judgeReports(facts, domain, record, discovery.organizational ?? domain);
  const form = [...judgeForm(record), ...reports.own];
  const policy = judgePolicy(record);
  const instead = (to: string): Fix[] => replaceTexts(facts, name, isDmarcRecord, to);
  const mends = form.some(({ severity }) => severity !== 'info');
  const choice = record.rua.length === 0 ? addressChoice(facts) : [];
  const mended = mends ? [...instead(mend(facts, record, reports.dead)), ...choice] : [];
  const raised = mends ? [] : raise(record, instead);
  const written = (verdicts: Verdict[], fix: Fix[]): Finding[] =>
    verdicts.map(({ id, severity, facts: about }) =>
      found(id, severity, { facts: { name, record: text, ...about }, fix: id === 'dmarc-strict' ? [] : fix }),
    );
  const findings = [...written(form, mended), ...written(policy, raised), ...reports.foreign];
  if (findings.some(({ severity }) => severity !== 'info')) return findings;
  return [found('dmarc-right', 'ok', { facts: { name, policy: String(record.p), record: text } }), ...findings];
}

const isPolicyTag = (term: string): boolean => /^(?:p|sp|np)=/i.test(term);

function judgeForm(record: DmarcRecord): Verdict[] {
  const wrong = record.faults.filter(({ code, term }) => !(code === 'value-unknown' && isPolicyTag(term)) && !isUriFault(code));
  const badPolicies = record.faults.filter(({ code, term }) => code === 'value-unknown' && isPolicyTag(term)).map(({ term }) => term);
  const lost = appliedPolicy(record) === undefined ? 'fail' : 'warn';
  const [first] = wrong;
  return [
    ...(first === undefined ? [] : [verdict('dmarc-syntax', 'fail', { reason: first.code, term: first.term })]),
    ...(badPolicies.length === 0 ? [] : [verdict('dmarc-policy-invalid', lost, { terms: badPolicies })]),
    ...(record.p !== undefined || !isUsable(record) ? [] : [verdict('dmarc-no-policy', lost)]),
    ...(record.policySecond ? [] : [verdict('dmarc-order', 'warn')]),
    ...(record.removed.length === 0 ? [] : [verdict('dmarc-removed-tags', 'warn', { tags: [...record.removed] })]),
    ...unknownTags(record),
  ];
}

const isUriFault = (code: DmarcRecord['faults'][number]['code']): boolean => code.startsWith('uri-') || code === 'address-unreadable';

function unknownTags({ unknown, capitals }: DmarcRecord): Verdict[] {
  const tags = [...unknown, ...capitals];
  return tags.length === 0 ? [] : [verdict('dmarc-unknown-tag', 'warn', { tags })];
}

function judgePolicy(record: DmarcRecord): Verdict[] {
  const { p, sp, np } = record;
  const strict = [...(record.strictDkim ? ['adkim=s'] : []), ...(record.strictSpf ? ['aspf=s'] : [])];
  const alignment: Verdict[] = strict.length === 0 ? [] : [verdict('dmarc-strict', 'info', { tags: strict })];
  if (p === undefined || p === 'unknown') return alignment;
  const weaker = [...(isBelow(sp, p) ? [`sp=${sp}`] : []), ...(isBelow(np, p) ? [`np=${np}`] : [])];
  const next = nextDmarcStep(record.text)?.policy ?? 'reject';
  return [
    ...(p === 'none' ? [verdict('dmarc-monitoring', 'warn', { next })] : []),
    ...(weaker.length === 0 ? [] : [verdict('dmarc-subdomains-weaker', 'warn', { tags: weaker, policy: p })]),
    ...(record.testing && p !== 'none' ? [verdict('dmarc-testing', 'warn', { policy: p })] : []),
    ...(p === 'quarantine' && !record.testing ? [verdict('dmarc-quarantine', 'info', { next })] : []),
    ...alignment,
  ];
}

const isBelow = (below: DmarcRecord['sp'], p: 'none' | 'quarantine' | 'reject'): boolean =>
  below !== undefined && below !== 'unknown' && isWeaker(below, p);

/** The record in order, its policy as it was; where reports went nowhere they go to the expected address. */
function mend(facts: DomainFacts, record: DmarcRecord, dead: readonly string[]): string {
  const arriving = (uris: DmarcRecord['rua']): string[] =>
    uris
      .filter(({ host, scheme }) => scheme === 'mailto' && host !== undefined && !dead.includes(host))
      .slice(0, MOST_REPORTS)
      .map(({ uri }) => uri);
  const rua = arriving(record.rua);
  return printDmarc(record, {
    rua: rua.length > 0 ? rua.join(',') : `mailto:${reportAddress(facts)}`,
    ruf: arriving(record.ruf).join(','),
  });
}

function raise(record: DmarcRecord, instead: (to: string) => Fix[]): Fix[] {
  const { p, sp, np, testing } = record;
  if (p === undefined || p === 'unknown') return [];
  const weaker = p !== 'none' && (isBelow(sp, p) || isBelow(np, p));
  if (weaker || (testing && p !== 'none')) {
    const changes = { ...(isBelow(sp, p) ? { sp: '' } : {}), ...(isBelow(np, p) ? { np: '' } : {}), ...(testing ? { t: '' } : {}) };
    return instead(printDmarc(record, changes));
  }
  const next = nextDmarcStep(record.text);
  return next === undefined ? [] : instead(next.record);
}
