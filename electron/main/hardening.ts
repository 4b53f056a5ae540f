import type { App, Session, WebContents } from 'electron';
import { isOurs } from './content.ts';
import type { Trail } from './trail.ts';

// Every power that a web page could ask for is refused; the window needs none of them.

/** Switches that open the window to other programs; an installed Mailramp does not start with them. */
const OPENING_SWITCHES = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'load-extension',
  'disable-web-security',
];

export function openingSwitch(app: App): string | undefined {
  return app.isPackaged ? OPENING_SWITCHES.find((name) => app.commandLine.hasSwitch(name)) : undefined;
}

/** No permission, no device, no download, no request but to the window's own scheme. */
export function hardenSession(session: Session, trail: Trail): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    trail.note('permission-refused', { permission });
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    trail.note('download-refused');
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !isOurs(details.url) && !details.url.startsWith('data:image/');
    if (cancel) trail.note('request-refused', { url: details.url.slice(0, 200), kind: details.resourceType });
    answer({ cancel });
  });
}

/** The page stays where it is: no navigation, no frame, no second window, no web view, no Bluetooth. */
export function hardenContents(contents: WebContents, trail: Trail): void {
  const refuse = (event: { preventDefault(): void }): void => {
    trail.note('navigation-refused');
    event.preventDefault();
  };
  contents.on('will-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-attach-webview', refuse);
  contents.on('select-bluetooth-device', (event, _devices, answer) => {
    event.preventDefault();
    answer('');
  });
  contents.setWindowOpenHandler(() => {
    trail.note('window-refused');
    return { action: 'deny' };
  });
}
