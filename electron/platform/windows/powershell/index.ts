export { powershellAgent } from './powershell-agent.ts';
export { openPowerShell, powershellOver } from './powershell.ts';
export { powershellEnvironment, powershellProgram } from './program.ts';
export { readScripts } from './scripts.ts';
export { powershellSession, type PowerShellSession, type SessionAnswer } from './session.ts';
export type { PowerShellSettings, SessionFailure } from './start.ts';
