import { answerTo, type DomainFacts, standing } from '../facts.ts';
import type { Finding, FindingId, Fix } from '../finding.ts';
import { analyseSpf, withRecord } from '../spf/analyse.ts';
import type { SpfAnalysis } from '../spf/analysis.ts';
import { spfFactsOf } from '../spf/from-domain.ts';
import type { SpfFacts } from '../spf/facts.ts';
import { lookAlike } from '../spf/look-alike.ts';
import { isSpfRecord } from '../spf/parse.ts';
import { publish, removeTexts, replaceTexts, textRecord, textsAt } from '../texts.ts';
import { addressesOf } from './addresses.ts';
import { causeOfSilence, domainStanding, hostFault, isInside } from './hosts.ts';
import { mxCause } from './mx-cause.ts';
import { found, type Rule } from './rule.ts';
import { sharedSenders } from './shared-senders.ts';
import { isRefused, ownServer, type OwnServer } from './spf-server.ts';
import { step } from './zone-records.ts';

/** Who may send for the domain (RFC 7208): the record and all below it, and whether the own server is among them. */
export const spf: Rule = (facts) => {
  const recorded = spfFactsOf(facts);
  const analysis = analyseSpf(recorded);
  const server = ownServer(facts);
  const better = betterRecord(facts, recorded, analysis, server);
  const fix = better === undefined ? [] : replaceTexts(facts, facts.domain, isOurs, better);
  const record = related(analysis.findings.map((finding) => fromAnalysis(facts, finding, fix)));
  const about = aboutServer(facts, server, fix, analysis);
  const troubles = [...record, ...about].filter(({ severity }) => severity !== 'info');
  const right =
    troubles.length > 0 || analysis.record === undefined
      ? []
      : [found('spf-right', 'ok', { facts: { name: facts.domain, record: analysis.record, count: analysis.lookups } })];
  return [...right, ...record, ...about, ...helo(facts), ...sharedSenders(facts.domain, analysis.tree)];
};

/** A term that two glued strings made is no slip of its own, and nobody follows a tree beyond the limit. */
function related(findings: Finding[]): Finding[] {
  const glued = findings
    .filter(({ id }) => id === 'spf-strings-glued')
    .map(({ facts: { left, right } }) => `${String(left)}${String(right)}`);
  const over = findings.some(({ id }) => id === 'spf-lookups-over');
  return findings.map((one) => {
    if (one.id === 'spf-tree-cut' && over) return { ...one, cause: 'spf-lookups-over' };
    return one.id === 'spf-syntax' && glued.includes(String(one.facts['term'])) ? { ...one, cause: 'spf-strings-glued' } : one;
  });
}

const isOurs = (text: string): boolean => isSpfRecord(text) || lookAlike([text]) !== undefined;

function fromAnalysis(facts: DomainFacts, one: SpfAnalysis['findings'][number], fix: Fix[]): Finding {
  const { code, severity, facts: about } = one;
  const told = { ...about, name: String(about['name'] ?? about['domain'] ?? facts.domain) };
  if (severity === 'unknown') {
    const question = `TXT ${told.name}`;
    return found(`spf-${code}`, severity, {
      who: 'network',
      facts: { ...told, questions: [question] },
      ...causeOfSilence(facts, [question]),
    });
  }
  const cause: { cause?: FindingId } = code === 'record-missing' && domainStanding(facts) === 'absent' ? { cause: 'name-absent' } : {};
  const elsewhere = causeOfVoids(facts, code, about['terms']);
  if (elsewhere !== undefined) return found(`spf-${code}`, severity, { facts: told, cause: elsewhere });
  return found(`spf-${code}`, severity, { facts: told, fix: severity === 'info' ? [] : remedyFor(facts, one, fix), ...cause });
}

/** The list is right, and the MX or the host that it speaks of is not there. */
function causeOfVoids(facts: DomainFacts, code: SpfAnalysis['findings'][number]['code'], terms: unknown): FindingId | undefined {
  if ((code !== 'voids' && code !== 'voids-over') || !Array.isArray(terms)) return undefined;
  const ours = [`${facts.domain}: mx`, `${facts.domain}: a:${facts.expected.host ?? ''}`];
  return terms.every((term) => ours.includes(String(term))) ? (mxCause(facts) ?? hostFault(facts)) : undefined;
}

function remedyFor(facts: DomainFacts, { code, facts: { domain, term } }: SpfAnalysis['findings'][number], fix: Fix[]): Fix[] {
  if (code === 'sender-id-left') return removeTexts(facts, facts.domain, (text) => /^spf2\.0[ /]/i.test(text));
  if (fix.length > 0) return fix;
  if (code === 'record-duplicate') return [step('merge-records', { name: facts.domain })];
  if (LENGTHS.includes(code)) return [step('spf-shorten', { name: facts.domain })];
  return typeof term === 'string' ? [step('spf-correct-term', { name: String(domain), term })] : [];
}

/** Nobody but the company knows which of its services send no more. */
const LENGTHS: readonly SpfAnalysis['findings'][number]['code'][] = ['lookups-over', 'lookups-near', 'mx-over', 'record-large'];

function aboutServer(facts: DomainFacts, server: OwnServer | undefined, fix: Fix[], { findings }: SpfAnalysis): Finding[] {
  if (server === undefined) return [];
  const about = { name: facts.domain, host: server.host, addresses: [...server.addresses] };
  if (server.unknown.length > 0) {
    const cause = silentPart(facts, server.host, findings);
    return [found('spf-server-unknown', 'unknown', { who: 'network', facts: { ...about, addresses: server.unknown }, ...cause })];
  }
  if (!isRefused(server)) return [];
  const refused = { ...about, addresses: server.refused.map(({ ip }) => ip), result: server.refused[0]?.result ?? '' };
  const reason = server.cause === undefined ? { fix } : { cause: server.cause };
  const partly = server.passed.length > 0;
  const neutral = server.refused.every(({ result }) => result === 'neutral');
  return [
    found(partly ? 'spf-family-missing' : 'spf-server-not-allowed', partly || neutral ? 'warn' : 'fail', { facts: refused, ...reason }),
  ];
}

/** The list itself, or what it speaks of, that nobody answers for or that nobody can know beforehand. */
function silentPart(facts: DomainFacts, host: string, findings: SpfAnalysis['findings']): { cause?: FindingId } {
  if (standing(facts, 'TXT', facts.domain) === 'unknown') return { cause: 'spf-record-unanswered' };
  if (standing(facts, 'MX', facts.domain) === 'unknown') return { cause: 'mx-unanswered' };
  if (host !== '' && addressesOf(facts, host).state === 'unknown') return { cause: 'host-unanswered' };
  const part = (['target-unanswered', 'target-depends', 'tree-cut'] as const).find((code) => findings.some((one) => one.code === code));
  return part === undefined ? {} : { cause: `spf-${part}` };
}

/** The record to publish: mended, and with the own server in it where that is lacking; never one that is an error itself. */
function betterRecord(facts: DomainFacts, recorded: SpfFacts, analysis: SpfAnalysis, server: OwnServer | undefined): string | undefined {
  const mended = analysis.proposal?.record;
  const sound = analysis.findings.every(({ severity }) => severity !== 'fail') ? analysis.record : undefined;
  const base = mended ?? sound;
  if (base === undefined || server === undefined || server.cause !== undefined) return mended;
  const isSound = (record: string): boolean => {
    const { findings } = analyseSpf(withRecord(recorded, record));
    return findings.every(({ severity }) => severity !== 'fail');
  };
  const lets = (record: string): boolean => {
    const after = ownServer({ ...facts, answers: { ...facts.answers, [`TXT ${facts.domain}`]: answerOf(facts, record) } });
    return after !== undefined && after.unknown.length === 0 && after.passed.length === after.addresses.length;
  };
  if (lets(base)) return mended;
  const networks = server.addresses.map((ip) => (ip.includes(':') ? `ip6:${ip}` : `ip4:${ip}`));
  const additions = [...(server.host === '' ? [] : [`a:${server.host}`]), networks.join(' ')];
  return (
    additions.map((addition) => base.replace(/^v=spf1/i, `v=spf1 ${addition}`)).find((record) => lets(record) && isSound(record)) ?? mended
  );
}

const answerOf = ({ domain }: DomainFacts, record: string): DomainFacts['answers'][string] => ({
  status: 'found',
  authenticated: false,
  records: [{ type: 'TXT', name: domain, ttl: 0, chunks: [record] }],
});

/** The name that the server greets with is checked on its own (RFC 7208 section 2.3), above all when it returns mail. */
function helo(facts: DomainFacts): Finding[] {
  const { host } = facts.expected;
  if (host === undefined || host === facts.domain || answerTo(facts, 'TXT', host) === undefined) return [];
  if (standing(facts, 'TXT', host) === 'unknown' || standing(facts, 'A', host) !== 'found' || textsAt(facts, host).some(isSpfRecord))
    return [];
  const inside = isInside(host, facts.domain);
  const fix = inside ? [publish(textRecord(host, 'v=spf1 a -all'))] : [];
  return [found('spf-helo-missing', 'info', { facts: { name: host }, fix })];
}
