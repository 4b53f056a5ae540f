import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { ExposedApi } from '../../electron/contract/calls.ts';
import { createBridge, exposedApi } from '../bridge/bridge.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import { pictureDrawer } from './picture-drawer.tsx';
import { paint } from './accent.ts';
import { App } from './app.tsx';
import { BrokenPage } from './error-boundary.tsx';
import { loadTexts } from './texts.ts';

/** The played other side, for development and photographs; a release build drops the branch and the file behind it. */
async function playedApi(): Promise<ExposedApi | undefined> {
  if (import.meta.env.MODE === 'production') return undefined;
  const { createFake, fakeOptionsFrom } = await import('../bridge/fake.ts');
  return createFake(fakeOptionsFrom(window.location.search));
}

async function open(): Promise<void> {
  const api = exposedApi() ?? (await playedApi());
  const root = document.getElementById('window');
  if (api === undefined || root === null) throw new Error('The window has no other side');
  const bridge = createBridge(api);
  const start = await bridge.call('start', {});
  const texts = await loadTexts(start.locale);
  document.documentElement.lang = start.locale;
  if (start.accent !== undefined) paint(document.documentElement, start.accent);
  document.documentElement.toggleAttribute('data-still', start.remoteSession);
  // Unhandled, so that it reaches the console and with it the trail.
  const onError = (error: unknown): void => queueMicrotask(() => reportError(error));
  createRoot(root).render(<App texts={texts} surroundings={{ bridge, start, drawPicture: pictureDrawer(start) }} onError={onError} />);
}

/** Without its other side the window can do nothing, but it can say so. */
async function sayBroken(error: unknown): Promise<void> {
  reportError(error);
  const root = document.getElementById('window');
  if (root === null) return;
  const texts = await loadTexts(navigator.language.startsWith('de') ? 'de' : 'en');
  createRoot(root).render(
    <I18nextProvider i18n={texts}>
      <BrokenPage />
    </I18nextProvider>,
  );
}

void open().catch(sayBroken);
