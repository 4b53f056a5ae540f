import type { Dns, DnsAnswer } from '../../world/network.ts';
import { Check, type Question, type Steps } from './check.ts';
import { explain } from './explain.ts';
import { parseIp } from './ip.ts';
import type { MacroString } from './macros.ts';
import { match, type Matched, overSpent, type Place, placeOf, stopped } from './match.ts';
import { isDomain, plainDomain } from './names.ts';
import {
  type Directive,
  directivesOf,
  isSpfRecord,
  type KnownModifier,
  modifierOf,
  parseSpf,
  type Qualifier,
  type SpfRecord,
} from './parse.ts';
import type { SpfFault, SpfNode, SpfResult, SpfResultWord } from './result.ts';

export interface SpfQuestion {
  /** The client's address, either family. */
  ip: string;
  /** MAIL FROM, may be empty. */
  sender: string;
  /** What the client said in HELO or EHLO. */
  helo: string;
  /** Whose record is asked, when not the sender's (or, without sender, the HELO name). */
  domain?: string;
  /** Name of the receiving host, for `%{r}`. */
  receiver?: string;
  /** Seconds since the epoch, for `%{t}`. */
  seconds?: number;
}

interface Verdict {
  result: SpfResultWord;
  node: SpfNode;
  mechanism?: string | undefined;
  fault?: SpfFault | undefined;
  /** Who explains a `fail`, and by which modifier. */
  explainer?: { domain: string; modifier: KnownModifier } | undefined;
}

const RESULTS: Readonly<Record<Qualifier, SpfResultWord>> = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' };

/**
 * The function check_host() of RFC 7208 section 4: may this address send for this sender? Never rejects; the limits of
 * section 4.6.4 end every loop; a fired signal ends it as `temperror` with the reason `cancelled`.
 */
export async function evaluateSpf(dns: Dns, question: SpfQuestion, { signal }: { signal?: AbortSignal } = {}): Promise<SpfResult> {
  const ask = ({ name, type }: Question): Promise<DnsAnswer> =>
    signal?.aborted === true ? Promise.resolve({ status: 'failed', reason: 'cancelled' }) : dns.query(name, type, signal);
  const steps = evaluation(question);
  let step = steps.next([]);
  while (step.done !== true) step = steps.next(await Promise.all(step.value.map(ask)));
  return step.value;
}

/** The same over answers that are there already, so that a recorded domain is judged without asking again. */
export function evaluateSpfOver(answerTo: (name: string, type: Question['type']) => DnsAnswer, question: SpfQuestion): SpfResult {
  const steps = evaluation(question);
  let step = steps.next([]);
  while (step.done !== true) step = steps.next(step.value.map(({ name, type }) => answerTo(name, type)));
  return step.value;
}

function* evaluation(question: SpfQuestion): Steps<SpfResult> {
  const at = question.sender.lastIndexOf('@');
  const helo = question.helo;
  const senderDomain = plainDomain(question.sender === '' ? helo : question.sender.slice(at + 1));
  const domain = plainDomain(question.domain ?? senderDomain);
  const ip = parseIp(question.ip);
  const unused = { domain, lookups: 0, void: 0 };
  if (ip === undefined) return { ...unused, result: 'none', fault: { code: 'address-unreadable', domain } };
  if (!isDomain(domain)) return { ...unused, result: 'none', fault: { code: 'domain-unusable', domain } };
  // Section 4.3: without a local part the sender is the postmaster.
  const local = question.sender.slice(0, Math.max(at, 0)) || 'postmaster';
  const { receiver = 'unknown', seconds = 0 } = question;
  const check = new Check({ ip, local, domain: senderDomain, helo, receiver, seconds: Math.floor(seconds) });
  const { result, node, mechanism, fault, explainer } = yield* checkHost(check, domain, 'start');
  const { lookups, voids } = check;
  const explanation =
    result === 'fail' && explainer !== undefined ? yield* explain(check, explainer.domain, explainer.modifier) : undefined;
  return {
    domain,
    result,
    lookups,
    void: voids,
    tree: node,
    ...(explanation === undefined ? {} : { explanation }),
    ...(mechanism === undefined ? {} : { mechanism }),
    ...(fault === undefined ? {} : { fault }),
  };
}

function* checkHost(check: Check, domain: string, via: SpfNode['via']): Steps<Verdict> {
  const node: SpfNode = { domain, via, result: 'none', terms: [] };
  const ended = (result: SpfResultWord, more: Omit<Verdict, 'result' | 'node'> = {}): Verdict => {
    node.result = result;
    return { result, node, ...more };
  };
  const answer = yield* check.ask(domain, 'TXT');
  if (answer.status === 'failed')
    return ended('temperror', { fault: { code: 'dns-unanswered', domain, name: domain, reason: answer.reason } });
  const texts =
    answer.status === 'found' ? answer.records.flatMap((record) => (record.type === 'TXT' ? [record.chunks.join('')] : [])) : [];
  const [text, second] = texts.filter(isSpfRecord);
  if (text === undefined) return ended('none', { fault: { code: 'record-missing', domain } });
  if (second !== undefined) return ended('permerror', { fault: { code: 'record-duplicate', domain } });
  node.record = text;
  const record = parseSpf(text);
  const [wrong] = record.faults;
  if (wrong !== undefined) return ended('permerror', { fault: { ...wrong, domain } });
  return yield* evaluateRecord(check, record, node, ended);
}

function* evaluateRecord(
  check: Check,
  record: SpfRecord,
  node: SpfNode,
  ended: (result: SpfResultWord, more?: Omit<Verdict, 'result' | 'node'>) => Verdict,
): Steps<Verdict> {
  const { domain } = node;
  for (const directive of directivesOf(record)) {
    const matched = yield* matchDirective(check, directive, node);
    if ('fault' in matched) return ended(matched.outcome, { fault: matched.fault, mechanism: directive.text });
    if (matched.outcome === 'no-match') continue;
    const modifier = modifierOf(record, 'exp');
    const explainer = modifier === undefined ? undefined : { domain, modifier };
    return ended(RESULTS[directive.qualifier], { mechanism: directive.text, explainer });
  }
  const redirect = modifierOf(record, 'redirect');
  if (redirect === undefined) return ended('neutral');
  const { result, mechanism, fault, explainer } = yield* follow(check, redirect, node);
  return ended(result, { mechanism, fault, explainer });
}

interface Followed {
  matched: Matched;
  node?: SpfNode;
  verdict?: Verdict;
}

function* matchDirective(check: Check, directive: Directive, node: SpfNode): Steps<Matched> {
  const { mechanism, text, position } = directive;
  const place = placeOf(node.domain, directive);
  const followed: Followed =
    mechanism.kind === 'include' ? yield* matchInclude(check, mechanism.domain, place) : { matched: yield* match(check, mechanism, place) };
  const { outcome, target } = followed.matched;
  node.terms.push({
    text,
    position,
    outcome,
    ...(target === undefined ? {} : { target }),
    ...(followed.node === undefined ? {} : { node: followed.node }),
  });
  return followed.matched;
}

/** The record of another domain, at the price of one look-up; none there is an error of the record that names it. */
function* consult(check: Check, spec: MacroString, place: Place, via: 'include' | 'redirect'): Steps<Verdict | Matched> {
  const over = overSpent(check, spec, place);
  if (over !== undefined) return over;
  const target = yield* check.target(spec, place.domain);
  if (target === undefined) return stopped('permerror', 'target-unusable', place);
  return yield* checkHost(check, target, via);
}

/** Section 5.2: only a `pass` of the other record matches; its errors are ours. */
function* matchInclude(check: Check, spec: MacroString, place: Place): Steps<Followed> {
  const verdict = yield* consult(check, spec, place, 'include');
  if (!('node' in verdict)) return { matched: verdict };
  const { result, node, fault } = verdict;
  const target = node.domain;
  if (result === 'pass') return { node, matched: { outcome: 'match', target } };
  if (result === 'none') return { node, matched: stopped('permerror', 'target-missing', place, { name: target }) };
  if (result !== 'temperror' && result !== 'permerror') return { node, matched: { outcome: 'no-match', target } };
  return { node, matched: { outcome: result, fault: fault ?? { code: 'target-missing', ...place }, target } };
}

/** Section 6.1: the other record decides in place of this one, its explanation too. */
function* follow(check: Check, redirect: KnownModifier, node: SpfNode): Steps<Omit<Verdict, 'node'>> {
  const { text, position } = redirect;
  const place = placeOf(node.domain, redirect);
  const verdict = yield* consult(check, redirect.domain, place, 'redirect');
  const stop = 'node' in verdict ? undefined : verdict;
  const outcome = stop?.outcome ?? 'followed';
  node.terms.push({ text, position, outcome, ...('node' in verdict ? { target: verdict.node.domain, node: verdict.node } : {}) });
  if (!('node' in verdict)) return { result: 'permerror', ...('fault' in verdict ? { fault: verdict.fault } : {}) };
  if (verdict.result !== 'none') return verdict;
  return { result: 'permerror', fault: { code: 'target-missing', ...place, name: verdict.node.domain } };
}
