import { readdirSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { checkDomains } from '../../electron/core/domain-check/bulk.ts';
import type { DomainFacts } from '../../electron/core/domain-check/facts.ts';
import { gatherDomain } from '../../electron/core/domain-check/gather.ts';
import { analyseSpf, gatherSpf, parseSpf } from '../../electron/core/domain-check/index.ts';
import type { Dns } from '../../electron/core/world/network.ts';
import { createWorld } from '../../electron/platform/world.ts';
import { bareLoop, domainNames, type DomainNames, HOST } from './domain-names.ts';
import { median, Table, timed } from './table.ts';

const ROUND_TRIP = 20;
/** MX, its host's address, that address's name, the name's address. */
const LEVELS = 4;
const MANY = 1_000;
const CAPPED = 300;
const nobody = { addresses: [], selectors: [] };
const expected = { host: HOST, addresses: [], selectors: ['dkim'] };
const unpaced = { perSecond: 1_000_000, burst: 1_000_000, inFlight: 200 };
const table = new Table('domain-check');

let names: DomainNames | undefined;
afterEach(() => {
  names?.close();
  names = undefined;
});
afterAll(() => table.write());

const domains = (count: number): string[] => Array.from({ length: count }, (_, index) => `firma${index}.test`);
const isSilent = ({ answers }: DomainFacts): boolean =>
  Object.values(answers).some((answer) => answer.status === 'failed' && answer.reason === 'timed-out');

interface Run {
  ms: number;
  facts: DomainFacts[];
  /** Bytes in use after a third, and at the end. */
  heap: { early: number; late: number };
  descriptors: number;
}

/** All of them, names alone; of the facts only the last few are kept. */
async function checked(
  server: DomainNames,
  count: number,
  pace: typeof unpaced,
): Promise<Run & { questions: [string, string][]; silent: number }> {
  const world = createWorld({ dnsServer: server.address, pace });
  const seen = { early: 0, descriptors: 0, silent: 0, done: 0 };
  const questions: [string, string][] = [];
  const facts: DomainFacts[] = [];
  const before = openDescriptors();
  const ms = await timed(async () => {
    for await (const one of checkDomains(world, { domains: domains(count), expected, only: 'names' })) {
      seen.done += 1;
      if (isSilent(one.facts)) seen.silent += 1;
      if (seen.done <= 10) facts.push(one.facts);
      if (seen.done === Math.floor(count / 3)) seen.early = process.memoryUsage().heapUsed;
      if (seen.done % 20 === 0) seen.descriptors = Math.max(seen.descriptors, openDescriptors() - before);
    }
  });
  expect(seen.done).toBe(count);
  for (const question of Object.keys(facts[0]?.answers ?? {})) {
    const [type = 'A', name = ''] = question.split(' ');
    questions.push([type, name]);
  }
  const heap = { early: seen.early, late: process.memoryUsage().heapUsed };
  return { ms, facts, heap, descriptors: seen.descriptors, questions, silent: seen.silent };
}

const openDescriptors = (): number => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0);

describe('one domain', () => {
  it(`costs about as many round trips of ${ROUND_TRIP} ms as one thing rests on another`, async () => {
    names = await domainNames({ roundTrip: ROUND_TRIP });
    const times: number[] = [];
    for (let run = 0; run < 7; run += 1) {
      const world = createWorld({ dnsServer: names.address });
      const request = { domain: `firma${run}.test`, expected: { ...nobody, selectors: ['dkim'] }, only: 'names' as const };
      times.push(await timed(() => gatherDomain(world, request)));
    }
    table.row('one domain, every name asked', median(times), LEVELS * ROUND_TRIP, 3.1);
    expect(median(times) / (LEVELS * ROUND_TRIP)).toBeLessThanOrEqual(3.1);
  });

  it('is not held up by a record made to keep us busy', async () => {
    const record = `v=spf1 ${Array.from({ length: 3_800 }, (_, index) => `include:x${index}.test`).join(' ')} -all`;
    const chunks = record.match(/.{1,255}/gs) ?? [];
    const dns: Dns = {
      query: (name, type) =>
        Promise.resolve(
          type === 'TXT'
            ? { status: 'found', authenticated: false, records: [{ type: 'TXT', name, ttl: 60, chunks }] }
            : { status: 'absent', kind: 'no-such-record', authenticated: false },
        ),
    };
    // Nobody can say anything about it without having read it once.
    const reading = median(await repeated(() => timed(() => Promise.resolve(parseSpf(record)))));
    const measured = median(await repeated(() => timed(async () => analyseSpf(await gatherSpf(dns, 'firma.test')))));
    table.row('SPF of 64 kB at every name', measured, reading, 40);
    expect(measured / reading).toBeLessThanOrEqual(40);
  });
});

async function repeated(work: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) times.push(await work());
  return times;
}

describe('many domains', () => {
  it('are about as fast as the bare questions, with few descriptors, flat memory and no false time-out', async () => {
    names = await domainNames({});
    await checked(names, 30, unpaced);
    const run = await checked(names, MANY, unpaced);
    const asked = names.count();
    const questions = Array.from({ length: MANY }, (_, index) =>
      run.questions.map(([type, name]): [string, string] => [type, name.replace(/firma\d+/g, `firma${index}`)]),
    ).flat();
    const bare = await timed(() => bareLoop(names?.address ?? '', questions, 200));
    table.row(`${MANY} domains, ${asked.answered} questions`, run.ms, bare, 6);
    expect(run.silent).toBe(0);
    expect(run.descriptors).toBeLessThan(64);
    expect(run.heap.late).toBeLessThan(run.heap.early * 2 + 64 * 1024 * 1024);
    expect(run.ms / bare).toBeLessThanOrEqual(6);
  });

  it('do not overrun a name server that drops what is more than 1,500 questions a second', async () => {
    names = await domainNames({ most: 1_500 });
    const perSecond = 1_000;
    const run = await checked(names, CAPPED, { perSecond, burst: 60, inFlight: 64 });
    const { answered, dropped } = names.count();
    table.row(`${CAPPED} domains, capped name server`, run.ms, (answered / perSecond) * 1_000, 1.3);
    expect({ silent: run.silent, dropped }).toEqual({ silent: 0, dropped: 0 });
    expect(run.ms / ((answered / perSecond) * 1_000)).toBeLessThanOrEqual(1.3);
  });
});
