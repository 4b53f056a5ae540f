import { z } from 'zod';
import {
  checkDomain,
  type CheckReport,
  type DomainFacts,
  domainFacts,
  type Expectation,
  expectedZone,
  expectedZoneText,
  judgeDomain,
  remembering,
  waitAfterChange,
} from '../../core/domain-check/index.ts';
import { type Outcome, succeeded } from '../../core/model/outcome.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { type Answer, type Call, failure, usage } from '../call.ts';
import { domainOf, expectationFor, givenExpectation } from '../check-wishes.ts';
import { loadCheckTexts } from '../check-texts.ts';
import { writeDocument } from '../make-document.ts';
import { unusable } from '../read-file.ts';
import { readJson } from '../read-json.ts';
import { withinTime } from '../within-time.ts';
import { checkExit, presented } from './check-result.ts';

const LARGEST_FACTS = 16 * 1024 * 1024;
const NOT_WITH_FACTS = ['authoritative', 'save-facts', 'zone', 'domains'] as const;

/** What `--save-facts` wrote, or the window saved as data. */
const recorded = z.union([z.object({ facts: domainFacts }).transform(({ facts }) => facts), domainFacts]);

/** `check DOMAIN|ADDRESS`: how a domain stands for mail, and what to publish. A broken domain is an answer with the code 10 or 12. */
export async function check(call: Call): Promise<Answer> {
  const { given } = call;
  const clash = NOT_WITH_FACTS.find((option) => given.has(option));
  if (given.has('facts') && clash !== undefined) return failure(usage('not-together', { option: '--facts', other: `--${clash}` }).problem);
  if (given.has('domains')) return (await import('./check-many.ts')).checkMany(call);
  if (given.has('out')) return failure(usage('only-with', { option: '--out', other: '--domains' }).problem);
  const wishes = await givenExpectation(call);
  if (!wishes.ok) return failure(wishes.problem);
  if (given.has('since') && given.has('zone')) return failure(usage('not-together', { option: '--zone', other: '--since' }).problem);
  const file = given.text('facts');
  if (file !== undefined) return replay(call, file);
  const [typed] = given.arguments;
  if (typed === undefined) return failure(usage('missing-argument', { argument: 'DOMAIN|ADDRESS' }).problem);
  const domain = domainOf(typed);
  if (!domain.ok) return failure(domain.problem);
  const expected = await expectationFor(call, wishes.value, typed);
  if (given.has('zone')) return wholeZone(call, domain.value, expected);
  return ask(call, domain.value, expected);
}

async function ask(call: Call, domain: string, expected: Expectation): Promise<Answer> {
  const { given, world, trail } = call;
  const since = await earlier(call, domain);
  if (!since.ok) return failure(since.problem);
  const result = await withinTime(call, undefined, (signal) =>
    checkDomain(world, {
      domain,
      expected,
      signal,
      fresh: given.has('authoritative'),
      ...(since.value === undefined ? {} : { since: since.value }),
      onProgress: ({ done, of }) => trail(`← ${done}/${of}`),
    }),
  );
  if (call.signal.aborted) return failure(problemOf('cancelled', {}, ['retry']));
  const file = given.text('save-facts');
  const saved = file === undefined ? undefined : await writeJson(call, file, result.facts);
  if (saved?.ok === false) return failure(saved.problem);
  return answerWith(call, result.facts, result.report);
}

const writeJson = (call: Call, file: string, content: object): Promise<Outcome<string, Problem>> =>
  writeDocument(call, file, new TextEncoder().encode(`${JSON.stringify(content, null, 1)}\n`));

/** `--facts FILE`: the same judgement elsewhere and later; nothing is asked. */
async function replay(call: Call, file: string): Promise<Answer> {
  const read = await readFacts(call, file);
  if (!read.ok) return failure(read.problem);
  const since = await earlier(call, read.value.domain);
  if (!since.ok) return failure(since.problem);
  const facts = remembering(read.value, since.value);
  return answerWith(call, facts, judgeDomain(facts));
}

async function readFacts({ signal }: Call, file: string): Promise<Outcome<DomainFacts, Problem>> {
  const content = await readJson(file, LARGEST_FACTS, signal);
  if (!content.ok) return content;
  const facts = recorded.safeParse(content.value);
  return facts.success ? succeeded(facts.data) : unusable(file, 'no-domain-facts');
}

/** `--since FILE`: what an earlier check of the same domain recorded. */
async function earlier(call: Call, domain: string): Promise<Outcome<DomainFacts | undefined, Problem>> {
  const file = call.given.text('since');
  if (file === undefined) return succeeded(undefined);
  const facts = await readFacts(call, file);
  return facts.ok && facts.value.domain !== domain ? unusable(file, 'other-domain') : facts;
}

async function answerWith(call: Call, facts: DomainFacts, report: CheckReport): Promise<Answer> {
  const wait = waitAfterChange(report.findings, facts);
  const shown = await presented(call, facts, report, wait);
  if (!shown.ok) return failure(shown.problem, report);
  const silence = silenceIn(facts);
  return {
    document: { ...report, ...(wait === undefined ? {} : { wait }) },
    lines: shown.value,
    ...(silence === undefined ? { exit: checkExit(report) } : { problem: silence }),
  };
}

/** Nobody answered anything: then the network is what is wrong, and not the domain. */
function silenceIn({ answers, domain }: DomainFacts): Problem | undefined {
  const all = Object.values(answers);
  if (all.some(({ status }) => status !== 'failed')) return undefined;
  const offline = all.some((answer) => answer.status === 'failed' && answer.reason === 'offline');
  return offline
    ? problemOf('offline', {}, ['check-network', 'retry'])
    : problemOf('dns-unanswered', { domain }, ['check-network', 'retry-later']);
}

/** `--zone`: the whole table of records for this server; nothing is asked. */
async function wholeZone(call: Call, domain: string, expected: Expectation): Promise<Answer> {
  if (expected.host === undefined) return failure(usage('missing-option', { option: '--expect-host' }).problem);
  const translate = await loadCheckTexts(call.words.locale);
  const zone = expectedZoneText({ domain, expected }, { note: (note) => translate(`health:remark.${note}`, {}) });
  return { document: { domain, records: expectedZone({ domain, expected }), zone }, lines: zone.trimEnd().split('\n') };
}
