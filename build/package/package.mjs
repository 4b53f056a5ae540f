import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild, ensurePackages, root } from '../scripts/setup.mjs';

/** `npm run package`: an application folder for this system in `release/`, or in `--output FOLDER`. */
const { values: options } = parseArgs({ options: { output: { type: 'string' } } });

ensurePackages();
const { ensureElectron } = await import('../scripts/electron-runtime.mjs');
await ensureElectron();
ensureBuild();

const dist = path.join(root, 'node_modules', 'electron', 'dist');
const electronVersion = readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
const { version: wanted } = JSON.parse(readFileSync(path.join(root, 'node_modules', 'electron', 'package.json'), 'utf8'));
const work = mkdtempSync(path.join(tmpdir(), 'mailramp-package-'));
try {
  const electronDist = path.join(work, 'electron');
  // electron-builder would carry the loader of development along.
  const left = ['version', path.join('resources', 'default_app.asar')].map((name) => path.join(electronDist, name));
  cpSync(dist, electronDist, { recursive: true, dereference: true });
  for (const file of left) rmSync(file, { force: true });
  const { build } = await import('electron-builder');
  const { packageConfig } = await import('./electron-builder.config.mjs');
  const output = options.output === undefined ? {} : { output: path.resolve(options.output) };
  await build({ config: packageConfig({ electronDist, electronVersion, ...output }), dir: true, publish: 'never' });
  if (electronVersion !== wanted)
    console.log(`This package holds Electron ${electronVersion}, the stand-in for ${wanted}: for trying, not for giving away.`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
