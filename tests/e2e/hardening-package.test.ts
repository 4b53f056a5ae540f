import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environment, root } from './launch.ts';

/** How a fuse stands in the program's bytes. */
const OFF = '0'.charCodeAt(0);
const ON = '1'.charCodeAt(0);

const work = mkdtempSync(path.join(tmpdir(), 'mailramp-packed-'));
const packed = path.join(work, 'linux-unpacked');
const program = path.join(packed, 'mailramp');

beforeAll(() => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['build/package/package.mjs', '--output', work], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Packaging failed:\n${stdout}\n${stderr}`);
});
afterAll(() => rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));

const started = (home: string, ...args: string[]): ChildProcess =>
  spawn(program, [`--user-data-dir=${path.join(home, 'data')}`, ...args], { env: environment(home), stdio: 'ignore' });

describe('A packaged Mailramp', () => {
  it('has every fuse blown that opens Electron to other programs', async () => {
    const fuses = await getCurrentFuseWire(program);
    const state = (option: FuseV1Options): number | undefined => fuses[option];
    expect({
      runAsNode: state(FuseV1Options.RunAsNode),
      nodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: state(FuseV1Options.EnableNodeCliInspectArguments),
      fileProtocol: state(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: OFF,
      nodeOptions: OFF,
      inspect: OFF,
      fileProtocol: OFF,
    });
    expect({
      cookies: state(FuseV1Options.EnableCookieEncryption),
      integrity: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: state(FuseV1Options.OnlyLoadAppFromAsar),
    }).toEqual({ cookies: ON, integrity: ON, onlyAsar: ON });
  });

  it('holds bundles and nothing else: no source, no test, no demo host', () => {
    const files = listPackage(path.join(packed, 'resources', 'app.asar'), { isPack: false }).map((file) => file.replaceAll('\\', '/'));
    expect(files).toEqual(
      expect.arrayContaining(['/package.json', '/LICENSE', '/out/main/start.js', '/out/preload/preload.cjs', '/out/renderer/index.html']),
    );
    const others = files.filter((file) => !/^\/(?:package\.json|LICENSE|out|assets|node_modules)$/.test(file));
    const foreign = others.filter(
      (file) =>
        !/^\/(?:out\/(?:main|preload|renderer|page|scenes\/data)|out\/scenes$|assets\/powershell|node_modules\/koffi)(?:\/|$)/.test(file),
    );
    expect(foreign).toEqual([]);
    expect(files.filter((file) => /\.tsx?$|\.map$|demo-host|\/tests?\/|secret.*\.pem/i.test(file))).toEqual([]);
    expect(readdirSync(path.join(packed, 'resources')).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
  });

  it('keeps PowerShell’s scripts as files that anybody can read', () => {
    const folder = path.join(packed, 'resources', 'app.asar.unpacked', 'assets', 'powershell');
    const shipped = path.join(root, 'assets', 'powershell');
    expect(readdirSync(folder).sort()).toEqual(readdirSync(shipped).sort());
    for (const name of readdirSync(folder)) {
      expect(readFileSync(path.join(folder, name), 'utf8')).toBe(readFileSync(path.join(shipped, name), 'utf8'));
    }
  });

  it('starts and shows its window', async () => {
    const home = mkdtempSync(path.join(work, 'home-'));
    const trail = path.join(home, 'data', 'logs', 'trail.log');
    const shown = (): boolean => existsSync(trail) && readFileSync(trail, 'utf8').includes('"event":"window-shown"');
    const running = started(home, '--demo-host', '/nowhere/demo-host.json');
    const ended = once(running, 'exit');
    for (let looked = 0; looked < 300 && !shown() && running.exitCode === null; looked += 1) await pause(100);
    expect(shown()).toBe(true);
    running.kill();
    await ended;
  });

  it.each(['--remote-debugging-port=0', '--remote-debugging-pipe'])('does not start with %s', async (way) => {
    const refused = started(mkdtempSync(path.join(work, 'home-')), way);
    await once(refused, 'exit');
    expect(refused.exitCode).toBe(2);
  });

  it('does not lend itself as a Node', async () => {
    const home = mkdtempSync(path.join(work, 'home-'));
    const lent = spawn(program, ['-e', 'process.exit(7)', '--remote-debugging-port=0'], {
      env: { ...environment(home), ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--require=/nowhere.cjs' },
      stdio: 'ignore',
    });
    await once(lent, 'exit');
    expect(lent.exitCode).toBe(2);
  });
});
