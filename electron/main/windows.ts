import { BrowserWindow, type Input, nativeTheme, type Session, type WebContents } from 'electron';
import { FIRST_PAGE, isOurs } from './content.ts';
import type { Trail } from './trail.ts';

// What is seen before the first page is drawn; the same as `--surface` in renderer/ui.
const BACKGROUND = { light: '#fafbfb', dark: '#15191a' };
const ZOOM_STEP = 0.5;
const MOST_ZOOM = 4;

export interface WindowOptions {
  title: string;
  session: Session;
  preload: string;
  packaged: boolean;
  trail: Trail;
  /** The page is gone: whoever waits for it need not. */
  onGone: () => void;
}

/** The one window. It remembers nothing and is shown when its first page is drawn. */
export function openWindow({ title, session, preload, packaged, trail, onGone }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 920,
    height: 640,
    minWidth: 720,
    minHeight: 540,
    center: true,
    show: false,
    title,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !packaged,
    },
  });
  window.removeMenu();
  window.once('ready-to-show', () => {
    window.show();
    trail.note('window-shown');
  });
  // The step names the window (call `nameStep`), the page does not.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.webContents.on('before-input-event', (event, input) => {
    if (zoom(window.webContents, input)) event.preventDefault();
  });
  // Chromium asks nobody before it goes to about:blank.
  window.webContents.on('did-navigate', (_event, url) => {
    if (!isOurs(url)) loadFirstPage(window, trail);
  });
  reloadOnce(window, trail, onGone);
  loadFirstPage(window, trail);
  return window;
}

function loadFirstPage(window: BrowserWindow, trail: Trail): void {
  void window.loadURL(FIRST_PAGE).catch((error: unknown) => trail.failure('page-not-loaded', error));
}

/** A crashed page is loaded anew, once and from its first step; a second crash ends the program. */
function reloadOnce(window: BrowserWindow, trail: Trail, onGone: () => void): void {
  let crashes = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    crashes += 1;
    trail.note('page-gone', { reason, crashes });
    onGone();
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    if (crashes > 1) window.destroy();
    else loadFirstPage(window, trail);
  });
}

/** There is no menu to carry the usual keys for larger and smaller. */
function zoom(contents: WebContents, input: Input): boolean {
  if (input.type !== 'keyDown' || input.alt || !(input.control || input.meta)) return false;
  const level = contents.getZoomLevel();
  if (input.key === '0') contents.setZoomLevel(0);
  else if (input.key === '+' || input.key === '=') contents.setZoomLevel(Math.min(level + ZOOM_STEP, MOST_ZOOM));
  else if (input.key === '-') contents.setZoomLevel(Math.max(level - ZOOM_STEP, 0));
  else return false;
  return true;
}

/** Brings the window of the running Mailramp to the front, when it is started a second time. */
export function showAgain(window: BrowserWindow | undefined): void {
  if (window === undefined || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
