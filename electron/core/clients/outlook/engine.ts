import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import type { Secret } from '../../model/secret.ts';
import type { PageId, Role } from './dialogs/pages.ts';
import { after, decide, type Journey, journeyOf, type Move } from './dialogs/decide.ts';
import type { Recognised } from './dialogs/recognise.ts';
import { ended } from './steps/ended.ts';
import { fillPage, press } from './steps/fill-page.ts';
import { refuseExtras } from './steps/last-page.ts';
import { leaveProfiles } from './steps/leave-profiles.ts';
import { setMoreSettings } from './steps/more-settings.ts';
import { nextWindow } from './steps/next-window.ts';
import type { Session } from './steps/session.ts';
import { watchTest } from './steps/watch-test.ts';
import { serverText, type WantedAccount } from './wanted.ts';

export interface DialogRun {
  wanted: WantedAccount;
  password: Secret;
  route: Journey['route'];
  trustedHosts: readonly string[];
  makeDefault: boolean;
  /** Called when a page was left for good. */
  onPage?: (page: PageId) => void;
}

/** More pages than any wizard has: whoever comes round this often goes in circles. */
const MOST_MOVES = 40;

/**
 * Walks through the open dialogs until they are gone: recognise, decide, do, wait for what comes. Ends with the problem
 * that names the window it stopped at; what is open then is left open for the caller to close.
 */
export async function runDialogs(session: Session, opened: Recognised, run: DialogRun): Promise<Outcome<true, Problem>> {
  let journey = journeyOf(run.wanted.kind, run.route, run.trustedHosts);
  let seen = opened;
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    const move = decide(seen, journey);
    session.note(seen, didOf(move));
    if (move.kind === 'stop') return failed(problemOf(move.code, move.facts, nextSteps(move)));
    if (seen.page === 'done') await refuseExtras(session, seen);
    const done = await make(session, seen, move, run, journey);
    if (!done.ok) {
      const over =
        COVERED.includes(move.kind) && done.problem.code === 'control-not-found' ? await coveredBy(session, journey, seen) : undefined;
      if (over === undefined) return done;
      seen = over;
      continue;
    }
    journey = after(journey, seen, move);
    run.onPage?.(seen.page);
    const next = await nextWindow(session, journey, seen, limitAfter(session, seen, move));
    if (!next.ok) return next;
    if (next.value === 'gone') return journey.stage === 'finished' ? succeeded(true) : failed(ended('gone', seen));
    seen = next.value;
  }
  return failed(problemOf('unexpected-window', { window: seen.page, title: seen.window.title, reason: 'circle' }));
}

/** Moves that open no window before they are through: what comes meanwhile is a question of its own. */
const COVERED: readonly Move['kind'][] = ['press', 'fill', 'more-settings'];

/** The window that has opened over a page and keeps its controls asleep: it is answered first, and the page comes back. */
async function coveredBy(session: Session, journey: Journey, seen: Recognised): Promise<Recognised | undefined> {
  const { wizard = seen.wizard ? seen.window.handle : undefined } = journey;
  const known = wizard === undefined ? journey : { ...journey, wizard };
  const isOver = (now: Recognised | string): now is Recognised => typeof now !== 'string' && now.window.handle !== seen.window.handle;
  if (!isOver(await session.look(wizard === undefined ? {} : { wizard }))) return undefined;
  const next = await nextWindow(session, known, seen, session.limits.closing);
  return next.ok && isOver(next.value) ? next.value : undefined;
}

/** Outlook's own search and its own test take as long as the servers do. */
const limitAfter = ({ limits }: Session, seen: Recognised, move: Move): number =>
  move.kind === 'watch-test' || seen.page === 'auto' || seen.page === 'redirect-prompt' ? limits.test : limits.page;

function make(
  session: Session,
  seen: Recognised,
  move: Exclude<Move, { kind: 'stop' }>,
  run: DialogRun,
  journey: Journey,
): Promise<Outcome<true, Problem>> {
  switch (move.kind) {
    case 'press': {
      const control = seen.controls[move.button];
      return control === undefined ? Promise.resolve(failed(ended('not-found', seen))) : press(session, seen, move.button, control.handle);
    }
    case 'fill':
      return fillPage(session, {
        seen,
        move,
        text: (role) => textFor(role, run),
        line: (_role, lines) => lines.findIndex((line) => (run.wanted.kind === 'imap' ? /imap/i : /pop/i).test(line)),
        context: journey.wizard === undefined ? {} : { wizard: journey.wizard },
      });
    case 'more-settings':
      return setMoreSettings(session, seen, run.wanted);
    case 'watch-test':
      return watchTest(session, seen, run.wanted);
    case 'leave-profiles':
      return leaveProfiles(session, seen, run.makeDefault ? run.wanted.profile : undefined);
  }
}

/** The one place where the password becomes text: on its way into Outlook's own field. */
function textFor(role: Role, { wanted, password }: DialogRun): string {
  switch (role) {
    case 'profile-name':
      return wanted.profile;
    case 'name':
      return wanted.name;
    case 'address':
      return wanted.address;
    case 'password':
    case 'retype':
      return password.reveal();
    case 'server':
    case 'incoming':
      return serverText(wanted.incoming, wanted.kind);
    case 'outgoing':
      return wanted.outgoing?.host ?? '';
    case 'user':
      return wanted.incoming.user;
    default:
      throw new TypeError(`No text belongs into ${role}.`);
  }
}

function didOf(move: Move): string[] {
  switch (move.kind) {
    case 'press':
      return [`press:${move.button}`];
    case 'fill':
      return [...move.choices.map((role) => `choose:${role}`), ...move.fields.map((role) => `fill:${role}`), `press:${move.button}`];
    case 'stop':
      return [`stop:${move.code}`];
    default:
      return [move.kind];
  }
}

const nextSteps = (move: Extract<Move, { kind: 'stop' }>) =>
  move.code === 'login-unclear'
    ? (['retry', 'ask-provider', 'copy-report'] as const)
    : (['set-up-assisted', 'set-up-by-hand', 'copy-report'] as const);
