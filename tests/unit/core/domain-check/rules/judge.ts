import { expect } from 'vitest';
import type { DomainFacts } from '../../../../../electron/core/domain-check/facts.ts';
import type { Finding, FindingId, ZoneRecord } from '../../../../../electron/core/domain-check/finding.ts';
import type { Rule } from '../../../../../electron/core/domain-check/rules/rule.ts';
import { autoconfig } from '../../../../../electron/core/domain-check/rules/autoconfig.ts';
import { autodiscover } from '../../../../../electron/core/domain-check/rules/autodiscover.ts';
import { caa } from '../../../../../electron/core/domain-check/rules/caa.ts';
import { dnssec } from '../../../../../electron/core/domain-check/rules/dnssec.ts';
import { host } from '../../../../../electron/core/domain-check/rules/host.ts';
import { ipv6 } from '../../../../../electron/core/domain-check/rules/ipv6.ts';
import { mx } from '../../../../../electron/core/domain-check/rules/mx.ts';
import { names } from '../../../../../electron/core/domain-check/rules/names.ts';
import { ptr } from '../../../../../electron/core/domain-check/rules/ptr.ts';
import { srv } from '../../../../../electron/core/domain-check/rules/srv.ts';
import { tls } from '../../../../../electron/core/domain-check/rules/tls.ts';
import { domainFacts } from '../../../../fakes/domain-facts.ts';
import type { Case } from './cases.ts';

/** The areas that these tests are about. */
export const JUDGED: readonly Rule[] = [names, host, mx, autodiscover, autoconfig, srv, tls, ptr, dnssec, ipv6, caa];

export const judge = (facts: DomainFacts): Finding[] => JUDGED.flatMap((rule) => rule(facts));

export function findingOf(findings: readonly Finding[], id: FindingId): Finding {
  const there = findings.find((finding) => finding.id === id);
  expect(there, `${id} among ${findings.map((finding) => finding.id).join(', ')}`).toBeDefined();
  if (there === undefined) throw new Error(id);
  return there;
}

const line = ({ name, type, data }: ZoneRecord): string => `${name} ${type} ${data}`;

/** Records that a finding wants published, or taken out, as lines. */
export const records = (finding: Finding, kind: 'publish' | 'remove'): string[] =>
  finding.fix.flatMap((fix) => (fix.kind === kind ? [line(fix.record)] : []));

export const steps = (finding: Finding): string[] => finding.fix.flatMap((fix) => (fix.kind === 'step' ? [fix.step] : []));

/** Exactly what the case expects, and everything it folds under its cause; every cause is there too. */
export function prove({ difference, expect: expected, folded = {} }: Case): Finding[] {
  const findings = judge(domainFacts(difference));
  const amiss = findings.filter(({ severity }) => severity !== 'ok');
  const roots = amiss.filter(({ cause }) => cause === undefined);
  expect(Object.fromEntries(roots.map(({ id, severity }) => [id, severity]))).toEqual(expected);
  const under = Object.fromEntries(amiss.flatMap(({ id, cause }) => (cause === undefined ? [] : [[id, cause]])));
  expect(under).toMatchObject(folded);
  for (const cause of Object.values(under)) expect(findings.map(({ id }) => id)).toContain(cause);
  for (const { id, severity } of roots)
    expect(judge(domainFacts()).map((one) => `${one.id} ${one.severity}`)).not.toContain(`${id} ${severity}`);
  return findings;
}
