import { failed, type Outcome, succeeded } from '../../../model/outcome.ts';
import { problemOf, type Problem } from '../../../model/problem.ts';
import type { AgentAnswer } from '../../../world/windows.ts';
import { says } from '../dialogs/captions.ts';
import type { Control } from '../dialogs/controls.ts';
import type { Recognised } from '../dialogs/recognise.ts';
import { ID_CANCEL, ID_CLOSE } from '../dialogs/resolve.ts';
import type { WantedAccount } from '../wanted.ts';
import { deafWatch } from './deaf.ts';
import { ended } from './ended.ts';
import { press } from './fill-page.ts';
import type { Session } from './session.ts';

/** Nothing moved for this long, milliseconds: the test is over although no button says so. */
const STILL = 5_000;

/**
 * Watches Outlook's own test until it is over, then closes its window. A row that is known to have failed is a problem at
 * once; in an unknown language the page that comes next tells.
 */
export async function watchTest(
  session: Session,
  seen: Recognised,
  { incoming, outgoing }: WantedAccount,
): Promise<Outcome<true, Problem>> {
  const close = closeButton(seen);
  const isDeaf = deafWatch(session);
  let lastShape = '';
  let since = session.clock.now();
  const over = await session.wait(async () => {
    const now = await session.look({});
    if (now === 'gone') return { ended: 'gone' as const };
    if (isDeaf(now)) return { ended: 'hung' as const };
    if (typeof now === 'string') return undefined;
    // Another window is active: the test has closed itself, or something asks on top of it.
    if (now.window.handle !== seen.window.handle) return { moved: true as const };
    const lines = await rowsOf(session, now, seen.controls.rows);
    if (!lines.ok) return undefined;
    const buttons = now.anatomy.of('push');
    const shape = [...lines.value, ...buttons.map(({ handle, enabled }) => `${handle}${enabled}`)].join('\n');
    if (shape !== lastShape) since = session.clock.now();
    lastShape = shape;
    const stillFor = session.clock.now() - since;
    const still = stillFor >= STILL;
    const awake = buttons.filter(({ enabled }) => enabled);
    const known = buttons.find(({ handle }) => handle === close?.handle);
    const button = stillFor >= session.limits.test / 2 ? (takenForStop(awake, known) ?? known) : known;
    return button?.enabled === true && isOver(lines.value, buttons, button, still) ? { lines: lines.value, button } : undefined;
  }, session.limits.test);
  if (!over.ok) return failed(ended(over.reason, seen));
  if ('ended' in over.value) return failed(ended(over.value.ended, seen));
  if ('moved' in over.value) return succeeded(true);
  const { lines, button } = over.value;
  const bad = lines.findIndex((line) => statusOf(line) === 'failed');
  const good = lines.length > 0 && lines.every((line) => statusOf(line) === 'completed');
  const words = good ? '' : await errorWords(session, seen, lines, bad >= 0);
  const closed = await press(session, seen, 'close', button.handle);
  if (!closed.ok) return closed;
  if (bad >= 0) return failed(testFailed(words, { row: bad + 1, rows: lines.length }, bad > 0 ? (outgoing ?? incoming) : incoming));
  return good || reasonByNumber(words) === undefined ? succeeded(true) : failed(testFailed(words, {}, incoming));
}

/**
 * The test may have been over before it was first seen, and Stop was taken for Close; it may as well be waiting for a slow
 * server. Stop stands before Close in every known version: an only button that is awake and stands last is no Stop.
 */
function takenForStop(awake: readonly Control[], known: Control | undefined): Control | undefined {
  const [only] = awake;
  return awake.length === 1 && known?.enabled === false && only !== undefined && only.index > known.index ? only : undefined;
}

/**
 * The tasks and how far they are: rows of a list, or mere texts. The list that was there first stays the one with the tasks
 * when the window itself brings its errors to the front.
 */
async function rowsOf(session: Session, { anatomy, controls }: Recognised, first: Control | undefined): Promise<AgentAnswer<string[]>> {
  for (const list of [first, controls.rows]) {
    if (list === undefined) continue;
    const lines = await session.ask((limits) => session.windows.agent.lines(list.handle, limits));
    if (lines.ok || lines.reason !== 'gone') return lines;
  }
  const texts = anatomy.of('text').flatMap(({ caption }) => (caption.trim() === '' ? [] : [caption]));
  return { ok: true, value: texts };
}

/**
 * Stop is the one that works while the test runs, Close the one that does not; a known caption, or the number that Windows
 * itself gives to a button that closes, goes before that.
 */
function closeButton({ anatomy, controls }: Recognised): Control | undefined {
  const buttons = anatomy.of('push');
  const sure = buttons.find(({ caption }) => says(caption, 'close')) ?? buttons.find(({ id }) => id === ID_CANCEL || id === ID_CLOSE);
  if (sure !== undefined) return sure;
  const asleep = buttons.filter(({ enabled }) => !enabled);
  return buttons.length >= 2 && asleep.length === 1 ? asleep[0] : controls.close;
}

function isOver(rows: readonly string[], buttons: readonly Control[], close: Control, still: boolean): boolean {
  if (rows.length > 0 && rows.every((row) => ['completed', 'failed'].includes(statusOf(row)))) return true;
  if (rows.some((row) => statusOf(row) === 'running')) return false;
  const others = buttons.filter((button) => button !== close);
  const stopped = others.length > 0 && others.every(({ enabled }) => !enabled);
  return stopped || still;
}

/** The last part of a row that says something known, alone or with a number or reason after it. */
function statusOf(row: string): 'completed' | 'failed' | 'running' | 'unknown' {
  const parts = row.split(/[\t(:;,–]|\s-\s/).reverse();
  for (const status of ['failed', 'completed', 'running'] as const) {
    if (parts.some((part) => says(part, status))) return status;
  }
  return 'unknown';
}

/** Outlook's own numbers for what went wrong, where it shows them. */
const REFUSED = /0x800ccc(92|90|18|1a|78)|0x800cce05|0x80070005/i;
const UNREACHABLE = /0x800ccc(0e|0d|0f|1e|13|15|19)|0x80042108|0x8004210a/i;
/** What it says where it shows none. */
const SAYS_REFUSED =
  /rejected your (login|log ?on|password)|user ?name (and|or) password|password.{0,30}(incorrect|wrong|not correct|invalid)|authentication (failed|was refused)|(anmeldung|kennwort).{0,40}(abgelehnt|falsch|ungültig|nicht korrekt)|benutzernamens? (und|oder).{0,20}kennwort/i;
const SAYS_UNREACHABLE =
  /server.{0,40}(cannot|can't|could not|not) be found|(cannot|could not|unable to) (find|connect|contact|establish)|no response|not respond|connection.{0,30}(interrupted|lost|closed|refused|timed out)|server.{0,40}nicht gefunden|antwortet nicht|keine (antwort|verbindung)|verbindung.{0,60}(unterbrochen|getrennt|nicht)/i;
const LONGEST_WORDS = 4_000;

/** Everything the test's window says besides the names of its tasks: its texts, and its second tab, which holds the errors. */
async function errorWords(session: Session, seen: Recognised, lines: readonly string[], areTasks: boolean): Promise<string> {
  const { agent } = session.windows;
  const cells = areTasks ? lines.flatMap((line) => line.split('\t').slice(1)) : lines;
  const tab = seen.controls.tabs;
  if (tab !== undefined) await session.ask((limits) => agent.choose(tab.handle, { tab: 1 }, limits));
  const now = await session.look({});
  if (typeof now === 'string' || now.window.handle !== seen.window.handle) return cells.join('\n');
  const words: string[] = [];
  for (const { handle, kind, caption } of now.anatomy.visible) {
    if (kind === 'text' || kind === 'edit') {
      const said = caption === '' ? await session.ask((limits) => agent.read(handle, limits)) : undefined;
      words.push(said?.ok === true ? said.value : caption);
    } else if (kind === 'list') {
      const errors = await session.ask((limits) => agent.lines(handle, limits));
      if (errors.ok) words.push(...errors.value.filter((line) => !lines.includes(line)));
    }
  }
  return [...cells, ...words].join('\n').slice(0, LONGEST_WORDS);
}

/** The words decide and are forgotten: they may name the person. */
function testFailed(text: string, place: { row?: number; rows?: number }, { host, port, user }: WantedAccount['incoming']): Problem {
  const facts = { reason: 'test-failed', page: 'test', ...place, host, port, username: user };
  switch (reasonIn(text)) {
    case 'refused':
      return problemOf('password-wrong', facts, ['type-password-again', 'use-app-password']);
    case 'unreachable':
      return problemOf('cannot-connect', facts, ['retry-later', 'ask-provider']);
    case 'unclear':
      return problemOf('login-unclear', facts, ['retry', 'ask-provider', 'copy-report']);
  }
}

type Reason = 'refused' | 'unreachable' | 'unclear';

function reasonIn(text: string): Reason {
  const reason = reasonByNumber(text);
  if (reason !== undefined) return reason;
  if (SAYS_REFUSED.test(text)) return 'refused';
  return SAYS_UNREACHABLE.test(text) ? 'unreachable' : 'unclear';
}

/** Where no row says that it failed, a sentence may be advice that always stands there; a number never is. */
function reasonByNumber(text: string): Reason | undefined {
  if (REFUSED.test(text)) return 'refused';
  return UNREACHABLE.test(text) ? 'unreachable' : undefined;
}
