import { type DomainFacts, standing } from '../facts.ts';
import type { Finding, FindingId } from '../finding.ts';
import {
  discoverDmarc,
  discoverOlder,
  type Discovery,
  dmarcName,
  isDmarcRecord,
  looksLikeDmarc,
  mergedDmarc,
  parseDmarc,
  policyFor,
  printDmarc,
} from '../dmarc/index.ts';
import { isSpfRecord } from '../spf/parse.ts';
import { addressChoice, ownTextsAt, publish, removeTexts, replaceTexts, reportAddress, textRecord, textsAt } from '../texts.ts';
import { judgeDmarcRecord } from './dmarc-record.ts';
import { causeOfSilence, domainStanding } from './hosts.ts';
import { found, type Rule } from './rule.ts';

/** What others are asked to do with forged mail (RFC 9989), and what those still make of it who keep to RFC 7489. */
export const dmarc: Rule = (facts) => {
  const { domain } = facts;
  const name = dmarcName(domain);
  const misplaced = misplacedTexts(facts, name);
  if (standing(facts, 'TXT', name) === 'unknown') return [...silence(facts, name), ...misplaced];
  const own = textsAt(facts, name).filter(isDmarcRecord);
  const discovery = discoverDmarc(domain, (at) => textsOf(facts, at));
  if (own.length > 1) return [several(facts, name, own), ...misplaced];
  const [text] = own;
  if (text !== undefined) {
    const judged = judgeDmarcRecord(facts, { domain, text, discovery });
    return [...judged, ...unlessSpoilt(judged, older(facts, discovery)), ...misplaced];
  }
  const alike = ownTextsAt(facts, name).find(looksLikeDmarc);
  if (alike !== undefined) return [spoilt(facts, name, alike), ...misplaced];
  return [...inherited(facts, name, discovery, misplaced), ...misplaced];
};

const SPOILT: readonly FindingId[] = ['dmarc-syntax', 'dmarc-policy-invalid', 'dmarc-no-policy'];

/** What older receivers make of a record that is spoilt comes of its being spoilt. */
function unlessSpoilt(judged: readonly Finding[], notes: Finding[]): Finding[] {
  const cause = judged.find(({ id }) => SPOILT.includes(id))?.id;
  return cause === undefined ? notes : notes.map((note) => ({ ...note, cause }));
}

/** Undefined when nobody knows. */
const textsOf = (facts: DomainFacts, domain: string): readonly string[] | undefined =>
  standing(facts, 'TXT', dmarcName(domain)) === 'unknown' ? undefined : textsAt(facts, dmarcName(domain));

const silence = (facts: DomainFacts, name: string): Finding[] => {
  const questions = [`TXT ${name}`];
  return [found('dmarc-unanswered', 'unknown', { who: 'network', facts: { name, questions }, ...causeOfSilence(facts, questions) })];
};

const several = (facts: DomainFacts, name: string, records: string[]): Finding =>
  found('dmarc-several', 'fail', {
    facts: { name, count: records.length, records },
    fix: replaceTexts(facts, name, isDmarcRecord, mergedDmarc(records)),
  });

/** A text whose beginning is not exactly what receivers look for: they pass over it as over any other. */
function spoilt(facts: DomainFacts, name: string, text: string): Finding {
  const meant = text.replace(/^[\s"'\u201c]{0,10}v\s{0,10}[=:]\s{0,10}dmarc\s{0,10}1?[\s;,]*/i, 'v=DMARC1; ').replace(/["'\u201d]\s*$/, '');
  return found('dmarc-syntax', 'fail', {
    facts: { name, reason: 'version', term: text },
    fix: replaceTexts(facts, name, (one) => one === text, printDmarc(parseDmarc(meant))),
  });
}

function inherited(facts: DomainFacts, name: string, discovery: Discovery, misplaced: Finding[]): Finding[] {
  const { policy, unanswered } = discovery;
  if (unanswered !== undefined) return silence(facts, dmarcName(unanswered));
  const applied = policyFor(facts.domain, policy, { exists: true, newer: true });
  if (policy === undefined || applied === undefined) {
    const cause: FindingId | undefined = domainStanding(facts) === 'absent' ? 'name-absent' : misplaced[0]?.id;
    const first = publish(textRecord(name, `v=DMARC1; p=none; rua=mailto:${reportAddress(facts)}`));
    const remedy = cause === 'dmarc-misplaced' && misplaced[0]?.fix.some(({ kind }) => kind === 'publish') === true;
    return [
      found('dmarc-missing', 'fail', {
        facts: { name },
        ...(cause === undefined ? {} : { cause }),
        fix: remedy ? [] : [first, ...addressChoice(facts)],
      }),
    ];
  }
  const about = { name, from: dmarcName(policy.domain), policy: applied };
  const watched =
    applied === 'none'
      ? [found('dmarc-monitoring', 'warn', { facts: { name: dmarcName(policy.domain), record: policy.record.text, next: 'quarantine' } })]
      : [];
  return [found('dmarc-inherited', 'info', { facts: about }), ...watched, ...older(facts, discovery)];
}

/** Receivers differ for years: those who keep to the public suffix list may find another record, or align other senders. */
function older(facts: DomainFacts, discovery: Discovery): Finding[] {
  const { domain } = facts;
  const before = discoverOlder(domain, (at) => textsOf(facts, at));
  if (before.unknown || discovery.organizational === undefined) return [];
  const newer = policyFor(domain, discovery.policy, { exists: true, newer: false });
  const policy = policyFor(domain, before.policy, { exists: true, newer: false });
  if (newer === policy && before.organizational === discovery.organizational) return [];
  return [
    found('dmarc-older-receivers', 'warn', {
      facts: {
        name: dmarcName(domain),
        organizational: discovery.organizational,
        olderOrganizational: before.organizational,
        policy: newer ?? 'none',
        olderPolicy: policy ?? 'none',
      },
    }),
  ];
}

/** A policy at the domain itself, where nobody looks, or an SPF record where the policy belongs. */
function misplacedTexts(facts: DomainFacts, name: string): Finding[] {
  const { domain } = facts;
  const isPolicy = (text: string): boolean => isDmarcRecord(text) || looksLikeDmarc(text);
  const [text] = textsAt(facts, domain).filter(isPolicy);
  const free = standing(facts, 'TXT', name) !== 'unknown' && !ownTextsAt(facts, name).some(isPolicy);
  const moved = text === undefined || !free ? [] : [publish(textRecord(name, printDmarc(parseDmarc(text))))];
  const [sender] = ownTextsAt(facts, name).filter(isSpfRecord);
  return [
    ...(text === undefined
      ? []
      : [
          found('dmarc-misplaced', 'warn', {
            facts: { name: domain, record: text },
            fix: [...removeTexts(facts, domain, isPolicy), ...moved],
          }),
        ]),
    ...(sender === undefined
      ? []
      : [found('dmarc-misplaced', 'warn', { facts: { name, record: sender }, fix: removeTexts(facts, name, isSpfRecord) })]),
  ];
}
