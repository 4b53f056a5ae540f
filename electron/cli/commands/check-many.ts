import { checkDomains, type CheckReport, type Expectation } from '../../core/domain-check/index.ts';
import { failed, type Outcome, succeeded } from '../../core/model/outcome.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { type Answer, type Call, failure, usage } from '../call.ts';
import { domainOf, expectationFor, givenExpectation } from '../check-wishes.ts';
import { readFileWithin, unusable } from '../read-file.ts';
import { openResults, type ResultsFile } from '../results-file.ts';
import { told } from '../told.ts';
import { checkExit } from './check-result.ts';

const LARGEST_LIST = 16 * 1024 * 1024;
const UNRELIABLE = 0.05;
const NOT_TOGETHER = ['save-facts', 'html', 'zone'] as const;

/** One line of the list that names no domain. */
interface Wrong {
  typed: string;
  problem: Problem;
}

interface Counts extends Record<CheckReport['verdict'], number> {
  checked: number;
  wrong: number;
}

/**
 * `check --domains FILE`: many domains at once, each a line of JSON as soon as it is judged, on standard output or in `--out`.
 * What stands in that file is not asked again, so that an interrupted run goes on where it was.
 */
export async function checkMany(call: Call): Promise<Answer> {
  const { given, signal } = call;
  const clash = NOT_TOGETHER.find((option) => given.has(option));
  if (clash !== undefined) return failure(usage('not-together', { option: '--domains', other: `--${clash}` }).problem);
  if (given.arguments.length > 0) return failure(usage('surplus-argument').problem);
  const wishes = await givenExpectation(call);
  if (!wishes.ok) return failure(wishes.problem);
  const list = await readList(given.text('domains') ?? '', signal);
  if (!list.ok) return failure(list.problem);
  const out = given.text('out');
  const results = out === undefined || out === '-' ? succeeded(undefined) : await openResults(out);
  if (!results.ok) return failure(results.problem);
  try {
    return await work(call, { ...list.value, expected: await expectationFor(call, wishes.value, ''), file: results.value });
  } finally {
    await results.value?.close();
  }
}

interface Work {
  domains: string[];
  wrong: Wrong[];
  expected: Expectation;
  file: ResultsFile | undefined;
}

async function work(call: Call, { domains, wrong, expected, file }: Work): Promise<Answer> {
  const { given, world, terminal, signal, words } = call;
  const say = (line: string): Promise<void> => (file === undefined ? terminal.out(`${line}\n`) : file.append(line));
  const counts: Counts = { checked: 0, wrong: wrong.length, ready: 0, usable: 0, broken: 0, unknown: 0 };
  let exit = 0;
  const left = domains.filter((domain) => file?.done.has(domain) !== true);
  for (const { typed, problem } of wrong.filter(({ typed: text }) => file?.done.has(text) !== true))
    await say(JSON.stringify({ domain: typed, problem: told(problem, words) }));
  for await (const { facts, report } of checkDomains(world, { domains: left, expected, signal, fresh: given.has('authoritative') })) {
    await say(JSON.stringify({ ...report, at: facts.at }));
    counts.checked += 1;
    counts[report.verdict] += 1;
    exit = graver(exit, checkExit(report));
  }
  tellSummary(call, counts, domains.length - left.length, file);
  const first = wrong[0]?.problem;
  const problem = signal.aborted ? problemOf('cancelled', {}, ['retry']) : first;
  return {
    document: { ...(file === undefined ? {} : { out: file.path }), skipped: domains.length - left.length, ...counts },
    lines: [],
    streamed: file === undefined,
    ...(problem === undefined ? { exit } : { problem }),
  };
}

const graver = (one: number, other: number): number => (one === 10 || other === 0 ? one : other === 10 || one === 0 ? other : one);

function tellSummary({ terminal, words }: Call, counts: Counts, skipped: number, file: ResultsFile | undefined): void {
  const { checked, ready, usable, broken, unknown } = counts;
  const lines = [
    words.text('check.many', { checked, ready, usable, broken, unknown }),
    ...(skipped > 0 && file !== undefined ? [words.text('check.skipped', { count: skipped, path: file.path })] : []),
    ...(unknown > checked * UNRELIABLE ? [words.text('check.unreliable')] : []),
  ];
  terminal.err(`${lines.join('\n')}\n`);
}

/** Domains or addresses, one a line; empty lines and what stands behind `#` do not count. */
async function readList(file: string, signal: AbortSignal): Promise<Outcome<{ domains: string[]; wrong: Wrong[] }, Problem>> {
  const bytes = await readFileWithin(file, LARGEST_LIST, signal);
  if (!bytes.ok) return bytes;
  const typed = new TextDecoder()
    .decode(bytes.value)
    .split(/[\r\n]+/)
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((line) => line !== '');
  if (typed.length === 0) return unusable(file, 'no-domains');
  const read = [...new Set(typed)].map((text) => ({ text, domain: domainOf(text) }));
  const domains = read.flatMap(({ domain }) => (domain.ok ? [domain.value] : []));
  const wrong = read.flatMap(({ text, domain }) => (domain.ok ? [] : [{ typed: text.slice(0, 253), problem: domain.problem }]));
  return domains.length === 0 && wrong[0] !== undefined ? failed(wrong[0].problem) : succeeded({ domains: [...new Set(domains)], wrong });
}
