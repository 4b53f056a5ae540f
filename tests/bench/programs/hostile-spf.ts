import { analyseSpf, gatherSpf, parseSpf } from '../../../electron/core/domain-check/index.ts';
import type { Dns } from '../../../electron/core/world/network.ts';

const RUNS = 5;
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

async function runs(work: () => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times;
}

/** Milliseconds of each run: a record of 64 kB read once, and the tree gathered and judged that has it at every name. */
const reading = await runs(() => parseSpf(record));
const judging = await runs(async () => analyseSpf(await gatherSpf(dns, 'firma.test')));
process.stdout.write(`${JSON.stringify({ reading, judging })}\n`);
