import { absoluteLine, type CheckReport, type DomainFacts, type Finding, zoneFragment } from '../../core/domain-check/index.ts';
import { type Outcome, succeeded } from '../../core/model/outcome.ts';
import type { Problem } from '../../core/model/problem.ts';
import { checkPage } from '../../wording/check-page.ts';
import { sayReport, sayWait, zoneRemarks } from '../../wording/check-words.ts';
import { loadCheckTexts } from '../check-texts.ts';
import type { Call } from '../call.ts';
import { writeDocument } from '../make-document.ts';
import { checkLines } from '../print/print-check.ts';

const DNS_FAULT = 10;
const TLS_FAULT = 12;

const isAboutTls = ({ area, id }: Finding): boolean => area === 'tls' || id.endsWith('-certificate');

/** 0 for a domain that mail works with, 12 when nothing but certificates and encryption fails, 10 else, also when nobody can tell. */
export function checkExit({ verdict, findings }: Pick<CheckReport, 'verdict' | 'findings'>): number {
  if (verdict === 'ready' || verdict === 'usable') return 0;
  const causes = findings.filter(({ severity, cause }) => severity === 'fail' && cause === undefined);
  return causes.length > 0 && causes.every(isAboutTls) ? TLS_FAULT : DNS_FAULT;
}

/** The report in words for the terminal, and as a page where `--html` asks for one. `seconds`: how long a change takes to be seen. */
export async function presented(
  call: Call,
  facts: DomainFacts,
  report: CheckReport,
  seconds: number | undefined,
): Promise<Outcome<string[], Problem>> {
  const { given, words } = call;
  const file = given.text('html');
  if (file === undefined && given.has('json')) return succeeded([]);
  const translate = await loadCheckTexts(words.locale);
  const said = sayReport(report, translate, absoluteLine);
  const zone = zoneFragment(report.findings, facts, zoneRemarks(report.domain, translate));
  const wait = sayWait(seconds, translate);
  const lines = checkLines({
    said,
    zone: { heading: translate('health:page.zone', {}), text: zone, wait },
    verbose: given.has('verbose'),
    inOrder: (count) => words.text('check.in-order', { count }),
  });
  if (file === undefined) return succeeded(lines);
  const page = checkPage({ said, zone, wait, asked: report.asked, at: new Date(facts.at), language: words.locale }, translate);
  const written = await writeDocument(call, file, new TextEncoder().encode(page));
  return written.ok ? succeeded([...lines, '', words.text('check.written', { path: written.value })]) : written;
}
