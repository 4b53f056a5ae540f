export * from './android/index.ts';
export * from './apple/index.ts';
export * from './by-hand/index.ts';
export type { AfterStop, ApplyOptions, Client, Plan, SetupRequest, WindowEntry } from './client.ts';
export { inProgress, sameProgram, setUpRunning } from './in-progress.ts';
export { createJournal, type Journal } from './journal.ts';
export * from './outlook/index.ts';
export { clientById, clients } from './registry.ts';
export * from './thunderbird/index.ts';
