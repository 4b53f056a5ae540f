import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FileProblem, HALF_WRITTEN } from '../../../../electron/core/world/machine.ts';
import { files } from '../../../../electron/platform/machine/files.ts';

let folder = '';
const at = (...parts: string[]): string => path.join(folder, ...parts);
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'mailramp-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('reading', () => {
  test('a file that is not there is undefined, also below a file', async () => {
    writeFileSync(at('plain'), 'x');
    expect(await files.read(at('absent'))).toBeUndefined();
    expect(await files.read(at('plain', 'below'))).toBeUndefined();
    expect(await files.facts(at('absent'))).toBeUndefined();
    expect(await files.list(at('absent'))).toEqual([]);
  });

  test('text keeps its byte order mark and line ends', async () => {
    writeFileSync(at('text'), '\uFEFFone\r\ntwo\n');
    expect(await files.read(at('text'))).toBe('\uFEFFone\r\ntwo\n');
  });

  test('bytes that are no UTF-8 and folders are a FileProblem, not a damaged text', async () => {
    writeFileSync(at('latin'), Buffer.from([0x41, 0xe4, 0x42]));
    await expect(files.read(at('latin'))).rejects.toMatchObject({ name: 'FileProblem', reason: 'not-text' });
    await expect(files.read(folder)).rejects.toBeInstanceOf(FileProblem);
  });

  test('a link says what it leads to, and a dead one that it is a link', async () => {
    writeFileSync(at('real'), 'x');
    symlinkSync('real', at('link'));
    symlinkSync('nowhere', at('dead'));
    expect((await files.facts(at('link')))?.kind).toBe('file');
    expect((await files.facts(at('dead')))?.kind).toBe('link');
    expect((await files.facts(folder))?.kind).toBe('folder');
  });
});

describe('writing whole or not at all', () => {
  test('a new file is readable by its owner only, and nothing else is left', async () => {
    await files.writeAtomic(at('new'), 'text');
    expect(readFileSync(at('new'), 'utf8')).toBe('text');
    expect(statSync(at('new')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['new']);
  });

  test('a file keeps its mode unless another is given', async () => {
    writeFileSync(at('old'), 'before');
    chmodSync(at('old'), 0o640);
    await files.writeAtomic(at('old'), 'after');
    expect(statSync(at('old')).mode & 0o777).toBe(0o640);
    await files.writeAtomic(at('old'), 'again', 0o644);
    expect(statSync(at('old')).mode & 0o777).toBe(0o644);
  });

  test('a link stays a link and its target is written', async () => {
    writeFileSync(at('target'), 'before');
    symlinkSync('target', at('link'));
    await files.writeAtomic(at('link'), 'after');
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('target'), 'utf8')).toBe('after');
  });

  test('a pipe stays what it is, as a device and a folder do', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync(at('pipe'), at('link'));
    for (const name of ['pipe', 'link'])
      await expect(files.writeAtomic(at(name), 'x')).rejects.toEqual(new FileProblem(at(name), 'not-a-file'));
    await expect(files.writeAtomic(folder, 'x')).rejects.toEqual(new FileProblem(folder, 'EISDIR'));
    expect([lstatSync(at('pipe')).isFIFO(), readdirSync(folder).toSorted()]).toEqual([true, ['link', 'pipe']]);
  });

  test('what a dead process left half-written goes, what a living one writes stays', async () => {
    writeFileSync(at(`file${HALF_WRITTEN}999999999-1`), 'half');
    writeFileSync(at(`file${HALF_WRITTEN}${process.ppid}-1`), 'half');
    await files.writeAtomic(at('file'), 'whole');
    expect(readdirSync(folder)).toEqual(['file', `file${HALF_WRITTEN}${process.ppid}-1`]);
  });

  test('failing leaves the former file and no half of the new one', async () => {
    await expect(files.writeAtomic(at('absent', 'file'), 'text')).rejects.toMatchObject({ name: 'FileProblem', reason: 'ENOENT' });
    await files.makeFolder(at('taken'));
    await expect(files.writeAtomic(at('taken'), 'text')).rejects.toBeInstanceOf(FileProblem);
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  test('a copy never replaces what is there', async () => {
    writeFileSync(at('one'), '1');
    await files.copy(at('one'), at('two'));
    await expect(files.copy(at('one'), at('two'))).rejects.toMatchObject({ reason: 'EEXIST' });
    expect(readFileSync(at('two'), 'utf8')).toBe('1');
  });

  test.runIf(process.platform === 'linux')('says at once that the system makes no folder there', async () => {
    await expect(files.makeFolder('/proc/mailramp/deeper')).rejects.toMatchObject({ name: 'FileProblem', reason: 'ENOENT' });
  });

  test('folders get their mode when made and keep it when there', async () => {
    await files.makeFolder(at('deep', 'deeper'), 0o700);
    expect(statSync(at('deep', 'deeper')).mode & 0o777).toBe(0o700);
    chmodSync(at('deep'), 0o750);
    await files.makeFolder(at('deep'), 0o700);
    expect(statSync(at('deep')).mode & 0o777).toBe(0o750);
    await files.removeFolder(at('deep'));
    await files.remove(at('never-there'));
    expect(existsSync(at('deep'))).toBe(false);
  });
});
