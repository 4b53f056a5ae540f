export { discoverDmarc, discoverOlder, dmarcName, policyFor, treeWalkNames } from './discovery.ts';
export type { Discovery, DmarcTexts, OlderDiscovery, Published } from './discovery.ts';
export { MOST_REPORTS, mergedDmarc, nextDmarcStep, printDmarc, type DmarcStep } from './next-step.ts';
export { appliedPolicy, isDmarcRecord, isUsable, isWeaker, looksLikeDmarc, parseDmarc } from './record.ts';
export type { DmarcPolicy, DmarcRecord } from './record.ts';
export { readReportUris, type ReportUri } from '../report-uri.ts';
export { authorisationName, isForeign, reportHosts, reportQuestions } from './reports.ts';
