import { getDomain } from 'tldts';
import { answerTo, type DomainFacts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { isBogus, isInside, mailHost } from './hosts.ts';
import { found, type Rule } from './rule.ts';
import { step } from './zone-records.ts';

/** RFC 8914 section 4 and the registry it opened, as far as validation is concerned. */
const EXTENDED: Readonly<Record<number, string>> = {
  1: 'unsupported-dnskey-algorithm',
  2: 'unsupported-ds-digest-type',
  5: 'dnssec-indeterminate',
  6: 'dnssec-bogus',
  7: 'signature-expired',
  8: 'signature-not-yet-valid',
  9: 'dnskey-missing',
  10: 'rrsigs-missing',
  11: 'no-zone-key-bit-set',
  12: 'nsec-missing',
  25: 'signature-expired-before-valid',
  27: 'unsupported-nsec3-iterations',
};

/** Whether the zones of the domain and of its mail host are signed, and the signatures good (RFC 4035 section 3.2.3, RFC 6840 section 5.7). */
export const dnssec: Rule = (facts) => {
  const bogus = brokenZones(facts);
  const host = mailHost(facts);
  const apart = host === undefined || isInside(host, facts.domain) || getDomain(host) === getDomain(facts.domain) ? [] : [host];
  const judged = [facts.domain, ...apart].filter(
    (name) => !bogus.some(({ facts: { names } }) => Array.isArray(names) && names.includes(name)),
  );
  return [...bogus, ...judged.flatMap((name) => seal(facts, name))];
};

/** One finding for every zone with broken signatures, as far as zones can be told from names. */
function brokenZones(facts: DomainFacts): Finding[] {
  const questions = Object.keys(facts.answers).filter((question) => isBogus(facts, question));
  const zones = new Map<string, string[]>();
  for (const question of questions) {
    const zone = zoneOf(facts, nameOf(question));
    zones.set(zone, [...(zones.get(zone) ?? []), question]);
  }
  return [...zones].map(([name, broken]) => {
    const about = { name, names: [...new Set(broken.map(nameOf))], questions: broken, extended: extendedOf(facts, broken) };
    const fix = [step('registrar-ds', { domain: name }), step('registrar-sign', { domain: name })];
    return found('dnssec-bogus', 'fail', { who: 'registrar', facts: about, fix });
  });
}

const nameOf = (question: string): string => question.slice(question.indexOf(' ') + 1);
const zoneOf = (facts: DomainFacts, name: string): string => (isInside(name, facts.domain) ? facts.domain : (getDomain(name) ?? name));

/** `7 signature-expired`, or `none` where the resolver gave no reason. */
function extendedOf(facts: DomainFacts, questions: readonly string[]): string {
  const codes = questions.flatMap((question) => {
    const answer = facts.answers[question];
    return answer?.status === 'failed' && answer.extended !== undefined ? [answer.extended] : [];
  });
  const [code] = codes.toSorted((one, other) => Number(other in EXTENDED) - Number(one in EXTENDED));
  if (code === undefined) return 'none';
  const reason = EXTENDED[code];
  return reason === undefined ? String(code) : `${code} ${reason}`;
}

/** The authenticated-data mark counts only of a resolver that was seen to validate. */
function seal(facts: DomainFacts, name: string): Finding[] {
  const types = ['SOA', 'NS', 'MX', 'A', 'AAAA', 'TXT'] as const;
  const answers = types.flatMap((type) => answerTo(facts, type, name) ?? []);
  const given = answers.flatMap((answer) => (answer.status === 'failed' ? [] : [answer]));
  if (given.length === 0 || facts.validates !== true) return [found('dnssec-unknown', 'unknown', { who: 'network', facts: { name } })];
  if (given.some(({ authenticated }) => authenticated)) return [found('dnssec-signed', 'ok', { facts: { name } })];
  return [found('dnssec-unsigned', 'info', { who: 'registrar', facts: { name }, fix: [step('registrar-sign', { domain: name })] })];
}
