import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuild, ensurePackages, root } from './setup.mjs';

/**
 * `npm start`: sets up what is missing and opens the wizard. Without arguments a demo host on loopback answers, so that
 * the whole story can be tried without a mail server; with `-- --address you@company.example` the real world answers.
 */
const args = process.argv.slice(2);
ensurePackages();
const { ensureElectron } = await import('./electron-runtime.mjs');
const { ensureSystemPackages } = await import('./system-packages.mjs');
const { ensureDisplay } = await import('./display.mjs');
ensureSystemPackages(['window']);
await ensureElectron();
ensureBuild();

const display = await ensureDisplay();
if (display === undefined) {
  console.error('There is no display to open a window on, and no Xvfb. On Debian: apt-get install xvfb');
  process.exit(1);
}
if (display.virtual) console.log(`No display here: the window opens on a virtual one (DISPLAY=${display.env.DISPLAY}).`);

const folder = mkdtempSync(path.join(tmpdir(), 'mailramp-demo-'));
const announcement = path.join(folder, 'demo-host.json');
const demo = args.length === 0 ? await startDemoHost() : undefined;

const { default: electron } = await import('electron');
const env = { ...process.env, ...display.env };
if (process.platform === 'linux' && process.getuid?.() === 0) env.ELECTRON_DISABLE_SANDBOX = '1';
const shown = spawn(electron, ['--log-level=3', '.', ...(demo === undefined ? args : ['--demo-host', announcement])], {
  cwd: root,
  stdio: 'inherit',
  env,
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => shown.kill(signal));
const [code] = await once(shown, 'exit');
demo?.kill();
display.close();
rmSync(folder, { recursive: true, force: true });
process.exit(code ?? 0);

async function startDemoHost() {
  const host = spawn(process.execPath, [path.join(root, 'out/demo-host/demo-host.js'), '--announce', announcement], { stdio: 'inherit' });
  for (let waited = 0; waited < 200 && host.exitCode === null && !existsSync(announcement); waited += 1) {
    await new Promise((done) => setTimeout(done, 50));
  }
  if (existsSync(announcement)) return host;
  console.error('The demo host did not start; opening the wizard without it.');
  host.kill();
  return undefined;
}
