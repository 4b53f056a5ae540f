import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { app, type BrowserWindow, protocol, session as electronSession } from 'electron';
import { readCommandLine } from './command-line.ts';
import { CONTENT_SCHEME, serveContent } from './content.ts';
import { type Counter, openCounter } from './answer.ts';
import type { DeskOptions } from './open-desk.ts';
import { listenAtDoor } from './door.ts';
import { filmFolder, prepareFilmRun } from './film/film-switch.ts';
import { hardenContents, hardenSession, openingSwitch } from './hardening.ts';
import { operatingSystem } from '../platform/machine/operating-system.ts';
import { isRemoteSession } from '../platform/machine/remote-session.ts';
import { newReference, newSession } from './session.ts';
import { openTrail } from './trail.ts';
import { openWindow, showAgain } from './windows.ts';

const root = path.join(import.meta.dirname, '..');
let shown: BrowserWindow | undefined;

// Everything before `whenReady` has to happen in the first turn: scheme and lock cannot be set later.
const opening = openingSwitch(app);
const film = filmFolder(process.argv.slice(1));
if (opening !== undefined) {
  process.stderr.write(`--${opening}\n`);
  app.exit(2);
} else if (film !== undefined) {
  protocol.registerSchemesAsPrivileged([CONTENT_SCHEME]);
  prepareFilmRun(app, film);
  app
    .whenReady()
    .then(() => import('./film/film-run.ts'))
    .then(({ runFilm }) => runFilm(app, film, path.join(root, 'renderer')))
    .catch(endWith);
} else if (app.requestSingleInstanceLock()) {
  prepare();
  app.whenReady().then(open).catch(endWith);
} else {
  app.exit(0);
}

function prepare(): void {
  protocol.registerSchemesAsPrivileged([CONTENT_SCHEME]);
  if (isRemoteSession(operatingSystem, (name) => process.env[name])) app.disableHardwareAcceleration();
  app.on('second-instance', () => {
    // The window is closed, and what it was doing is still being taken back: it opens again after that.
    if (shown?.isDestroyed() === true) app.relaunch();
    else showAgain(shown);
  });
}

/** Dialogs of a mail program may be slow to close, milliseconds. What is not taken back by then is found at the next start. */
const LONGEST_END = 90_000;

/** Whoever closes the window in the middle of a set-up gets everything taken back before Mailramp ends. */
async function quitWhenDone(counter: Promise<Counter>): Promise<void> {
  const end = counter.then((one) => one.end()).catch(() => undefined);
  await Promise.race([end, setTimeout(LONGEST_END, undefined, { ref: false })]);
  app.quit();
}

async function open(): Promise<void> {
  const launch = readCommandLine(process.argv.slice(1), app.isPackaged);
  const reference = newReference(randomBytes(6));
  const trail = openTrail({ folder: path.join(app.getPath('userData'), 'logs'), home: homedir(), reference, now: () => new Date() });
  trail.note('started', { version: app.getVersion(), electron: process.versions.electron, os: process.platform, ignored: launch.ignored });
  for (const name of launch.ignored) process.stderr.write(`ignored: ${name}\n`);
  process.on('uncaughtException', (error) => trail.failure('uncaught', error));
  process.on('unhandledRejection', (error) => trail.failure('unhandled', error));
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, trail));

  // Kept in memory only: no cache, no cookie and no storage of the window touches the disk.
  const session = electronSession.fromPartition('window');
  hardenSession(session, trail);
  serveContent(session, path.join(root, 'renderer'));

  // The window opens while everything that knows about mail is still being loaded; its first call waits for that.
  const counter = openOffice({ launch, session, trail, run: newSession(reference), window: () => shown });
  app.on('window-all-closed', () => void quitWhenDone(counter));
  listenAtDoor(counter, () => shown?.webContents);
  shown = openWindow({
    title: app.name,
    session,
    preload: path.join(root, 'preload', 'preload.cjs'),
    packaged: app.isPackaged,
    trail,
    onGone: () => void counter.then(({ cancelAll }) => cancelAll(), endWith),
  });
  await counter;
}

async function openOffice(options: DeskOptions): Promise<Counter> {
  const [{ openDesk }, { answersOf }] = await Promise.all([import('./open-desk.ts'), import('./handlers/answers.ts')]);
  return openCounter(answersOf(await openDesk(options)), options.trail);
}

function endWith(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  app.exit(1);
}
