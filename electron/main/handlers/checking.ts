import {
  absoluteLine,
  checkDomain as check,
  type CheckReport,
  type DomainFacts,
  expectationFrom,
  waitAfterChange,
  zoneFragment,
} from '../../core/domain-check/index.ts';
import { failed, type Outcome, succeeded } from '../../core/model/outcome.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { checkPage } from '../../wording/check-page.ts';
import { type SaidReport, sayReport, sayWait, zoneRemarks } from '../../wording/check-words.ts';
import type { Health, Input } from '../../contract/calls.ts';
import type { Handler } from '../answer.ts';
import type { Desk } from '../desk.ts';

/** Checks the domain of the address that was given last; what is expected is what the company set, else what discovery found. */
export const checkDomain =
  (desk: Desk): Handler<'checkDomain'> =>
  async ({ fresh }, { signal, emit }) => {
    const { session, policy, world, trail } = desk;
    const { address } = session;
    if (address === undefined) return failed(problemOf('usage', {}, ['retry']));
    const host = session.discovery?.recommended.incoming?.host;
    const expected = expectationFrom({ given: {}, policy: policy.values, found: { host, mailbox: address.text } });
    const result = await check(world, {
      domain: address.domain,
      expected,
      signal,
      fresh,
      onProgress: (progress) => emit('checkProgress', { ...progress }),
    });
    if (signal.aborted) return failed(problemOf('cancelled', {}, ['retry']));
    // The person may have gone to another address meanwhile.
    if (session.address === address) session.check = result;
    const { report } = result;
    trail.note('checked', { verdict: report.verdict, asked: report.asked, findings: troubles(report) });
    const waiting = waitIn(desk, result);
    return succeeded({
      ...bounded(inWords(desk, report)),
      zone: zoneOf(desk, result, MOST.zone),
      ...(waiting === undefined ? {} : { wait: waiting }),
    });
  };

const troubles = ({ findings }: CheckReport): string[] =>
  findings.filter(({ severity }) => severity === 'fail' || severity === 'warn').map(({ id }) => id);

const MOST = { rows: 500, fixes: 60, words: 4_000, zone: 60_000 } as const;

const shortened = (text: string): string => (text.length <= MOST.words ? text : `${text.slice(0, MOST.words - 1)}…`);

/** Strangers fill a report with as much as they like; the window is told as much as the contract takes. */
const bounded = ({ rows, ...said }: SaidReport): Omit<Health, 'zone'> => ({
  ...said,
  rows: rows.slice(0, MOST.rows).map(({ person, technical, fixes, ...row }) => ({
    ...row,
    person: shortened(person),
    technical: shortened(technical),
    fixes: fixes.slice(0, MOST.fixes).map(({ text, ...fix }) => ({ ...fix, text: shortened(text) })),
  })),
});

const inWords = ({ translate }: Desk, report: CheckReport): SaidReport => sayReport(report, translate, absoluteLine);

interface Checked {
  facts: DomainFacts;
  report: CheckReport;
}

const zoneOf = ({ translate }: Desk, { facts, report }: Checked, most?: number): string =>
  zoneFragment(report.findings, facts, zoneRemarks(report.domain, translate), most);

/** When the world sees what is published, as far as that can be told. */
const waitIn = ({ translate }: Desk, { facts, report }: Checked): string | undefined =>
  sayWait(waitAfterChange(report.findings, facts), translate);

/** The last check as a page for people or as what was asked, answered and found, for helpdesk. */
export const saveCheck =
  (desk: Desk): Handler<'saveCheck'> =>
  async ({ format }) => {
    const { session, shell, trail } = desk;
    if (session.check === undefined) return failed(problemOf('usage', {}, ['retry']));
    const path = await shell.askWhereToSave(`${session.check.report.domain}.${format}`);
    if (path === undefined) return succeeded({ saved: false });
    const written = await write(path, textOf(desk, session.check, format), desk);
    if (!written.ok) return written;
    trail.note('saved', { format: `check-${format}` });
    return succeeded({ saved: true, path });
  };

async function write(path: string, text: string, { world, trail }: Desk): Promise<Outcome<undefined, Problem>> {
  try {
    await world.machine.files.writeAtomic(path, text, 0o644);
    return succeeded(undefined);
  } catch (error) {
    trail.failure('not-saved', error);
    return failed(problemOf('file-unwritable', { path }, ['retry', 'copy-report']));
  }
}

function textOf(desk: Desk, result: Checked, format: Input<'saveCheck'>['format']): string {
  const { facts, report } = result;
  if (format === 'json') return `${JSON.stringify({ report, facts }, null, 1)}\n`;
  const { opening, translate } = desk;
  const page = {
    said: inWords(desk, report),
    zone: zoneOf(desk, result),
    wait: waitIn(desk, result),
    asked: report.asked,
    at: new Date(facts.at),
    language: opening.locale,
  };
  return checkPage(page, translate);
}
