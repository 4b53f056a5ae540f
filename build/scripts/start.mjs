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

let shown;
let demo;
/** Until the window is there, a signal ends everything at once; then the window ends first. A second one does not wait for it. */
let asked = false;
for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 })) {
  process.on(signal, () => {
    if (shown === undefined) process.exit(128 + number);
    // A window does not end with its terminal.
    shown.kill(asked ? 'SIGKILL' : 'SIGTERM');
    asked = true;
  });
}

const folder = mkdtempSync(path.join(tmpdir(), 'mailramp-demo-'));
process.once('exit', () => {
  demo?.kill();
  rmSync(folder, { recursive: true, force: true });
});

const display = await ensureDisplay();
if (display === undefined) {
  console.error('There is no display to open a window on, and no Xvfb. On Debian: apt-get install xvfb');
  process.exit(1);
}
if (display.virtual) console.log(`No display here: the window opens on a virtual one (DISPLAY=${display.env.DISPLAY}).`);

const announcement = path.join(folder, 'demo-host.json');
const hasDemo = args.length === 0 && (await startDemoHost());

const { default: electron } = await import('electron');
const env = { ...process.env, ...display.env };
if (process.platform === 'linux' && process.getuid?.() === 0) env.ELECTRON_DISABLE_SANDBOX = '1';
shown = spawn(electron, ['--log-level=3', '.', ...(hasDemo ? ['--demo-host', announcement] : args)], {
  cwd: root,
  stdio: 'inherit',
  env,
});
const [code] = await once(shown, 'exit');
process.exit(code ?? 0);

async function startDemoHost() {
  demo = spawn(process.execPath, [path.join(root, 'out/demo-host/demo-host.js'), '--announce', announcement], { stdio: 'inherit' });
  for (let waited = 0; waited < 200 && demo.exitCode === null && !existsSync(announcement); waited += 1) {
    await new Promise((done) => setTimeout(done, 50));
  }
  if (existsSync(announcement)) return true;
  console.error('The demo host did not start; opening the wizard without it.');
  demo.kill();
  return false;
}
