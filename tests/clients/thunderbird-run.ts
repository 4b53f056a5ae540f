import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { connectMarionette, type Marionette } from './marionette.ts';
import { freePorts, waitFor } from './ports.ts';

/** Names of the servers in these tests; Thunderbird finds all of them at 127.0.0.1. */
export const NAMES = ['imap.mailramp.test', 'smtp.mailramp.test', 'dav.mailramp.test'];

const QUIET: Record<string, string | number | boolean> = {
  // Starts offline, so that no question for a password stands in the way of the remote control.
  'offline.startup_state': 3,
  'remote.prefs.recommended': false,
  'network.dns.localDomains': NAMES.join(','),
  'mail.shell.checkDefaultClient': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'toolkit.telemetry.enabled': false,
  'app.update.enabled': false,
  'app.donation.eoy.version.viewed': 999,
  'extensions.update.enabled': false,
  'mailnews.start_page.enabled': false,
  'mail.rights.version': 1,
  'mail.spotlight.firstRunDone': true,
  'browser.region.update.enabled': false,
  'services.settings.server': 'data:,',
  'mail.inappnotifications.enabled': false,
};

/** Makes Thunderbird trust this authority in a profile that it never opened. */
export function trust(profile: string, authority: string): void {
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  execFileSync('certutil', ['-N', '-d', `sql:${profile}`, '--empty-password'], { stdio: 'pipe' });
  execFileSync('certutil', ['-A', '-d', `sql:${profile}`, '-n', 'Mailramp test', '-t', 'C,,', '-i', authority], { stdio: 'pipe' });
}

const running = new Set<ChildProcess>();

/** Ends what a test that was given up left running. */
export function endLeftovers(): void {
  for (const child of running) child.kill('SIGKILL');
}

export interface Running extends Marionette {
  pid: number;
  output: () => string;
}

export interface Start {
  home: string;
  /** Where the test's own settings go. */
  profile: string;
  /** Undefined: a plain start, which has to find the profile itself. */
  args?: readonly string[];
  /** More of the test's own settings. */
  settings?: Record<string, string | number | boolean>;
}

/** Starts the real Thunderbird, does something with it, ends it, and waits until it is gone. */
export async function withThunderbird<Value>(
  { home, profile, args = ['--profile', profile], settings = {} }: Start,
  work: (it: Running) => Promise<Value>,
): Promise<Value> {
  const [port = 0] = await freePorts(1);
  const all = Object.entries({ ...QUIET, ...settings, 'marionette.port': port });
  writeFileSync(path.join(profile, 'user.js'), all.map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`).join(''));
  const log = path.join(home, 'thunderbird.log');
  mkdirSync(home, { recursive: true });
  appendFileSync(log, '');
  let output = '';
  const child = spawn('thunderbird', ['--marionette', '--remote-allow-system-access', '--no-remote', '--headless', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: home, MOZ_CRASHREPORTER_DISABLE: '1', NO_AT_BRIDGE: '1' },
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  running.add(child);
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  try {
    const marionette = await waitFor(
      () => {
        if (child.exitCode !== null) throw new Error(`Thunderbird ended with ${child.exitCode}. ${told(output)}`);
        return connectMarionette(port).catch(() => undefined);
      },
      () => told(output),
      60,
    );
    const result = await work({ ...marionette, pid: child.pid ?? 0, output: () => told(output) });
    await marionette.quit();
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
    const code = await exited;
    clearTimeout(late);
    if (code !== 0) throw new Error(`Thunderbird ended with ${code ?? 'a signal'}. ${told(output)}`);
    return result;
  } finally {
    running.delete(child);
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await exited;
    }
  }
}

/** What Thunderbird said, without the toolkit's complaints about a missing screen. */
const told = (output: string): string =>
  output
    .split('\n')
    .filter((line) => line.trim() !== '' && !/Gtk|glib|GTK|GDK/.test(line))
    .join('\n');

/** Says in a sentence what is missing for these tests. */
export function requireProgram(name: string, debianPackage: string): void {
  const found = (process.env['PATH'] ?? '')
    .split(':')
    .concat('/usr/sbin', '/usr/bin')
    .some((folder) => existsSync(path.join(folder, name)));
  if (!found)
    throw new Error(`These tests need the program "${name}": install the Debian package ${debianPackage}, or leave the suite out.`);
}
