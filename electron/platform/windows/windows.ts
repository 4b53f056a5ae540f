import { execFile } from 'node:child_process';
import path from 'node:path';
import type { Windows } from '../../core/world/windows.ts';
import { nativeAgent } from './native-agent.ts';
import { launch, processList } from './processes.ts';
import { nativeRegistry } from './registry.ts';
import { sessionFacts } from './session.ts';

const POWERSHELL_LIMIT = 10_000;
const MODES = { FullLanguage: 'full', ConstrainedLanguage: 'constrained', RestrictedLanguage: 'restricted', NoLanguage: 'none' } as const;

const isMode = (text: string): text is keyof typeof MODES => Object.hasOwn(MODES, text);

/** Version and language mode; a stub that says nothing counts as none. Nothing is put into the command's text. */
function powershellFacts(): ReturnType<Windows['powershell']> {
  const program = path.win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32\\WindowsPowerShell\\v1.0\\powershell.exe');
  const command = '[string]$PSVersionTable.PSVersion; [string]$ExecutionContext.SessionState.LanguageMode';
  return new Promise((resolve) => {
    execFile(
      program,
      ['-NoProfile', '-NonInteractive', '-Command', command],
      { timeout: POWERSHELL_LIMIT, windowsHide: true },
      (error, stdout) => {
        const [version = '', mode = ''] = stdout.trim().split(/\r?\n/);
        if (error !== null || version === '') resolve({ languageMode: 'unknown' });
        else resolve({ version, languageMode: isMode(mode) ? MODES[mode] : 'unknown' });
      },
    );
  });
}

/** What only Windows has, through Win32 calls. */
export function createWindows(): Windows {
  return {
    registry: nativeRegistry(),
    agent: nativeAgent(),
    processes: () => Promise.resolve(processList()),
    launch,
    session: sessionFacts,
    powershell: powershellFacts,
  };
}
