import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  powershellEnvironment,
  powershellSession,
  readScripts,
  type PowerShellSession,
  type PowerShellSettings,
} from '../../../electron/platform/windows/powershell/index.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** The fixed scripts as they ship. */
export const shippedScripts = (): Promise<string[] | undefined> => readScripts(path.join(root, 'assets/powershell'));

export interface StandInProgram {
  /** What the product is told instead of Windows' own PowerShell. */
  settings: PowerShellSettings;
  /** What it executed, without what it read as data. */
  log(): string;
  remove(): void;
}

export interface StandIn extends Pick<StandInProgram, 'log'> {
  session: PowerShellSession;
  close(): Promise<void>;
}

interface More extends Partial<Pick<PowerShellSettings, 'scripts' | 'startLimit'>> {
  env?: Record<string, string>;
}

/** A program that behaves like Windows PowerShell's standard input, misbehaving as `mode` says. */
export function standInProgram(mode = '', more: More = {}): StandInProgram {
  const folder = mkdtempSync(path.join(tmpdir(), 'mailramp-powershell-'));
  const program = path.join(folder, 'powershell');
  const log = path.join(folder, 'log');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${path.join(import.meta.dirname, 'stand-in.mjs')}' "$@"\n`);
  chmodSync(program, 0o755);
  const env = { ...powershellEnvironment({ ...process.env, ...more.env }), STAND_IN: mode, STAND_IN_LOG: log };
  return {
    settings: { program, env, scripts: more.scripts ?? shippedScripts, startLimit: more.startLimit ?? 20_000 },
    log: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The same under the real session. */
export function standIn(mode = '', more: More = {}): Promise<StandIn> {
  const { settings, log, remove } = standInProgram(mode, more);
  const session = powershellSession(settings);
  return Promise.resolve({
    session,
    log,
    close: async () => {
      await session.dispose();
      remove();
    },
  });
}
