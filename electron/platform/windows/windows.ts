import type { Windows } from '../../core/world/windows.ts';
import { nativeAgent } from './native-agent.ts';
import { openPowerShell, type PowerShellSettings } from './powershell/index.ts';
import { launch, processList, runningProcess } from './processes.ts';
import { nativeRegistry } from './registry.ts';
import { sessionFacts } from './session.ts';

/** What only Windows has: through Win32 calls, and through PowerShell what nothing else reaches. */
export function createWindows(powershell: Partial<PowerShellSettings> = {}): Windows {
  return {
    registry: nativeRegistry(),
    agent: nativeAgent(),
    processes: () => Promise.resolve(processList()),
    running: (id) => Promise.resolve(runningProcess(id)),
    launch,
    session: sessionFacts,
    powershell: openPowerShell(powershell),
  };
}
