import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createMachine } from '../../../../electron/platform/machine/machine.ts';
import { processes } from '../../../../electron/platform/machine/processes.ts';

const node = process.execPath;

describe('running a program', () => {
  test('gives its output, its exit code and takes input and environment', async () => {
    const script = 'process.stdin.pipe(process.stdout); console.error(process.env.GREETING); process.exitCode = 3;';
    const result = await processes.run(node, ['-e', script], { timeout: 20_000, input: 'grüße', env: { GREETING: 'hello' } });
    expect(result).toEqual({ exitCode: 3, stdout: 'grüße', stderr: 'hello\n' });
  });

  test('arguments reach it as they are, through no shell', async () => {
    const args = ['$(id)', '`id`', '; id', '"', "'", '*', ''];
    const { stdout } = await processes.run(node, ['-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...args], {
      timeout: 20_000,
    });
    expect(JSON.parse(stdout)).toEqual(args);
  });

  test('one that is not there is "not-found"', async () => {
    const result = await processes.run('mailramp-no-such-program', [], { timeout: 1000 });
    expect(result).toMatchObject({ exitCode: undefined, failure: 'not-found' });
    expect(await processes.start('mailramp-no-such-program', [])).toBe(false);
  });

  test('one that never ends is ended', async () => {
    const result = await processes.run(node, ['-e', 'setInterval(() => {}, 1000)'], { timeout: 200 });
    expect(result).toMatchObject({ exitCode: undefined, failure: 'timed-out' });
  });

  test('cancelling ends it, and a cancelled one is not started', async () => {
    const controller = new AbortController();
    const running = processes.run(node, ['-e', 'setInterval(() => {}, 1000)'], { timeout: 20_000, signal: controller.signal });
    controller.abort();
    expect(await running).toMatchObject({ exitCode: undefined, failure: 'cancelled' });
    expect(await processes.run(node, ['-e', ''], { timeout: 1000, signal: controller.signal })).toMatchObject({ failure: 'cancelled' });
  });

  test('opening refuses what an opener would take for an option', async () => {
    expect(await processes.open('--help')).toBe(false);
  });
});

describe('this machine', () => {
  test('keeps its journal where it is told to, and else in the usual place below the home folder', () => {
    expect(createMachine({ dataFolder: path.join(os.tmpdir(), 'x') }).dataFolder).toBe(path.join(os.tmpdir(), 'x'));
    expect(path.isAbsolute(createMachine({ home: os.tmpdir() }).dataFolder)).toBe(true);
    expect(createMachine({ home: '/somewhere' }).home).toBe('/somewhere');
  });
});
