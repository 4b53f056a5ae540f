export { evaluateSpf, type SpfQuestion } from './evaluate.ts';
export { spfFault, spfNode, spfResult, spfTerm } from './result.ts';
export type { SpfFault, SpfNode, SpfResult, SpfResultWord, SpfTerm } from './result.ts';
export { parseIp } from './ip.ts';
export { parseSpf, printSpf } from './parse.ts';
