import { readdirSync } from 'node:fs';
import { z } from 'zod';
import { checkDomains } from '../../../electron/core/domain-check/bulk.ts';
import type { DomainFacts } from '../../../electron/core/domain-check/facts.ts';
import { createWorld } from '../../../electron/platform/world.ts';

const Wish = z.object({
  server: z.string(),
  host: z.string(),
  count: z.number(),
  /** So many others before the clock runs: what is compiled once and for all is compiled by then. */
  before: z.number(),
  atOnce: z.number(),
  pace: z.object({ perSecond: z.number(), burst: z.number(), inFlight: z.number() }),
});
const { server, host, count, before, atOnce, pace } = Wish.parse(JSON.parse(process.argv[2] ?? ''));
const expected = { host, addresses: [], selectors: ['dkim'] };

const isSilent = ({ answers }: DomainFacts): boolean =>
  Object.values(answers).some((answer) => answer.status === 'failed' && answer.reason === 'timed-out');
const openDescriptors = (): number => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0);

/** All of them, names alone. `early` and `late` are bytes in use after a third, and at the end. */
async function checkAll(domains: readonly string[]): Promise<object> {
  const world = createWorld({ dnsServer: server, pace });
  const seen = { done: 0, silent: 0, descriptors: 0, early: 0 };
  let questions: string[] = [];
  const open = openDescriptors();
  const started = performance.now();
  for await (const { facts } of checkDomains(world, { domains, expected, atOnce, only: 'names' })) {
    seen.done += 1;
    if (isSilent(facts)) seen.silent += 1;
    if (facts.domain === domains[0]) questions = Object.keys(facts.answers);
    if (seen.done === Math.floor(domains.length / 3)) seen.early = process.memoryUsage().heapUsed;
    if (seen.done % 20 === 0) seen.descriptors = Math.max(seen.descriptors, openDescriptors() - open);
  }
  return { ...seen, ms: performance.now() - started, late: process.memoryUsage().heapUsed, questions };
}

const named = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, index) => `firma${from + index}.test`);
await checkAll(named(count, count + before));
process.stdout.write(`${JSON.stringify(await checkAll(named(0, count)))}\n`);
process.exit(0);
