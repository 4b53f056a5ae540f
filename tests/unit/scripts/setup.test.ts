import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const SETUP = path.resolve(import.meta.dirname, '../../../build/scripts/setup.mjs');

let folder = '';
let project = '';

/** A project of one package that is not installed, and an npm that only says that it was called. */
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'mailramp-setup-'));
  project = path.join(folder, 'project');
  mkdirSync(path.join(project, 'build/scripts'), { recursive: true });
  copyFileSync(SETUP, path.join(project, 'build/scripts/setup.mjs'));
  writeFileSync(
    path.join(project, 'package-lock.json'),
    JSON.stringify({ packages: { '': {}, 'node_modules/one': { version: '1.0.0' } } }),
  );
  mkdirSync(path.join(folder, 'bin'));
  writeFileSync(path.join(folder, 'bin/npm'), '#!/bin/sh\necho "npm $1"\n');
  chmodSync(path.join(folder, 'bin/npm'), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function ensurePackages() {
  const program = `const { ensurePackages } = await import('./build/scripts/setup.mjs'); ensurePackages(); console.log('went on');`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${path.join(folder, 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}` },
  });
}

describe.runIf(process.platform !== 'win32')('setting up the packages', () => {
  test('asks npm for what the lock file names', () => {
    expect(ensurePackages().stdout).toContain('npm ci');
  });

  test('leaves a node_modules that is a link to another folder alone, which npm would empty, and says what to do', () => {
    mkdirSync(path.join(folder, 'elsewhere'));
    symlinkSync(path.join(folder, 'elsewhere'), path.join(project, 'node_modules'));
    const { status, stdout, stderr } = ensurePackages();
    expect(stdout).not.toContain('npm ci');
    expect(stdout).not.toContain('went on');
    expect(status).toBe(1);
    expect(stderr).toContain('node_modules is a link');
    expect(existsSync(path.join(project, 'node_modules'))).toBe(true);
  });

  test('is content with a link to packages that are those of the lock file', () => {
    mkdirSync(path.join(folder, 'elsewhere'));
    writeFileSync(
      path.join(folder, 'elsewhere/.package-lock.json'),
      JSON.stringify({ packages: { 'node_modules/one': { version: '1.0.0' } } }),
    );
    symlinkSync(path.join(folder, 'elsewhere'), path.join(project, 'node_modules'));
    expect(ensurePackages().stdout.trim()).toBe('went on');
  });

  test('installs anew when the record of the last time is cut off', () => {
    mkdirSync(path.join(project, 'node_modules'));
    writeFileSync(path.join(project, 'node_modules/.package-lock.json'), '{ "pack');
    expect(ensurePackages().stdout).toContain('npm ci');
  });
});
