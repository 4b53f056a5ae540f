export {
  analyseSpf,
  evaluateSpf,
  gatherSpf,
  isDomain,
  parseIp,
  parseSpf,
  plainDomain,
  printSpf,
  SPF_FINDINGS,
  SPF_LIMITS,
  spfFacts,
  spfFault,
  spfFinding,
  spfResult,
  spfTerm,
  splitStrings,
} from './spf/index.ts';
export type {
  SpfAnalysis,
  SpfFacts,
  SpfFault,
  SpfFinding,
  SpfNode,
  SpfQuestion,
  SpfResult,
  SpfResultWord,
  SpfTerm,
  SpfTreeNode,
  SpfTreeTerm,
} from './spf/index.ts';
export { type BulkRequest, type CheckedDomain, checkDomains } from './bulk.ts';
export { type CheckProgress, type CheckRequest, checkDomain, judgeDomain } from './check.ts';
export { DEFAULT_SELECTOR, expectationFrom, type ExpectationSources, expectedZone, expectedZoneText } from './expected.ts';
export { type DomainFacts, domainFacts, type Expectation, expectation } from './facts.ts';
export {
  type Area,
  AREAS,
  type Finding,
  type FindingId,
  FINDING_IDS,
  type Fix,
  SERVER_STEPS,
  SEVERITIES,
  type Severity,
  WHO,
  type Who,
  zoneRecord,
  type ZoneRecord,
} from './finding.ts';
export { remembering } from './memory.ts';
export { type CheckReport, checkReport, VERDICTS } from './report.ts';
export { type Remarks, removalsIn, wantedRecords, zoneFragment } from './zone.ts';
export { absoluteLine } from './zone-lines.ts';
export { waitAfterChange } from './zone-wait.ts';
