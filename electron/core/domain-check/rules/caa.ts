import { getPublicSuffix } from 'tldts';
import type { DnsRecord } from '../../world/network.ts';
import type { ShownCertificate } from '../../world/inspection.ts';
import { answerTo, type DomainFacts, recordsAt } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { caaDomainsOf } from './caa-issuers.ts';
import { leafOf, onOneLine } from './certificate-names.ts';
import { causeOfSilence, mailHost, samenessOf } from './hosts.ts';
import { found, type Rule } from './rule.ts';
import { caaRecord, publish, remove } from './zone-records.ts';

type CaaRecord = Extract<DnsRecord, { type: 'CAA' }>;

/** Records that count for a name: those of the nearest ancestor that has any (RFC 8659 section 3). */
type RelevantSet = { status: 'found'; at: string; records: CaaRecord[] } | { status: 'none' } | { status: 'unknown'; questions: string[] };

/** Whether the issuer of the certificate in use may renew it. */
export const caa: Rule = (facts) => {
  const host = mailHost(facts);
  const names = [facts.domain, ...(host === undefined ? [] : [host])];
  const sets = names.map((name) => ({ name, set: relevantSet(facts, name) }));
  const seen = new Set<string>();
  return sets.flatMap(({ name, set }) => {
    // The host below the domain mostly ends at the domain's own records: one finding for both.
    const key = set.status === 'found' ? set.at : set.status;
    if (seen.has(key)) return [];
    seen.add(key);
    return [judge(facts, name, set)];
  });
};

/** From the name upwards; a public suffix has no records of this kind and is asked by nobody. */
function relevantSet(facts: DomainFacts, name: string): RelevantSet {
  const suffix = getPublicSuffix(name);
  for (let here = name; here !== '' && here !== suffix; here = here.includes('.') ? here.slice(here.indexOf('.') + 1) : '') {
    const answer = answerTo(facts, 'CAA', here);
    if (answer === undefined || answer.status === 'failed') return { status: 'unknown', questions: [`CAA ${here}`] };
    const records = recordsAt(facts, 'CAA', here);
    if (records.length > 0) return { status: 'found', at: here, records };
  }
  return { status: 'none' };
}

function judge(facts: DomainFacts, name: string, set: RelevantSet): Finding {
  const leaf = leafFor(facts, name);
  const domains = leaf === undefined ? undefined : caaDomainsOf(leaf.issuer);
  switch (set.status) {
    case 'unknown': {
      const about = { name, questions: set.questions };
      return found('caa-unanswered', 'unknown', { who: 'network', facts: about, ...causeOfSilence(facts, set.questions) });
    }
    case 'none': {
      const [own] = domains ?? [];
      // Above a host of somebody else nothing of the domain's own zone helps.
      const fix = own === undefined || name !== facts.domain ? [] : [publish(caaRecord(name, 'issue', own))];
      return found('caa-none', 'info', { who: 'zone', facts: { name }, fix });
    }
    case 'found':
      return compare(facts, set, leaf, domains);
  }
}

/** The certificate that renewal is about: the mail host's, or one that a name of the domain shows. */
function leafFor(facts: DomainFacts, name: string): ShownCertificate | undefined {
  const host = mailHost(facts);
  const ours = facts.endpoints.filter(
    ({ target }) => target.host === name || host === undefined || target.host === host || samenessOf(facts, target.host, host) === 'same',
  );
  const own = ours.filter(({ target }) => target.host === name);
  return [...own, ...ours].map(leafOf).find((leaf) => leaf !== undefined);
}

function compare(
  facts: DomainFacts,
  { at, records }: Extract<RelevantSet, { status: 'found' }>,
  leaf: ShownCertificate | undefined,
  domains: readonly string[] | undefined,
): Finding {
  const about = { name: at, allowed: allowedBy(records, 'issue'), issuer: onOneLine(leaf?.issuer ?? '') };
  if (leaf === undefined || domains === undefined) return found('caa-not-compared', 'info', { facts: about });
  const tag =
    leaf.names.some((one) => one.startsWith('*.')) && records.some((record) => tagOf(record) === 'issuewild') ? 'issuewild' : 'issue';
  const inForce = records.filter((record) => tagOf(record) === tag);
  const allowed = allowedBy(records, tag);
  const critical = records.filter((record) => (record.flags & 128) !== 0 && !KNOWN_TAGS.includes(tagOf(record)));
  const permitted = inForce.length === 0 || allowed.some((one) => domains.includes(one));
  if (permitted && critical.length === 0) return found('caa-right', 'ok', { facts: { ...about, allowed } });
  const nobody = inForce.filter(({ value }) => domainIn(value) === '');
  const [own = ''] = domains;
  const fix = [...remove([...critical, ...nobody]), ...(permitted ? [] : [publish(caaRecord(at, tag, own))])];
  return found('caa-forbids', 'fail', { who: isOwnZone(facts, at) ? 'zone' : 'server', facts: { ...about, allowed, expected: own }, fix });
}

const KNOWN_TAGS: readonly string[] = ['issue', 'issuewild', 'iodef', 'issuemail', 'issuevmc', 'contactemail', 'contactphone'];
const tagOf = ({ tag }: CaaRecord): string => tag.toLowerCase();
const domainIn = (value: string): string => (value.split(';')[0] ?? '').trim().toLowerCase();
const allowedBy = (records: readonly CaaRecord[], tag: string): string[] =>
  records
    .filter((record) => tagOf(record) === tag)
    .map(({ value }) => domainIn(value))
    .filter((domain) => domain !== '');
const isOwnZone = ({ domain }: DomainFacts, at: string): boolean => domain === at || domain.endsWith(`.${at}`) || at.endsWith(`.${domain}`);
