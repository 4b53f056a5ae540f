import type { SpfTreeNode, SpfTreeTerm } from './analysis.ts';
import { LIMITS } from './check.ts';
import { answerTo, isVoid, recordsIn, staticTarget } from './facts.ts';
import { judgeRecord } from './judge-record.ts';
import { usesMacro } from './macros.ts';
import type { Directive, KnownModifier, SpfRecord } from './parse.ts';
import { MOST_TERMS, type Standing, tell, type Walk } from './standing.ts';

/** Reads a record and all below it; each domain in full once, counted every time. */
export function walkRecord(walk: Walk, domain: string, standing: Standing): SpfTreeNode {
  // The same record says other things where its `all` has the last word.
  const key = `${domain} ${standing.decides} ${standing.passes}`;
  const known = walk.done.get(key);
  if (known !== undefined) return { ...known, via: standing.via, status: known.status === 'found' ? 'repeated' : known.status, terms: [] };
  const node = readNode(walk, domain, standing);
  walk.done.set(key, node);
  return node;
}

function readNode(walk: Walk, domain: string, standing: Standing): SpfTreeNode {
  const empty = { domain, via: standing.via, lookups: 0, voids: 0, terms: [] };
  const answer = answerTo(walk.facts, 'TXT', domain);
  if (walk.terms > MOST_TERMS) {
    walk.complete = false;
    return { ...empty, status: 'not-asked' };
  }
  const start = standing.via === 'start';
  if (answer === undefined || answer.status === 'failed') {
    walk.complete = false;
    if (answer !== undefined) tell(walk, start ? 'record-unanswered' : 'target-unanswered', 'unknown', standing, { reason: answer.reason });
    return { ...empty, status: answer === undefined ? 'not-asked' : 'unanswered' };
  }
  const [first, ...others] = recordsIn(answer);
  // What a missing record of the checked domain looks like instead is told by `analyse`.
  if (first === undefined) {
    if (!start) tell(walk, 'target-missing', 'fail', standing);
    return { ...empty, status: 'missing' };
  }
  if (others.length > 0) {
    const records = [first, ...others].map(({ record }) => record.text);
    tell(walk, start ? 'record-duplicate' : 'target-duplicate', 'fail', standing, { count: records.length, records });
    return { ...empty, status: 'duplicate' };
  }
  const { record, strings } = first;
  walk.terms += record.terms.length;
  judgeRecord(walk, record, strings, standing);
  const terms = walkTerms(walk, record, domain, standing);
  const lookups = terms.reduce((sum, term) => sum + term.lookups, 0);
  const voids = terms.reduce((sum, term) => sum + (term.void === true ? 1 : 0) + (term.node?.voids ?? 0), 0);
  return { ...empty, status: 'found', record: record.text, lookups, voids, terms };
}

function walkTerms(walk: Walk, record: SpfRecord, domain: string, standing: Standing): SpfTreeTerm[] {
  const end = record.terms.findIndex((term) => term.type === 'directive' && term.mechanism.kind === 'all');
  const ended = end >= 0;
  return record.terms.flatMap((term, index): SpfTreeTerm[] => {
    const plain = { text: term.text, position: term.position, lookups: 0 };
    if (term.type === 'redirect') return [ended ? { ...plain, ignored: true } : walkTarget(walk, term, domain, standing)];
    if (term.type !== 'directive') return [];
    if (ended && index > end) return [{ ...plain, ignored: true }];
    return [term.mechanism.kind === 'include' ? walkTarget(walk, term, domain, standing) : walkMechanism(walk, term, domain, standing)];
  });
}

function walkTarget(walk: Walk, term: Directive | KnownModifier, domain: string, standing: Standing): SpfTreeTerm {
  const { text, position } = term;
  const via = term.type === 'directive' ? 'include' : 'redirect';
  const spec = term.type !== 'directive' ? term.domain : term.mechanism.kind === 'include' ? term.mechanism.domain : undefined;
  const target = staticTarget(spec, domain);
  const own = { text, position, lookups: 1 };
  if (spec !== undefined && usesMacro(spec, 'p')) walk.namesSender = true;
  if (target === 'unusable') {
    tell(walk, 'target-unusable', 'fail', standing, { term: text, position });
    return own;
  }
  if (target === 'depends') {
    walk.complete = false;
    tell(walk, 'target-depends', 'unknown', standing, { term: text, position });
    return own;
  }
  const { name } = target;
  if (standing.path.includes(name)) {
    tell(walk, `${via}-loop`, 'fail', standing, {
      term: text,
      position,
      loop: [...standing.path.slice(standing.path.indexOf(name)), name],
    });
    return { ...own, target: name, node: { domain: name, via, status: 'loop', lookups: 0, voids: 0, terms: [] } };
  }
  const passes = standing.passes && (term.type !== 'directive' || term.qualifier === '+');
  const below: Standing = { via, path: [...standing.path, name], decides: standing.decides && via === 'redirect', passes };
  const node = walkRecord(walk, name, below);
  return { ...own, lookups: 1 + node.lookups, target: name, node };
}

function walkMechanism(walk: Walk, { mechanism, text, position }: Directive, domain: string, standing: Standing): SpfTreeTerm {
  const plain = { text, position, lookups: 0 };
  if (mechanism.kind === 'all' || mechanism.kind === 'include' || 'network' in mechanism) return plain;
  if (mechanism.domain !== undefined && usesMacro(mechanism.domain, 'p')) walk.namesSender = true;
  const target = staticTarget(mechanism.domain, domain);
  const own = { ...plain, lookups: 1 };
  if (typeof target === 'string' || mechanism.kind === 'ptr') return own;
  const { name } = target;
  const found =
    mechanism.kind === 'mx'
      ? exchangesVoid(walk, name, text, standing)
      : isVoid(walk.facts, name, mechanism.kind === 'a' ? ['A', 'AAAA'] : ['A']);
  return { ...own, target: name, ...(found === true ? { void: true } : {}) };
}

/** Whether an `mx` finds nothing: no MX record, or no address behind any of them. */
function exchangesVoid(walk: Walk, name: string, term: string, standing: Standing): boolean | undefined {
  const answer = answerTo(walk.facts, 'MX', name);
  if (answer?.status !== 'found') return answer?.status === 'absent' ? true : undefined;
  const hosts = answer.values.flat();
  if (hosts.length > LIMITS.names) {
    tell(walk, 'mx-over', 'fail', standing, { term, name, count: hosts.length, limit: LIMITS.names });
    return false;
  }
  const named = hosts.filter((host) => host !== '');
  return named.length > 0 && named.every((host) => isVoid(walk.facts, host, ['A', 'AAAA']) === true);
}
