import { answerTo, type DomainFacts, recordsAt, standing } from '../facts.ts';
import type { Finding, Fix } from '../finding.ts';
import { decodeBase64, type DkimRecord, parseDkim } from '../dkim/index.ts';
import { earlierOf } from '../memory.ts';
import { ownTextsAt, removeTexts, replaceTexts, textsAt } from '../texts.ts';
import { judgeKey } from './dkim-key.ts';
import { causeOfSilence, domainStanding } from './hosts.ts';
import { found, type Rule } from './rule.ts';
import { step } from './zone-records.ts';

interface Selector {
  readonly selector: string;
  readonly name: string;
  readonly standing: 'found' | 'absent' | 'unknown';
  readonly texts: readonly string[];
}

/** Keys that seal outgoing mail, at the selectors to look at (RFC 6376 section 3.6, RFC 8301, RFC 8463). */
export const dkim: Rule = (facts) => {
  const selectors = facts.expected.selectors.map((selector) => look(facts, selector));
  if (selectors.length === 0) return [found('dkim-no-selector', 'info', { facts: { name: `_domainkey.${facts.domain}` } })];
  const there = selectors.filter((one) => one.standing === 'found');
  const unknown = selectors.filter((one) => one.standing === 'unknown');
  const wanted = selectors.filter(({ selector, standing: state }) => state === 'absent' && keyOf(facts, selector) !== undefined);
  const [first] = selectors;
  const absent = wanted.length > 0 ? wanted : there.length > 0 || unknown.length > 0 || first === undefined ? [] : [first];
  return [
    ...there.flatMap((one) => judgeSelector(facts, one)),
    ...aloneAmong(there),
    ...unknown.map((one) => unanswered(facts, one)),
    ...absent.map((one) => missing(facts, one)),
  ];
};

function look(facts: DomainFacts, selector: string): Selector {
  const name = `${selector}._domainkey.${facts.domain}`;
  const texts = ownTextsAt(facts, name);
  const state = standing(facts, 'TXT', name);
  // What stands there may be nothing but the wildcard's answer.
  return { selector, name, texts, standing: state === 'found' && texts.length === 0 ? 'absent' : state };
}

const unanswered = (facts: DomainFacts, { name }: Selector): Finding => {
  const questions = [`TXT ${name}`];
  return found('dkim-unanswered', 'unknown', { who: 'network', facts: { name, questions }, ...causeOfSilence(facts, questions) });
};

function missing(facts: DomainFacts, one: Selector): Finding {
  const cause = domainStanding(facts) === 'absent' ? { cause: 'name-absent' as const } : {};
  return found('dkim-missing', 'fail', { facts: { name: one.name, selector: one.selector }, fix: fixFor(facts, one), ...cause });
}

function judgeSelector(facts: DomainFacts, one: Selector): Finding[] {
  const { name, texts, selector } = one;
  const answer = answerTo(facts, 'TXT', name);
  const alias = answer?.status === 'found' ? answer.aliases?.at(-1) : undefined;
  const aliases = alias === undefined ? [] : [found('dkim-alias', 'info', { facts: { name, target: alias } })];
  const [text, ...others] = texts;
  if (text === undefined) return aliases;
  if (others.length > 0)
    return [found('dkim-several', 'fail', { facts: { name, selector, count: texts.length }, fix: fixFor(facts, one) }), ...aliases];
  const record = parseDkim(text);
  const strings = recordsAt(facts, 'TXT', name).find(({ chunks }) => chunks.join('') === text)?.chunks ?? [text];
  const verdicts = judgeKey(record, strings, keyOf(facts, selector));
  const fix = fixFor(facts, one, record);
  const who = fix.some(({ kind }) => kind === 'step') ? ('server' as const) : ('zone' as const);
  const findings = verdicts.map(({ id, severity, facts: about }) =>
    found(id, severity, { facts: { name, selector, ...about }, ...(severity === 'ok' || severity === 'info' ? {} : { who, fix }) }),
  );
  // A key behind an alias is for somebody else to change.
  return [...findings, ...aliases, ...(alias === undefined ? old(facts, one, record) : [])];
}

const DAY = 24 * 60 * 60 * 1000;
const YEAR = 365;

/** The longer a key is in use, the more places it may have been copied to; nobody sees that from outside. */
function old(facts: DomainFacts, { name, selector }: Selector, { data }: DkimRecord): Finding[] {
  const earlier = earlierOf(facts);
  if (earlier === undefined || data === undefined || data === '') return [];
  const days = Math.floor((Date.parse(facts.at) - Date.parse(earlier.at)) / DAY);
  const known = textsAt(earlier, name).some((text) => parseDkim(text).data === data);
  return known && days > YEAR ? [found('dkim-key-old', 'info', { facts: { name, selector, days, date: earlier.at.slice(0, 10) } })] : [];
}

/** A key that only some receivers can use needs one of the other type beside it (RFC 8463 section 5). */
function aloneAmong(there: readonly Selector[]): Finding[] {
  const records = there.flatMap(({ name, texts: [text, ...others] }) =>
    text === undefined || others.length > 0 ? [] : [{ name, key: parseDkim(text).key }],
  );
  const isKind = (kind: 'rsa' | 'ed25519') => records.find(({ key }) => typeof key === 'object' && key.kind === kind);
  const modern = isKind('ed25519');
  if (modern === undefined || isKind('rsa') !== undefined) return [];
  return [
    found('dkim-ed25519-alone', 'warn', {
      who: 'server',
      facts: { name: modern.name },
      fix: [step('mailcow-copy-dkim-key', { name: modern.name })],
    }),
  ];
}

/** The server's own key, where it was given and can be read. */
function keyOf(facts: DomainFacts, selector: string): { data: string; type: 'rsa' | 'ed25519' } | undefined {
  // A selector may be called `constructor`.
  const data = new Map(Object.entries(facts.expected.dkimKeys ?? {})).get(selector)?.replace(/\s+/g, '');
  const bytes = data === undefined ? undefined : decodeBase64(data);
  return data === undefined || bytes === undefined || bytes.length < SMALLEST
    ? undefined
    : { data, type: bytes.length === SMALLEST ? 'ed25519' : 'rsa' };
}

/** Octets of an Ed25519 key; of the other type none is as short. */
const SMALLEST = 32;

/** The server's key, else the published one if it is any good; the key must be fetched where neither is known. */
function fixFor(facts: DomainFacts, { selector, name, texts }: Selector, record?: DkimRecord): Fix[] {
  const answer = answerTo(facts, 'TXT', name);
  const elsewhere = answer?.status === 'found' && (answer.aliases ?? []).length > 0;
  const data = keyOf(facts, selector) ?? publishedKey(record);
  if (data === undefined || elsewhere) {
    const broken = elsewhere ? [] : removeTexts(facts, name, (text) => texts.length > 1 && texts.includes(text));
    return [...broken, step('mailcow-copy-dkim-key', { name, selector })];
  }
  return replaceTexts(facts, name, (text) => texts.includes(text), `v=DKIM1;k=${data.type};t=s;s=email;p=${data.data}`);
}

const SHORTEST = 2048;

function publishedKey(record: DkimRecord | undefined): { data: string; type: 'rsa' | 'ed25519' } | undefined {
  const { key, data } = record ?? {};
  if (data === undefined || typeof key !== 'object') return undefined;
  if (key.kind === 'ed25519') return { data, type: 'ed25519' };
  const good = key.kind === 'rsa' && key.bits >= SHORTEST && key.encoding === 'spki' && key.exponent !== 'one' && key.exponent !== 'even';
  return good ? { data, type: 'rsa' } : undefined;
}
