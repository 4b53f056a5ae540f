import { problemOf, type Problem } from '../../model/problem.ts';
import type { World } from '../../world/world.ts';
import type { Windows } from '../../world/windows.ts';
import type { ApplyOptions } from '../client.ts';
import { forbids, readSwitches } from './detect/switches.ts';
import { readerOf } from './detect/registry-reading.ts';
import { titled } from './dialogs/captions.ts';
import type { OutlookKind } from './wanted.ts';

const APPLET_HOSTS = ['rundll32.exe', 'control.exe', 'olcfg.exe'];
const LOOK_AGAIN = 500;
const OUTLOOK = 'Outlook';
/** As the Control Panel calls it. */
export const APPLET = { program: 'Mail (Microsoft Outlook)', reason: 'mail-applet' } as const;

/** Everything that would make the dialogs fail or write to the wrong person, looked at before the first is opened. */
export async function precheck(
  world: World,
  windows: Windows,
  kind: OutlookKind,
  registryVersion: string,
  options: ApplyOptions,
): Promise<Problem | undefined> {
  const session = await windows.session();
  if (session.otherUser) return problemOf('elevation-mismatch', { reason: 'other-user' }, ['start-as-yourself', 'ask-administrator']);
  if (!session.desktop || session.locked) {
    return problemOf('no-desktop', { reason: session.locked ? 'locked' : 'none' }, ['unlock-computer', 'retry']);
  }
  const switches = await readSwitches(readerOf(windows.registry), registryVersion);
  if (forbids(switches, kind)) return problemOf('forbidden-by-policy', { protocol: kind }, ['choose-other-program', 'ask-administrator']);
  return waitUntilClosed(world, windows, options);
}

const outlookRuns = async (windows: Windows): Promise<boolean> =>
  (await windows.processes()).some(({ name }) => name.toLowerCase() === 'outlook.exe');

/** Nothing is ever killed: the person closes Outlook and its Mail dialogs, and Mailramp goes on by itself. */
async function waitUntilClosed({ clock }: World, windows: Windows, options: ApplyOptions): Promise<Problem | undefined> {
  const until = clock.now() + (options.waitForProgram ?? 0);
  let told = '';
  for (;;) {
    const open = await inTheWay(windows);
    if (options.signal?.aborted === true) return problemOf('cancelled', {}, ['retry']);
    if (open === undefined) return undefined;
    if (clock.now() >= until) return problemOf('client-running', open, ['close-program', 'retry']);
    if (told !== open.program) options.onWaiting?.(open.program);
    told = open.program;
    await clock.sleep(LOOK_AGAIN, options.signal);
  }
}

async function inTheWay(windows: Windows): Promise<{ program: string; reason?: string } | undefined> {
  if (await appletIsOpen(windows)) return APPLET;
  return (await outlookRuns(windows)) ? { program: OUTLOOK } : undefined;
}

/** Titles alone are read, nothing is sent to a window that is not ours. */
async function appletIsOpen(windows: Windows): Promise<boolean> {
  const open = await otherApplets(windows, []);
  return open.some((title) => titled(title, 'mail-setup') || titled(title, 'mail'));
}

/** Titles of dialogs in programs that host applets, except our own processes. */
export async function otherApplets(windows: Windows, own: readonly number[]): Promise<string[]> {
  const hosts = (await windows.processes()).filter(({ id, name }) => !own.includes(id) && APPLET_HOSTS.includes(name.toLowerCase()));
  if (hosts.length === 0) return [];
  const open = await windows.agent.windows(hosts.map(({ id }) => id));
  return open.filter(({ visible, className }) => visible && className === '#32770').map(({ title }) => title);
}
