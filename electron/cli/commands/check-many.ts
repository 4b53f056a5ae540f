import { z } from 'zod';
import { checkDomains, type CheckReport, checkReport, type Expectation } from '../../core/domain-check/index.ts';
import { failed, type Outcome, succeeded } from '../../core/model/outcome.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { type Answer, type Call, failure, usage } from '../call.ts';
import { domainOf, expectationFor, givenExpectation } from '../check-wishes.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { readFileWithin, unusable } from '../read-file.ts';
import { openResults, type ResultsFile } from '../results-file.ts';
import { told } from '../told.ts';
import { systemCode, unwritable } from '../unwritable.ts';
import { checkExit } from './check-result.ts';

const LARGEST_LIST = 16 * 1024 * 1024;
const UNRELIABLE = 0.05;
const NOT_TOGETHER = ['save-facts', 'since', 'html', 'zone'] as const;

/** One line of the list that names no domain. */
interface Wrong {
  typed: string;
  problem: Problem;
}

/** How one domain ended; without a verdict it is a line that names none. */
interface Ending {
  verdict?: CheckReport['verdict'];
  exit: number;
}

type Verdicts = Record<CheckReport['verdict'], number>;

/** What a script has to know before all: that it was cut short is told by the problem itself. */
const GRAVITY = [10, 12, EXIT_CODES.usage, 0];

const earlierLine = z.union([
  checkReport.pick({ domain: true, verdict: true, findings: true }),
  z.object({ domain: z.string(), problem: z.object({ code: z.string() }) }),
]);

/** A line of an earlier run. One that says neither how a domain stands nor that it is none is not known: it is asked again. */
function readEarlier(line: unknown): { name: string; result: Ending } | undefined {
  const { success, data } = earlierLine.safeParse(line);
  if (!success) return undefined;
  const result = 'verdict' in data ? { verdict: data.verdict, exit: checkExit(data) } : { exit: EXIT_CODES.usage };
  return { name: data.domain, result };
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
  const results = out === undefined || out === '-' ? succeeded(undefined) : await openResults(out, readEarlier);
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
  file: ResultsFile<Ending> | undefined;
}

/** The verdicts and the exit code are those of the whole list, whichever run looked at a domain; what was not certain is asked again. */
async function work(call: Call, { domains, wrong, expected, file }: Work): Promise<Answer> {
  const { given, world, terminal, signal, words } = call;
  const say = async (line: object): Promise<Outcome<true, Problem>> => {
    const text = JSON.stringify(line);
    return file === undefined ? print(terminal, text) : file.append(text);
  };
  const judged = new Map([...(file?.done ?? [])].filter(([, { verdict }]) => verdict !== undefined && verdict !== 'unknown'));
  const endings: Ending[] = domains.flatMap((domain) => judged.get(domain) ?? []);
  const skipped = endings.length;
  const left = domains.filter((domain) => !judged.has(domain));
  for (const { typed, problem } of wrong.filter(({ typed: text }) => file?.done.has(text) !== true)) {
    const written = await say({ domain: typed, problem: told(problem, words) });
    if (!written.ok) return failure(written.problem);
  }
  for await (const { facts, report } of checkDomains(world, { domains: left, expected, signal, fresh: given.has('authoritative') })) {
    const written = await say({ ...report, at: facts.at });
    if (!written.ok) return failure(written.problem);
    endings.push({ verdict: report.verdict, exit: checkExit(report) });
  }
  const verdicts = counted(endings);
  tellSummary(call, verdicts, { all: endings.length, skipped }, file);
  const first = wrong[0]?.problem;
  const problem = signal.aborted ? problemOf('cancelled', {}, ['retry']) : first;
  const checked = endings.length - skipped;
  return {
    document: { ...(file === undefined ? {} : { out: file.path }), skipped, checked, wrong: wrong.length, ...verdicts },
    lines: [],
    streamed: file === undefined,
    ...(problem === undefined ? {} : { problem }),
    ...(signal.aborted ? {} : { exit: gravest([...endings.map(({ exit }) => exit), ...wrong.map(() => EXIT_CODES.usage)]) }),
  };
}

async function print(terminal: Call['terminal'], line: string): Promise<Outcome<true, Problem>> {
  try {
    await terminal.out(`${line}\n`);
    return succeeded(true);
  } catch (error) {
    return failed(unwritable('-', systemCode(error)));
  }
}

const gravest = (exits: readonly number[]): number => GRAVITY.find((code) => exits.includes(code)) ?? 0;

function counted(endings: readonly Ending[]): Verdicts {
  const verdicts: Verdicts = { ready: 0, usable: 0, broken: 0, unknown: 0 };
  for (const { verdict } of endings) if (verdict !== undefined) verdicts[verdict] += 1;
  return verdicts;
}

function tellSummary(
  { terminal, words }: Call,
  verdicts: Verdicts,
  { all, skipped }: { all: number; skipped: number },
  file: ResultsFile<Ending> | undefined,
): void {
  const lines = [
    words.text('check.many', { checked: all, ...verdicts }),
    ...(skipped > 0 && file !== undefined ? [words.text('check.skipped', { count: skipped, path: file.path })] : []),
    ...(verdicts.unknown > all * UNRELIABLE ? [words.text('check.unreliable')] : []),
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
