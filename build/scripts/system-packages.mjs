import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const program = (name, debian) => ({ debian, isHere: () => FOLDERS.some((folder) => existsSync(path.join(folder, name))) });
const library = (name, debian) => ({ debian, isHere: () => libraries().has(name) });
const file = (name, debian) => ({ debian, isHere: () => existsSync(name) });

const FOLDERS = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin', '/usr/lib/postfix/sbin', '/usr/lib/wine'];
const hasDisplay = () => Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const hasPostgres = () =>
  existsSync('/usr/lib/postgresql') &&
  readdirSync('/usr/lib/postgresql').some((version) => existsSync(`/usr/lib/postgresql/${version}/bin/initdb`));

const WINDOW = [
  library('libgtk-3.so.0', 'libgtk-3-0'),
  library('libnss3.so', 'libnss3'),
  library('libgbm.so.1', 'libgbm1'),
  library('libasound.so.2', 'libasound2'),
  library('libatspi.so.0', 'libatspi2.0-0'),
  library('libcups.so.2', 'libcups2'),
  library('libxkbcommon.so.0', 'libxkbcommon0'),
  { debian: 'xvfb', isHere: () => hasDisplay() || program('Xvfb', '').isHere() },
];

/** What each part of the project needs from the system, and which test suites stay out without it. */
const GROUPS = {
  window: { suites: ['e2e', 'clients', 'lab'], needs: WINDOW },
  clients: { suites: ['clients', 'lab'], needs: [program('thunderbird', 'thunderbird'), program('certutil', 'libnss3-tools')] },
  windows: {
    suites: ['windows', 'lab-windows'],
    needs: [program('wine', 'wine'), program('wineserver', 'wine64'), program('x86_64-w64-mingw32-gcc', 'gcc-mingw-w64-x86-64-win32')],
  },
  lab: {
    suites: ['lab', 'lab-windows'],
    // Servers: installed only where nothing starts them at the next boot.
    servers: true,
    needs: [
      program('knotd', 'knot'),
      program('unbound', 'unbound'),
      program('nginx', 'nginx'),
      program('postfix', 'postfix'),
      program('dovecot', 'dovecot-core'),
      file('/usr/lib/dovecot/imap', 'dovecot-imapd'),
      file('/usr/lib/dovecot/pop3', 'dovecot-pop3d'),
      file('/usr/lib/dovecot/lmtp', 'dovecot-lmtpd'),
      file('/usr/lib/dovecot/managesieve', 'dovecot-managesieved'),
      program('sogod', 'sogo'),
      file('/usr/lib/GNUstep/SOGo/ActiveSync.SOGo', 'sogo-activesync'),
      // sogo wants either this or systemd.
      program('tmpreaper', 'tmpreaper'),
      program('memcached', 'memcached'),
      { debian: 'postgresql', isHere: hasPostgres },
      program('openssl', 'openssl'),
      program('unshare', 'util-linux'),
      program('ip', 'iproute2'),
    ],
  },
};

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'];
const POLICY = '/usr/sbin/policy-rc.d';
let cache;

function libraries() {
  cache ??= new Set(
    (spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '').split('\n').map((line) => line.trim().split(' ')[0]),
  );
  return cache;
}

/** Debian packages of a group that are not there. */
export const missingPackages = (group) => GROUPS[group].needs.filter(({ isHere }) => !isHere()).map(({ debian }) => debian);

/**
 * Debian packages for `groups` (`window`, `clients`, `windows`, `lab`). Installs them when this is root with apt; otherwise says in one
 * sentence what to run. Resolves nothing by force: `missing` names, per test suite, what is still not there.
 */
export function ensureSystemPackages(groups) {
  if (process.platform !== 'linux') return { missing: groups.includes('clients') ? { clients: ['a Linux with thunderbird'] } : {} };
  const wanted = groups.filter((group) => missingPackages(group).length > 0);
  if (wanted.length > 0) {
    const installable = wanted.filter((group) => mayInstall(group));
    if (installable.length > 0) install(installable.flatMap(missingPackages));
    cache = undefined;
    tell(wanted.flatMap(missingPackages));
  }
  return { missing: missingBy(groups) };
}

function mayInstall(group) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  return GROUPS[group].servers !== true || !existsSync('/run/systemd/system');
}

function tell(packages) {
  const names = [...new Set(packages)];
  if (names.length === 0) return;
  console.log(`Some Debian packages are not installed; run: sudo apt-get install --no-install-recommends ${names.join(' ')}`);
}

function missingBy(groups) {
  const missing = {};
  for (const group of groups) {
    const packages = missingPackages(group);
    for (const suite of GROUPS[group].suites) missing[suite] = [...(missing[suite] ?? []), ...packages];
  }
  return missing;
}

/** Nothing that a package brings is started: the tests start their own servers with their own configuration. */
function install(packages) {
  const names = [...new Set(packages)];
  console.log(`Setting up: Debian packages ${names.join(', ')} …`);
  const ours = !existsSync(POLICY);
  // A signal must not leave the policy behind: it is heard when apt, which gets it as well, has ended.
  const end = () => process.exit(1);
  for (const signal of SIGNALS) process.on(signal, end);
  if (ours) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    apt(['update', '-qq']);
    apt(['install', '-y', '-qq', '--no-install-recommends', ...names]);
  } finally {
    if (ours) rmSync(POLICY);
    // Signals are heard once a turn; this turn's may be over.
    setImmediate(() => setImmediate(() => SIGNALS.forEach((signal) => process.off(signal, end))));
  }
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) console.error(stderr.trim().split('\n').slice(-3).join('\n'));
}
