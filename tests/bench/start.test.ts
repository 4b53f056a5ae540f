import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { median, Table, timed } from './table.ts';

const RUNS = 9;
const cli = path.resolve(import.meta.dirname, '../../out/cli/mailramp.js');
const table = new Table('start');

const run = (args: readonly string[]): Promise<number> =>
  timed(async () => {
    const exited: unknown[] = await once(spawn(process.execPath, args, { stdio: 'ignore' }), 'exit');
    expect(exited[0]).toBe(0);
  });

afterAll(() => table.write());

describe('the command line', () => {
  it('starts about as soon as Node itself', async () => {
    const bare: number[] = [];
    const help: number[] = [];
    // In turn, so that a busy moment hits both.
    for (let round = 0; round < RUNS; round += 1) {
      bare.push(await run(['-e', '0']));
      help.push(await run([cli, '--help']));
    }
    table.row('mailramp --help', median(help), median(bare), 3.75);
    expect(median(help) / median(bare)).toBeLessThanOrEqual(3.75);
  });
});
