import type { WindowHandle, Windows } from '../../../world/windows.ts';
import type { World } from '../../../world/world.ts';
import type { OutlookChange } from '../change-data.ts';
import { findInstallations } from '../detect/installations.ts';
import { readerOf } from '../detect/registry-reading.ts';
import { titled } from '../dialogs/captions.ts';
import { asksToRemove, profileList } from '../dialogs/profile-list.ts';
import type { Recognised } from '../dialogs/recognise.ts';
import { otherApplets } from '../precheck.ts';
import { closeDialogs } from './close-dialogs.ts';
import { isWorking } from './next-window.ts';
import { openApplet, openersOf } from './open-applet.ts';
import { createSession, type Session } from './session.ts';

/** How long one window, and all of it together, may take, milliseconds: the registry way waits behind it. */
const PATIENCE = 10_000;
const ALTOGETHER = 30_000;

/**
 * Lets Outlook's own Mail applet remove the profile of a change, as a person would. True when its list lacks the profile
 * afterwards; false whatever else happened: then nothing but that profile can be gone, and all that was opened is closed.
 */
export async function removeInApplet(world: World, windows: Windows, data: OutlookChange): Promise<boolean> {
  const over = new AbortController();
  const done = new AbortController();
  const session = createSession(windows, world.clock, {
    signal: over.signal,
    limit: PATIENCE,
    hide: [
      [data.wanted.profile, 'profile'],
      [data.wanted.address, 'address'],
    ],
  });
  void world.clock.sleep(ALTOGETHER, done.signal).then(() => over.abort());
  try {
    return await quietly(async () => (await isFree(windows)) && (await walk(world, session, data)));
  } finally {
    await quietly(() => closeDialogs(session.withoutSignal()));
    done.abort();
  }
}

/** Taking back must not become less reliable by this way: whatever it breaks at, the registry way follows. */
const quietly = (work: () => Promise<boolean>): Promise<boolean> => work().catch(() => false);

/** A desktop of one's own, without a Mail dialog that somebody else has opened. */
async function isFree(windows: Windows): Promise<boolean> {
  const { otherUser, desktop, locked } = await windows.session();
  if (otherUser || !desktop || locked) return false;
  return !(await otherApplets(windows, [])).some((title) => titled(title, 'mail-setup') || titled(title, 'mail'));
}

async function walk(world: World, session: Session, { program, registryVersion, wanted }: OutlookChange): Promise<boolean> {
  const { windows } = session;
  const all = await findInstallations(readerOf(windows.registry), world.machine.files);
  const own = all.find((one) => one.program.toLowerCase() === program.toLowerCase() && one.registryVersion === registryVersion);
  if (own === undefined) return false;
  const opened = await openApplet(session, await openersOf(own, world.machine), () => Promise.resolve());
  if (!opened.ok) return false;
  if ((await otherApplets(windows, await session.follow())).includes(opened.value.window.title)) return false;
  const list = await toProfiles(session, opened.value);
  return list !== undefined && remove(session, list, wanted.profile);
}

/** Mail Setup comes before the list of profiles where there is a profile already. */
async function toProfiles(session: Session, opened: Recognised): Promise<Recognised | undefined> {
  if (opened.page === 'mail') return opened;
  const show = opened.page === 'mail-setup' ? opened.controls.profiles : undefined;
  if (show === undefined || !(await press(session, show.handle))) return undefined;
  const come = await nextOf(session, opened.window.handle);
  return come?.page === 'mail' ? come : undefined;
}

async function remove(session: Session, list: Recognised, profile: string): Promise<boolean> {
  const found = profileList(list);
  if (found === undefined) return false;
  const { agent } = session.windows;
  const names = async (): Promise<string[]> => {
    const read = await session.ask((limits) => agent.lines(found.lines.handle, limits));
    return read.ok ? read.value : [];
  };
  const before = await names();
  const place = before.indexOf(profile);
  if (place < 0 || before.lastIndexOf(profile) !== place) return false;
  const chosen = await session.ask((limits) => agent.choose(found.lines.handle, { line: place }, limits));
  if (!chosen.ok || (await names())[place] !== profile || !(await press(session, found.remove.handle))) return false;
  const asked = await nextOf(session, list.window.handle);
  const others = before.filter((name) => name !== profile);
  const yes = asked !== undefined && asksToRemove(asked, profile, others) ? asked.controls.yes : undefined;
  if (yes === undefined || !(await press(session, yes.handle))) return false;
  const gone = await session.wait(async () => {
    const now = await session.look({});
    return typeof now !== 'string' && now.window.handle === list.window.handle && !(await names()).includes(profile) ? true : undefined;
  }, session.limits.page);
  return gone.ok;
}

const press = async (session: Session, handle: WindowHandle): Promise<boolean> =>
  (await session.ask((limits) => session.windows.agent.press(handle, limits))).ok;

/** The window that comes instead of another and stands still for two looks. */
async function nextOf(session: Session, previous: WindowHandle): Promise<Recognised | undefined> {
  let last: WindowHandle | undefined;
  const come = await session.wait(async () => {
    const now = await session.look({});
    const next = typeof now === 'string' || now.window.handle === previous || isWorking(now) ? undefined : now;
    const settled = next !== undefined && next.window.handle === last;
    last = next?.window.handle;
    return settled ? next : undefined;
  }, session.limits.page);
  return come.ok ? come.value : undefined;
}
