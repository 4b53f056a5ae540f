import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

// Runs on a bare Node before any package is there: only Node's own modules may be imported here.

export const root = path.resolve(import.meta.dirname, '../..');

/** Runs a program to its end and shows what it says; ends this process in plain words when it fails. */
export function runOrStop(title, program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options });
  if (result.status === 0) return;
  console.error(`\n${title} failed (${result.error?.message ?? `exit code ${result.status ?? result.signal}`}).`);
  process.exit(typeof result.status === 'number' && result.status > 0 ? result.status : 1);
}

/** npm's packages, when what is installed is not what the lock file names. */
export function ensurePackages() {
  if (isInstalled()) return;
  const folder = path.join(root, 'node_modules');
  // npm would empty the folder behind the link, which belongs to somebody else.
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error(
      `node_modules is a link, and what it leads to is not what package-lock.json names. Remove the link (${folder}) and start again.`,
    );
    process.exit(1);
  }
  console.log('Setting up: packages …');
  runOrStop('Installing the packages', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    env: { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
  });
}

/** npm writes down what it installed; packages for other systems are optional and stay out. */
function isInstalled() {
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  let here;
  try {
    here = packagesOf(path.join(root, 'node_modules', '.package-lock.json'));
  } catch {
    // Not there, or cut off when the disk was full.
    return false;
  }
  const wanted = Object.entries(packagesOf(path.join(root, 'package-lock.json')));
  return wanted.every(([name, { version, optional }]) => name === '' || optional || here[name]?.version === version);
}

const SOURCES = ['electron', 'renderer', 'assets', 'tests/demo-host', 'vite.config.ts', 'package.json'];

const newest = (file) => {
  const facts = statSync(file, { throwIfNoEntry: false });
  if (facts === undefined) return 0;
  if (!facts.isDirectory()) return facts.mtimeMs;
  return Math.max(facts.mtimeMs, ...readdirSync(file).map((name) => newest(path.join(file, name))));
};

/** Builds every mouth into `out/`, when a source is newer than the last build. */
export function ensureBuild({ force = false } = {}) {
  const stamp = path.join(root, 'out', '.built');
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (!force && SOURCES.every((source) => newest(path.join(root, source)) <= built)) return;
  console.log('Building …');
  mkdirSync(path.join(root, 'out'), { recursive: true });
  runOrStop('Building', process.execPath, [path.join(root, 'node_modules/vite/bin/vite.js'), 'build', '--app', '--logLevel', 'error']);
  chmodSync(path.join(root, 'out', 'cli', 'mailramp.js'), 0o755);
  writeFileSync(stamp, '');
}
