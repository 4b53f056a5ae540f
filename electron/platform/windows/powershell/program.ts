import path from 'node:path';

export interface ProgramPlace {
  /** Environment variables of this process. */
  env: Readonly<Record<string, string | undefined>>;
  /** Of this process: `x64`, `ia32`, `arm64`. */
  architecture: string;
}

/** Windows' variables are found whatever their case. */
const variable = (env: ProgramPlace['env'], name: string): string | undefined =>
  Object.entries(env).find(([key]) => key.toUpperCase() === name)?.[1];

/**
 * Windows PowerShell by its absolute path: a search along PATH would start whatever stands first there.
 * A 32-bit process on 64-bit Windows sees the 32-bit one in System32 and reaches the other by Sysnative.
 */
export function powershellProgram({ env, architecture }: ProgramPlace): string {
  const root = variable(env, 'SYSTEMROOT');
  const windows = root !== undefined && /^[A-Za-z]:\\/.test(root) ? root : 'C:\\Windows';
  const redirected = architecture === 'ia32' && variable(env, 'PROCESSOR_ARCHITEW6432') !== undefined;
  return path.win32.join(windows, redirected ? 'Sysnative' : 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
}

/**
 * NODE_POWERSHELL would choose another program, DEBUG would print what is typed. PSModulePath of a PowerShell 7 that
 * started us makes Windows PowerShell load modules that it cannot run; without it, it makes its own.
 */
const STRIPPED = new Set(['NODE_POWERSHELL', 'DEBUG', 'PSMODULEPATH']);

/** The environment for PowerShell: nothing that steers it, and no colour codes in what it prints. */
export function powershellEnvironment(env: ProgramPlace['env']): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !STRIPPED.has(entry[0].toUpperCase()),
  );
  return { ...Object.fromEntries(kept), NO_COLOR: '1', TERM: 'dumb', POWERSHELL_TELEMETRY_OPTOUT: '1', POWERSHELL_UPDATECHECK: 'Off' };
}
