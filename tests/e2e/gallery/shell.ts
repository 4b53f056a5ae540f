import { app, BrowserWindow, protocol, session as electronSession } from 'electron';
import { CONTENT_SCHEME, ORIGIN, serveContent } from '../../../electron/main/content.ts';

// A bare window that shows a folder under Mailramp's own scheme and content policy, with no other side behind it.
const folder = process.argv.find((argument) => argument.startsWith('--gallery='))?.slice('--gallery='.length) ?? '';

protocol.registerSchemesAsPrivileged([CONTENT_SCHEME]);
void app.whenReady().then(async () => {
  const session = electronSession.fromPartition('gallery');
  serveContent(session, folder);
  const window = new BrowserWindow({
    width: 920,
    height: 640,
    useContentSize: true,
    webPreferences: { session, sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  window.removeMenu();
  await window.loadURL(`${ORIGIN}/index.html`);
});
