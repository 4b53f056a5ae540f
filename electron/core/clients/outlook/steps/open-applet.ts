import type { Machine } from '../../../world/machine.ts';
import { failed, type Outcome, succeeded } from '../../../model/outcome.ts';
import { problemOf, type Problem } from '../../../model/problem.ts';
import type { OfficeInstallation } from '../office-facts.ts';
import type { Recognised } from '../dialogs/recognise.ts';
import { closeDialogs } from './close-dialogs.ts';
import { ended } from './ended.ts';
import { isWorking } from './next-window.ts';
import { LIMITS, type Session } from './session.ts';

interface Opener {
  program: string;
  args: readonly string[];
}

/** How long a program that ended at once may take to leave a child behind, milliseconds. */
const HANDING_OVER = 2_000;

/** Ways to the Mail dialogs, the one that cannot miss the bitness first; a program that is not there is left out. */
export async function openersOf(installation: OfficeInstallation, machine: Machine): Promise<Opener[]> {
  const { program, applet, olcfg, bitness } = installation;
  const system = machine.env('SystemRoot') ?? machine.env('windir') ?? 'C:\\Windows';
  const control = machine.files.join(system, bitness === 32 ? 'SysWOW64' : 'System32', 'control.exe');
  const there = async (path: string): Promise<boolean> => (await machine.files.facts(path)) !== undefined;
  // On 32-bit Windows there is only one control.exe.
  const panel = (await there(control)) ? control : machine.files.join(system, 'System32', 'control.exe');
  return [
    ...((await there(program)) ? [{ program, args: ['/manageprofiles'] }] : []),
    ...(applet === undefined ? [] : [{ program: panel, args: [applet] }]),
    ...(olcfg === undefined ? [] : [{ program: olcfg, args: [] }]),
  ];
}

/** Opens the Mail dialogs by the first way that shows one of them; what a wrong way opened is closed again. */
export async function openApplet(
  session: Session,
  openers: readonly Opener[],
  onLaunch: () => Promise<void>,
): Promise<Outcome<Recognised, Problem>> {
  let reason: Problem = problemOf('control-not-found', { reason: 'no-opener', page: 'none' }, [
    'install-program',
    'set-up-by-hand',
    'copy-report',
  ]);
  for (const [place, opener] of openers.entries()) {
    const id = await session.launch(opener.program, opener.args);
    if (id === undefined) continue;
    await onLaunch();
    const opened = await firstDialog(session);
    await onLaunch();
    if (opened.ok && opened.value !== 'gone' && (isNamed(opened.value) || place === openers.length - 1)) return succeeded(opened.value);
    if (!opened.ok && (opened.reason === 'cancelled' || (await session.dialogs()).length > 0))
      return failed(ended(opened.reason, undefined));
    reason = opened.ok ? ended('gone', undefined) : ended(opened.reason, undefined);
    await closeDialogs(session);
  }
  return failed(reason);
}

/** A dialog that is known for what it is: one of Mail's, or a trouble with a name. Anything else may be the wrong way in. */
const isNamed = ({ page }: Recognised): boolean => page !== 'unknown' && page !== 'simplified';

/** One of the Mail dialogs; any other dialog is shown to the caller as it is, because it names the trouble. */
async function firstDialog(session: Session) {
  const started = session.clock.now();
  let seenBefore = '';
  let strangerSince: number | undefined;
  return session.wait(async (): Promise<Recognised | 'gone' | undefined> => {
    const now = await session.look({});
    if (now === 'gone') return session.clock.now() - started >= HANDING_OVER ? 'gone' : undefined;
    if (typeof now === 'string' || isWorking(now)) return undefined;
    const identity = `${now.window.handle}:${now.page}`;
    const settled = identity === seenBefore;
    seenBefore = identity;
    if (!settled) return undefined;
    if (now.page === 'mail' || now.page === 'mail-setup') return now;
    strangerSince ??= session.clock.now();
    return session.clock.now() - strangerSince >= LIMITS.unknown ? now : undefined;
  }, session.limits.page);
}
