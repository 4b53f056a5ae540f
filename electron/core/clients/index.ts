export * from './android/index.ts';
export * from './apple/index.ts';
export * from './by-hand/index.ts';
