import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { gatherDomain } from '../../electron/core/domain-check/gather.ts';
import { createWorld } from '../../electron/platform/world.ts';
import { bareLoop, domainNames, type DomainNames, HOST } from './domain-names.ts';
import { shipped } from './shipped.ts';
import { median, Table, timed } from './table.ts';

const ROUND_TRIP = 20;
/** MX, its host's address, that address's name, the name's address. */
const LEVELS = 4;
const MANY = 1_000;
const CAPPED = 300;
const nobody = { addresses: [], selectors: [] };
const unpaced = { perSecond: 1_000_000, burst: 1_000_000, inFlight: 200 };
const table = new Table('domain-check');

let names: DomainNames | undefined;
afterEach(async () => {
  await names?.close();
  names = undefined;
});
afterAll(() => table.write());

const Checked = z.object({
  ms: z.number(),
  done: z.number(),
  silent: z.number(),
  descriptors: z.number(),
  early: z.number(),
  late: z.number(),
  questions: z.array(z.string()),
});
const Hostile = z.object({ reading: z.array(z.number()), judging: z.array(z.number()) });

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
    const measure = await shipped('hostile-spf');
    const { reading, judging } = Hostile.parse(await measure({}));
    // Nobody can say anything about it without having read it once.
    table.row('SPF of 64 kB at every name', median(judging), median(reading), 40);
    expect(median(judging) / median(reading)).toBeLessThanOrEqual(40);
  });
});

describe('many domains', () => {
  let check: Awaited<ReturnType<typeof shipped>>;
  beforeAll(async () => {
    check = await shipped('many-domains');
  });

  it('are about as fast as the bare questions, with few descriptors, flat memory and no false time-out', async () => {
    names = await domainNames({});
    const run = Checked.parse(await check({ server: names.address, host: HOST, count: MANY, before: 30, atOnce: 16, pace: unpaced }));
    const questions = Array.from({ length: MANY }, (_, index) =>
      run.questions.map((question): [string, string] => {
        const [type = 'A', name = ''] = question.split(' ');
        return [type, name.replaceAll('firma0.', `firma${index}.`)];
      }),
    )
      .flat()
      .slice(0, (await names.count()).answered);
    const bare = await timed(() => bareLoop(names?.address ?? '', questions, 200));
    const rate = Math.round((MANY / run.ms) * 1_000);
    table.row(`${MANY} domains (${rate}/s), ${questions.length} questions`, run.ms, bare, 8);
    expect(run).toMatchObject({ done: MANY, silent: 0 });
    expect(run.descriptors).toBeLessThan(64);
    expect(run.late).toBeLessThan(run.early * 2 + 64 * 1024 * 1024);
    expect(run.ms / bare).toBeLessThanOrEqual(8);
  });

  it('do not overrun a name server that drops what is more than 1,500 questions a second', async () => {
    names = await domainNames({ most: 1_500 });
    const perSecond = 1_000;
    const run = Checked.parse(
      await check({ server: names.address, host: HOST, count: CAPPED, before: 0, atOnce: 8, pace: { perSecond, burst: 60, inFlight: 64 } }),
    );
    const { answered, dropped } = await names.count();
    table.row(`${CAPPED} domains, capped name server`, run.ms, (answered / perSecond) * 1_000, 1.3);
    expect({ done: run.done, silent: run.silent, dropped }).toEqual({ done: CAPPED, silent: 0, dropped: 0 });
    expect(run.ms / ((answered / perSecond) * 1_000)).toBeLessThanOrEqual(1.3);
  });
});
