export { powershellAgent } from './powershell-agent.ts';
export { powershellEnvironment, powershellProgram } from './program.ts';
export { readScripts } from './scripts.ts';
export { powershellSession, type PowerShellSession, type SessionAnswer } from './session.ts';
export type { PowerShellFacts, PowerShellSettings, SessionFailure } from './start.ts';
export { powershellSystem, type PowerShellSystem } from './system.ts';
