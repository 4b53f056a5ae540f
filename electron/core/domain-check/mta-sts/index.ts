export { isStsRecord, looksLikeSts, parseStsRecord, type StsRecord } from './record.ts';
export { coversMx, parseStsPolicy } from './policy.ts';
export type { ReadStsPolicy, StsPolicy, StsPolicyFault } from './policy.ts';
