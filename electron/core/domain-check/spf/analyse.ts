import type { SpfAnalysis, SpfFinding, SpfTreeNode } from './analysis.ts';
import { LIMITS } from './check.ts';
import { answerTo, type SpfFacts } from './facts.ts';
import { lookAlike } from './look-alike.ts';
import { propose } from './proposal.ts';
import { MOST_TERMS, type Standing, tell, type Walk } from './standing.ts';
import { splitStrings } from './strings.ts';
import { walkRecord } from './walk.ts';

/** From this many terms on, one more service of another company may be one too many. */
const NEAR = 9;

/** Judges recorded facts: what every receiver must make of this domain's SPF, whoever sends (RFC 7208). Pure. */
export function analyseSpf(facts: SpfFacts): SpfAnalysis {
  const judged = judge(facts);
  const troubles = troublesIn(judged.findings);
  const record = troubles === 0 ? undefined : propose(facts, judged.tree);
  if (record === undefined) return judged;
  // A record that fails for another reason, or is no better, is no remedy.
  const { findings, complete } = judge(withRecord(facts, record));
  const after = troublesIn(findings);
  const better = (complete || !judged.complete) && after < Math.min(troubles, WEIGHT.fail);
  return better ? { ...judged, proposal: { record, strings: splitStrings(record) } } : judged;
}

const MOST_ALIKE = 20;
const WEIGHT = { fail: 1_000, warn: 1, info: 0, unknown: 0 } as const;

const troublesIn = (findings: readonly SpfFinding[]): number => findings.reduce((sum, { severity }) => sum + WEIGHT[severity], 0);

function judge(facts: SpfFacts): Omit<SpfAnalysis, 'proposal'> {
  const walk: Walk = { facts, findings: [], done: new Map(), namesSender: false, complete: !facts.cut, terms: 0 };
  const standing: Standing = { via: 'start', path: [facts.domain], decides: true, passes: true };
  judgeOthers(walk, standing);
  const tree = walkRecord(walk, facts.domain, standing);
  if (tree.status === 'missing') judgeMissing(walk, standing);
  // The question behind `%{p}` counts as well, once.
  const lookups = tree.lookups + (walk.namesSender ? 1 : 0);
  judgeLimits(walk, tree, lookups, standing);
  if (facts.cut || walk.terms > MOST_TERMS) tell(walk, 'tree-cut', 'unknown', standing);
  return {
    domain: facts.domain,
    lookups,
    voids: tree.voids,
    complete: walk.complete,
    findings: distinct(walk.findings),
    tree,
    ...(tree.record === undefined ? {} : { record: tree.record }),
  };
}

export const withRecord = (facts: SpfFacts, record: string): SpfFacts => ({
  ...facts,
  answers: { ...facts.answers, [`TXT ${facts.domain}`]: { status: 'found', values: [splitStrings(record)] } },
});

function textsOf(facts: SpfFacts): string[][] {
  const answer = answerTo(facts, 'TXT', facts.domain);
  return answer?.status === 'found' ? answer.values : [];
}

function judgeOthers(walk: Walk, standing: Standing): void {
  for (const text of textsOf(walk.facts).map((strings) => strings.join(''))) {
    if (/^spf2\.0[ /]/i.test(text)) tell(walk, 'sender-id-left', 'warn', standing, { record: text });
  }
}

function judgeMissing(walk: Walk, standing: Standing): void {
  const [meant] = textsOf(walk.facts).flatMap((strings) => lookAlike(strings) ?? []);
  if (meant === undefined) tell(walk, 'record-missing', 'fail', standing);
  else if (meant.why === 'glued') tell(walk, 'strings-glued', 'fail', standing, { record: meant.text });
  else tell(walk, 'record-misspelt', 'fail', standing, { record: meant.text, why: meant.why });
}

function judgeLimits(walk: Walk, tree: SpfTreeNode, lookups: number, standing: Standing): void {
  const terms = tree.terms.filter((term) => term.lookups > 0).map(({ text, lookups: own }) => `${text} (${own})`);
  const facts = { count: lookups, limit: LIMITS.lookups, terms };
  if (lookups > LIMITS.lookups) tell(walk, 'lookups-over', 'fail', standing, facts);
  else if (lookups >= NEAR) tell(walk, 'lookups-near', 'warn', standing, facts);
  if (tree.voids === 0) return;
  const over = tree.voids > LIMITS.voids;
  const names = [...new Set(voidTerms([...walk.done.values()]))];
  tell(walk, over ? 'voids-over' : 'voids', over ? 'fail' : 'warn', standing, { count: tree.voids, limit: LIMITS.voids, terms: names });
}

const voidTerms = (nodes: readonly SpfTreeNode[]): string[] =>
  nodes.flatMap((node) => node.terms.filter((term) => term.void === true).map(({ text }) => `${node.domain}: ${text}`));

/** Each once, and of the same kind in the same record so many that a person can read them. */
function distinct(findings: readonly SpfFinding[]): SpfFinding[] {
  const seen = new Set<string>();
  const times = new Map<string, number>();
  return findings.filter(({ code, facts }) => {
    const key = JSON.stringify([code, facts['domain'], facts['position'], facts['term'], facts['left']]);
    if (seen.has(key)) return false;
    seen.add(key);
    const kind = JSON.stringify([code, facts['domain']]);
    const count = (times.get(kind) ?? 0) + 1;
    times.set(kind, count);
    return count <= MOST_ALIKE;
  });
}
