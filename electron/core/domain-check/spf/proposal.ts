import type { SpfTreeNode, SpfTreeTerm } from './analysis.ts';
import { answerTo, isVoid, recordsIn, type SpfFacts } from './facts.ts';
import { lookAlike } from './look-alike.ts';
import { parseSpf, printSpf, type Term } from './parse.ts';
import { mendedRecords } from './mend.ts';

const STRICT = ['+', '?', '~', '-'] as const;

const isDead = ({ node, void: empty, ignored }: SpfTreeTerm): boolean =>
  ignored === true || empty === true || (node !== undefined && isBroken(node));

/** An error anywhere below is an error of the whole (RFC 7208 section 5.2). */
const isBroken = ({ status, terms }: SpfTreeNode): boolean =>
  ['missing', 'duplicate', 'loop'].includes(status) ||
  terms.some(({ node, ignored }) => ignored !== true && node !== undefined && isBroken(node));

/** A record without what can be mended by the domain's own administrator; undefined when nothing certain can be said. */
export function propose(facts: SpfFacts, tree: SpfTreeNode): string | undefined {
  const answer = answerTo(facts, 'TXT', facts.domain);
  if (answer === undefined || answer.status === 'failed') return undefined;
  const all = answer.status === 'found' ? answer.values : [];
  const [text, ...others] = mendedRecords(answer);
  if (text === undefined)
    return all.some((strings) => lookAlike(strings) !== undefined) ? undefined : printSpf(texts([...ownHosts(facts), '-all']));
  // Behind a second version stands another record that somebody wanted to be heard.
  const twice = recordsIn(answer).some(({ record }) => record.terms.some((term) => term.type === 'unknown-modifier' && term.name === 'v'));
  const isGone = (term: SpfTreeTerm): boolean => isDead(term) && !(twice && term.ignored === true);
  const alive = new Set(tree.terms.filter((term) => !isGone(term)).map((term) => term.text));
  const dead = new Set(tree.terms.filter((term) => isGone(term) && !alive.has(term.text)).map((term) => term.text));
  const records = [text, ...others].map((one) => parseSpf(one));
  if (records.some(({ faults }) => faults.some(({ code }) => code !== 'modifier-twice'))) return undefined;
  return assembled(
    records.flatMap(({ terms }) => terms),
    dead,
    ownHosts(facts),
  );
}

/** What lets the domain's own servers send, as far as it is not proven that there are none. */
function ownHosts(facts: SpfFacts): string[] {
  const mx = isVoid(facts, facts.domain, ['MX']) === true ? [] : ['mx'];
  return [...mx, ...(isVoid(facts, facts.domain, ['A', 'AAAA']) === true ? [] : ['a'])];
}

const texts = (words: readonly string[]): { text: string }[] => words.map((text) => ({ text }));

function assembled(terms: readonly Term[], dead: ReadonlySet<string>, own: readonly string[]): string {
  const alls = terms.flatMap((term) => (term.type === 'directive' && term.mechanism.kind === 'all' ? [term.qualifier] : []));
  const redirect = terms.find((term) => term.type === 'redirect' && !dead.has(term.text));
  const explanation = terms.find(({ type }) => type === 'exp');
  const others = terms.filter((term) => {
    if (term.type === 'redirect' || dead.has(term.text) || (term.type === 'exp' && term !== explanation)) return false;
    return term.type !== 'directive' || (term.mechanism.kind !== 'all' && term.mechanism.kind !== 'ptr' && !isEveryone(term));
  });
  const onlyPtr =
    !others.some(({ type }) => type === 'directive') && terms.some((term) => term.type === 'directive' && term.mechanism.kind === 'ptr');
  const kept = [...new Set(others.map(({ text }) => text)), ...(onlyPtr ? own : [])];
  const strictest = STRICT.findLast((qualifier) => alls.includes(qualifier));
  const end = strictest === '-' || strictest === '~' ? `${strictest}all` : '~all';
  const last = alls.length === 0 && redirect !== undefined ? redirect.text : end;
  return printSpf(texts([...kept, last]));
}

const isEveryone = (term: Term): boolean =>
  term.type === 'directive' && term.qualifier === '+' && 'prefix' in term.mechanism && term.mechanism.prefix === 0;
