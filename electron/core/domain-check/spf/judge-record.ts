import { directivesOf, modifierOf, parseSpf, type SpfRecord } from './parse.ts';
import { isAtOrBelow } from './check.ts';
import { usesMacro } from './macros.ts';
import { type Standing, tell, type Walk } from './standing.ts';
import { gluedAt, octetsOf } from './strings.ts';

const LARGE = 450;
const LONGEST_STRING = 255;
/** Prefixes shorter than these cover whole providers. */
const WIDE = { ip4: 16, ip6: 20 } as const;
const MECHANISMS = ['all', 'include', 'a', 'mx', 'ptr', 'ip4', 'ip6', 'exists'];

/** Everything one record says about itself, without looking at what it points to. */
export function judgeRecord(walk: Walk, record: SpfRecord, strings: readonly string[], standing: Standing): void {
  const own = isAtOrBelow(standing.path.at(-1) ?? '', walk.facts.domain);
  for (const { code, term, position } of record.faults)
    tell(walk, 'syntax', 'fail', standing, { syntax: code, term, position, record: record.text });
  if (own) {
    judgeStrings(walk, record, strings, standing);
    judgeModifiers(walk, record, standing);
  }
  judgeEnd(walk, record, own, standing);
  judgeRanges(walk, record, own, standing);
  for (const { mechanism, text, position } of directivesOf(record)) {
    if (mechanism.kind === 'ptr') tell(walk, 'ptr-used', own ? 'warn' : 'info', standing, { term: text, position });
    const named = 'domain' in mechanism && mechanism.domain !== undefined && usesMacro(mechanism.domain, 'p');
    if (named) tell(walk, 'macro-p-used', own ? 'warn' : 'info', standing, { term: text, position });
  }
}

function judgeStrings(walk: Walk, record: SpfRecord, strings: readonly string[], standing: Standing): void {
  const octets = octetsOf(record.text);
  if (octets > LARGE) tell(walk, 'record-large', 'warn', standing, { octets, limit: LARGE });
  for (const text of strings) {
    const length = octetsOf(text);
    if (length > LONGEST_STRING) tell(walk, 'string-too-long', 'fail', standing, { octets: length, limit: LONGEST_STRING });
  }
  for (const { left, right } of gluedAt(strings)) {
    const spoilt = parseSpf(`v=spf1 ${left}${right}`).faults.length > 0;
    tell(walk, 'strings-glued', spoilt ? 'fail' : 'warn', standing, { left, right });
  }
}

function judgeModifiers(walk: Walk, record: SpfRecord, standing: Standing): void {
  for (const term of record.terms) {
    if (term.type !== 'unknown-modifier') continue;
    const facts = { term: term.text, position: term.position };
    if (term.name === 'v' && /^spf1$/i.test(term.value)) tell(walk, 'version-repeated', 'warn', standing, facts);
    else if (MECHANISMS.includes(term.name)) tell(walk, 'mechanism-as-modifier', 'warn', standing, facts);
  }
}

function judgeEnd(walk: Walk, record: SpfRecord, own: boolean, standing: Standing): void {
  const { terms } = record;
  const end = terms.findIndex((term) => term.type === 'directive' && term.mechanism.kind === 'all');
  const all = terms[end];
  const redirect = modifierOf(record, 'redirect');
  if (all?.type !== 'directive') {
    if (standing.decides && redirect === undefined && record.faults.length === 0) tell(walk, 'all-missing', 'warn', standing);
    return;
  }
  const facts = { term: all.text, position: all.position };
  if (standing.passes && all.qualifier === '+') tell(walk, 'all-pass', 'fail', standing, facts);
  if (standing.decides && all.qualifier === '?') tell(walk, 'all-neutral', 'warn', standing, facts);
  if (!own) return;
  if (redirect !== undefined) tell(walk, 'redirect-ignored', 'warn', standing, { term: redirect.text, position: redirect.position });
  const behind = terms.slice(end + 1).filter(({ type }) => type === 'directive');
  if (behind.length > 0) tell(walk, 'terms-after-all', 'warn', standing, { ...facts, terms: behind.map(({ text }) => text) });
}

function judgeRanges(walk: Walk, record: SpfRecord, own: boolean, standing: Standing): void {
  for (const { mechanism, qualifier, text, position } of directivesOf(record)) {
    if (qualifier !== '+' || !standing.passes) continue;
    const facts = { term: text, position };
    const everyone =
      'prefix' in mechanism ? mechanism.prefix === 0 : 'prefix4' in mechanism && (mechanism.prefix4 === 0 || mechanism.prefix6 === 0);
    if (everyone) tell(walk, 'range-everyone', 'fail', standing, facts);
    else if (own && 'prefix' in mechanism && mechanism.prefix < WIDE[mechanism.kind])
      tell(walk, 'range-wide', 'warn', standing, { ...facts, prefix: mechanism.prefix });
  }
}
