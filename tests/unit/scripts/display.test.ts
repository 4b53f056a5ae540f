import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const DISPLAY = pathToFileURL(path.resolve(import.meta.dirname, '../../../build/scripts/display.mjs')).href;

let folder = '';

const ended = (): string => path.join(folder, 'ended');

/** An Xvfb that says its number, stays a while, and leaves a note when it is told to end. */
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'mailramp-display-'));
  const script = `#!/bin/sh
    trap 'kill $!; touch "${ended()}"; exit' TERM
    echo 77 >&3
    sleep 10 &
    wait
  `;
  writeFileSync(path.join(folder, 'Xvfb'), script, { mode: 0o755 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ends: [string, string][] = [
  ['ends early', 'process.exit(3)'],
  ['fails', "throw new Error('planted')"],
];

describe.runIf(process.platform === 'linux')('the virtual display', () => {
  test.each(ends)('does not outlive a run that %s', async (_, end) => {
    const program = `const { ensureDisplay } = await import('${DISPLAY}'); console.log((await ensureDisplay()).env.DISPLAY); ${end};`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    });
    expect(stdout.trim()).toBe(':77');
    await expect.poll(() => existsSync(ended())).toBe(true);
  });
});
