import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  powershellEnvironment,
  powershellSession,
  readScripts,
  type PowerShellSession,
} from '../../../electron/platform/windows/powershell/index.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** The fixed scripts as they ship. */
export const shippedScripts = (): Promise<string[]> => readScripts(path.join(root, 'assets/powershell'));

export interface StandIn {
  session: PowerShellSession;
  /** What it executed, without what it read as data. */
  log(): string;
  close(): Promise<void>;
}

/** A program that behaves like Windows PowerShell's standard input, misbehaving as `mode` says, under the real session. */
export async function standIn(mode = '', more: { env?: Record<string, string>; startLimit?: number } = {}): Promise<StandIn> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mailramp-powershell-'));
  const program = path.join(folder, 'powershell');
  const log = path.join(folder, 'log');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${path.join(import.meta.dirname, 'stand-in.mjs')}' "$@"\n`);
  chmodSync(program, 0o755);
  const env = { ...powershellEnvironment({ ...process.env, ...more.env }), STAND_IN: mode, STAND_IN_LOG: log };
  const session = powershellSession({ program, env, scripts: await shippedScripts(), startLimit: more.startLimit ?? 20_000 });
  return {
    session,
    log: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
    close: async () => {
      await session.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
