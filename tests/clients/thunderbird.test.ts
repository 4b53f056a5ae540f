import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { effectivePrefs, parsePrefs, type PrefValue, thunderbird } from '../../electron/core/clients/thunderbird/index.ts';
import { createJournal } from '../../electron/core/clients/journal.ts';
import type { Account } from '../../electron/core/model/account.ts';
import type { Change } from '../../electron/core/model/plan.ts';
import type { World } from '../../electron/core/world/world.ts';
import { createMachine } from '../../electron/platform/machine/machine.ts';
import { systemClock } from '../../electron/platform/clock.ts';
import { service } from '../fakes/accounts.ts';
import { fakeWorld } from '../fakes/world.ts';
import { valueOf } from '../fakes/thunderbird.ts';
import { type Certificates, makeCertificates } from './certificates.ts';
import { type DavServer, startDavServer } from './dav-server.ts';
import { type Dovecot, startDovecot } from './dovecot.ts';
import {
  calendarTitles,
  cardNames,
  fetchInbox,
  goOnline,
  listAccounts,
  listOutgoing,
  profileFolder,
  savePassword,
  tryOutgoing,
} from './questions.ts';
import { type SmtpServer, startSmtpServer } from './smtp-server.ts';
import { endLeftovers, NAMES, requireProgram, trust, withThunderbird } from './thunderbird-run.ts';

const ANNA = 'anna@mailramp.test';
const BOB = 'bob@mailramp.test';
const USERS = { [ANNA]: 'anna "quoted" pass', [BOB]: 'bob-pass' };
const TLS = 3;
const STARTTLS = 2;

let folder = '';
let certificates: Certificates;
let dovecot: Dovecot;
let smtp: SmtpServer;
let dav: DavServer;

const at = (...parts: string[]): string => path.join(folder, ...parts);

/** The real machine, with a home folder of the test's own. */
function worldAt(home: string): World {
  mkdirSync(home, { recursive: true });
  return { ...fakeWorld(createMachine({ home, dataFolder: path.join(home, 'data') })), clock: systemClock, uuid: () => randomUUID() };
}

async function setUp(world: World, account: Account, profile?: string): Promise<Change> {
  const journal = createJournal(world.machine);
  const plan = valueOf(await thunderbird.plan(world, { account, ...(profile === undefined ? {} : { profile }) }));
  const change = valueOf(await thunderbird.apply(world, plan, { record: (one) => journal.record(one) }));
  valueOf(await thunderbird.verify(world, change));
  return change;
}

function prefsOf(profile: string): Map<string, PrefValue> {
  const parsed = parsePrefs(readFileSync(path.join(profile, 'prefs.js'), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  return effectivePrefs(parsed.value);
}

const annas = (more: Partial<Account> = {}): Account => ({
  address: ANNA,
  fullName: 'Anna "A" \\ Größe 😀',
  incoming: service('imap', dovecot.ports.imaps, 'tls', { host: 'imap.mailramp.test', username: ANNA }),
  outgoing: service('smtp', smtp.ports.smtps, 'tls', { host: 'smtp.mailramp.test', username: ANNA }),
  collections: [],
  ...more,
});

const bobs = (): Account =>
  annas({
    address: BOB,
    fullName: 'Bob',
    incoming: service('imap', dovecot.ports.imap, 'starttls', { host: 'imap.mailramp.test', username: BOB }),
    outgoing: service('smtp', smtp.ports.submission, 'starttls', { host: 'smtp.mailramp.test', username: BOB }),
  });

const loginOf = (user: string, port: number): RegExp =>
  new RegExp(`Login: user=<${user.replace('.', '\\.')}>, method=PLAIN, .*lport=${port}, .*TLS`);

describe.runIf(process.env['MAILRAMP_SKIP_CLIENTS'] !== '1')('the real Thunderbird', () => {
  beforeAll(async () => {
    requireProgram('thunderbird', 'thunderbird');
    requireProgram('dovecot', 'dovecot-imapd');
    requireProgram('certutil', 'libnss3-tools');
    requireProgram('openssl', 'openssl');
    folder = mkdtempSync(path.join(os.tmpdir(), 'mailramp-thunderbird-'));
    // Dovecot works as another user.
    chmodSync(folder, 0o755);
    certificates = makeCertificates(folder, NAMES);
    dovecot = await startDovecot(at('dovecot'), certificates, USERS);
    smtp = await startSmtpServer(certificates, USERS);
    dav = await startDavServer(certificates, USERS);
  });

  afterAll(async () => {
    endLeftovers();
    await Promise.all([dovecot, smtp, dav].map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  });

  test('logs in with what was written, shows mail, event and contact; a second account loses nothing; undo gives it back', async () => {
    const home = at('beside');
    const profile = path.join(home, 'profile');
    const world = worldAt(home);
    trust(profile, certificates.authority);
    const place = `https://dav.mailramp.test:${dav.port}`;
    await setUp(
      world,
      annas({
        caldav: service('caldav', dav.port, 'tls', { username: ANNA }),
        carddav: service('carddav', dav.port, 'tls', { username: ANNA }),
        collections: [
          { kind: 'calendar', url: `${place}/anna/cal/`, name: 'Work' },
          { kind: 'addressbook', url: `${place}/anna/book/`, name: 'People' },
        ],
      }),
      profile,
    );

    await withThunderbird({ home, profile }, async (it) => {
      expect(await listAccounts(it)).toEqual([
        {
          key: 'account1',
          type: 'imap',
          username: ANNA,
          host: 'imap.mailramp.test',
          port: dovecot.ports.imaps,
          socketType: TLS,
          authMethod: 3,
          identities: [{ email: ANNA, fullName: 'Anna "A" \\ Größe 😀', smtp: 'smtp1' }],
        },
      ]);
      expect(await listOutgoing(it)).toEqual([['smtp1', `smtp://anna%40mailramp.test@smtp.mailramp.test:${smtp.ports.smtps}/`, TLS, 3]]);
      for (const origin of ['imap://imap.mailramp.test', 'smtp://smtp.mailramp.test'])
        await savePassword(it, origin, origin, ANNA, USERS[ANNA]);
      await savePassword(it, place, 'Mailramp DAV', ANNA, USERS[ANNA]);
      const running = await thunderbird.apply(world, valueOf(await thunderbird.plan(world, { account: bobs(), profile })), {
        record: () => Promise.reject(new Error('nothing may be recorded')),
      });
      expect(running).toMatchObject({ ok: false, problem: { code: 'client-running', facts: { profile, pid: it.pid } } });
      await goOnline(it);
      expect(await fetchInbox(it, 'account1')).toEqual(['Welcome']);
      expect(await tryOutgoing(it, 'smtp1')).toBe('ready');
      expect(await calendarTitles(it, 'Work')).toEqual(['Works meeting']);
      expect(await cardNames(it, 'People')).toEqual(['Clara Contact']);
    });
    expect(dovecot.log()).toMatch(loginOf(ANNA, dovecot.ports.imaps));
    expect(dovecot.log()).toMatch(/ID sent: name=Thunderbird/);
    expect(smtp.log).toContain(`AUTH PLAIN ${ANNA} OK TLS`);
    for (const [, kind] of [...'cal book'.matchAll(/(\w+)/g)])
      expect(dav.log.join('\n')).toMatch(`REPORT /anna/${kind ?? ''}/ ${ANNA} Thunderbird/`);

    const before = prefsOf(profile);
    const second = await setUp(world, bobs(), profile);
    const after = prefsOf(profile);
    const changed = [...before].filter(([name, value]) => after.get(name) !== value).map(([name]) => name);
    expect(changed.sort()).toEqual(['mail.account.lastKey', 'mail.accountmanager.accounts', 'mail.smtpservers']);

    await withThunderbird({ home, profile }, async (it) => {
      expect((await listAccounts(it)).map(({ username, socketType }) => [username, socketType])).toEqual([
        [ANNA, TLS],
        [BOB, STARTTLS],
      ]);
      const bob = (await listAccounts(it))[1];
      for (const origin of ['imap://imap.mailramp.test', 'smtp://smtp.mailramp.test'])
        await savePassword(it, origin, origin, BOB, USERS[BOB]);
      await goOnline(it);
      expect(await fetchInbox(it, bob?.key ?? '')).toEqual(['Welcome']);
      expect(await fetchInbox(it, 'account1')).toEqual(['Welcome']);
      expect(await tryOutgoing(it, bob?.identities[0]?.smtp ?? '')).toBe('ready');
    });
    expect(dovecot.log()).toMatch(loginOf(BOB, dovecot.ports.imap));
    expect(smtp.log).toContain(`AUTH PLAIN ${BOB} OK TLS`);
    const kept = prefsOf(profile);
    const lost = [...before.keys()].filter(
      (name) => /^(mail\.(account|server|identity|smtp)|calendar\.registry|ldap_2)/.test(name) && !kept.has(name),
    );
    expect(lost).toEqual([]);

    valueOf(await thunderbird.undo(world, second));
    const left = [...prefsOf(profile)].filter(([name, value]) => /bob@|submission/.test(`${name} ${String(value)}`));
    expect(left).toEqual([]);
    await withThunderbird({ home, profile }, async (it) => {
      expect((await listAccounts(it)).map(({ username }) => username)).toEqual([ANNA]);
      await goOnline(it);
      expect(await fetchInbox(it, 'account1')).toEqual(['Welcome']);
    });
  });

  test('fetches by POP3 and leaves the mail on the server', async () => {
    const home = at('pop3');
    const profile = path.join(home, 'profile');
    trust(profile, certificates.authority);
    const incoming = service('pop3', dovecot.ports.pop3s, 'tls', { host: 'imap.mailramp.test', username: BOB });
    await setUp(worldAt(home), annas({ address: BOB, incoming }), profile);
    // Offline, POP3 would ask at the start whether to go online.
    const settings = { 'mail.server.server1.login_at_startup': false };
    await withThunderbird({ home, profile, settings }, async (it) => {
      expect((await listAccounts(it)).map(({ type, port, socketType }) => [type, port, socketType])).toEqual([
        ['pop3', dovecot.ports.pop3s, TLS],
      ]);
      await savePassword(it, 'mailbox://imap.mailramp.test', 'mailbox://imap.mailramp.test', BOB, USERS[BOB]);
      await goOnline(it);
      expect(await fetchInbox(it, 'account1')).toEqual(['Welcome']);
    });
    expect(dovecot.log()).toMatch(loginOf(BOB, dovecot.ports.pop3s));
    expect(dovecot.inbox(BOB)).toHaveLength(1);
  });

  test('that was never started uses the new profile at a plain start, and keeps it after an undo', async () => {
    const home = at('fresh');
    const world = worldAt(home);
    const change = await setUp(world, annas());
    const [made = ''] = valueOf(await thunderbird.verify(world, change)).map(({ facts }) => String(facts['folder']));
    expect(made.startsWith(path.join(home, '.thunderbird'))).toBe(true);
    const registry = readFileSync(path.join(home, '.thunderbird', 'profiles.ini'), 'utf8');
    await withThunderbird({ home, profile: made, args: [] }, async (it) => {
      expect(await profileFolder(it)).toBe(made);
      expect((await listAccounts(it)).map(({ username }) => username)).toEqual([ANNA]);
    });
    const sections = (text: string): string[] => text.match(/^\[.*\]$/gm)?.sort() ?? [];
    expect(sections(readFileSync(path.join(home, '.thunderbird', 'profiles.ini'), 'utf8'))).toEqual(sections(registry));
    expect(valueOf(await thunderbird.plan(world, { account: annas() })).alreadyThere).toBe(true);
    valueOf(await thunderbird.undo(world, change));
    expect([...prefsOf(made)].filter(([name, value]) => `${name} ${String(value)}`.includes(ANNA))).toEqual([]);
    await withThunderbird({ home, profile: made, args: [] }, async (it) => {
      expect([await profileFolder(it), await listAccounts(it)]).toEqual([made, []]);
    });
  });

  test('opens a profile whose writer was killed at any moment, and undo brings back what was there', async () => {
    const home = at('killed');
    const profile = path.join(home, 'profile');
    const world = worldAt(home);
    await setUp(world, annas(), profile);
    await withThunderbird({ home, profile }, async (it) => expect(await listAccounts(it)).toHaveLength(1));
    const before = prefsOf(profile);
    const writer = await bundled('writer.ts');
    const left: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await killedAfter(writer, ['--home', home, '--profile', profile, '--account', JSON.stringify(bobs())], Math.random() * 60);
      const after = prefsOf(profile);
      for (const [name, value] of before) if (!LISTS.includes(name)) expect(after.get(name)).toBe(value);
      const journal = createJournal(world.machine);
      expect(await journal.unreadable()).toEqual([]);
      left.push((await journal.list()).filter(({ state, address }) => address === BOB && state !== 'undone').length);
      if (round === ROUNDS - 1) break;
      await undoAll(world);
      expect(prefsOf(profile)).toEqual(before);
    }
    expect(Math.max(...left)).toBe(1);
    const listed = String(prefsOf(profile).get('mail.accountmanager.accounts')).split(',');
    await withThunderbird({ home, profile }, async (it) => expect(await listAccounts(it)).toHaveLength(listed.length - 1));
    await undoAll(world);
    await withThunderbird({ home, profile }, async (it) => {
      expect((await listAccounts(it)).map(({ username }) => username)).toEqual([ANNA]);
    });
  });

  test('is kept out while a profile is written', async () => {
    const home = at('locked');
    const profile = path.join(home, 'profile');
    const world = worldAt(home);
    await setUp(world, annas(), profile);
    const answer = await world.machine.locks.whileLocked(profile, () =>
      world.machine.processes.run('thunderbird', ['--headless', '--no-remote', '--profile', profile], {
        timeout: 20_000,
        env: { HOME: home },
      }),
    );
    expect(answer?.value.failure).toBeUndefined();
    expect(`${answer?.value.stdout} ${answer?.value.stderr}`).toContain('already running');
  });
});

/** How often the writer is killed. */
const ROUNDS = 14;
const LISTS = ['mail.account.lastKey', 'mail.accountmanager.accounts', 'mail.smtpservers'];

async function undoAll(world: World): Promise<void> {
  const journal = createJournal(world.machine);
  for (const change of await journal.list()) {
    if (change.address === BOB && change.state !== 'undone') await journal.record(valueOf(await thunderbird.undo(world, change)));
  }
}

/** One file for plain Node, below the repository so that it finds its packages. */
async function bundled(name: string): Promise<string> {
  const root = path.resolve(import.meta.dirname, '../..');
  const outDir = path.join(root, 'out', 'test-programs');
  await build({
    configFile: false,
    root,
    logLevel: 'silent',
    ssr: { noExternal: true, external: ['koffi'] },
    build: {
      ssr: path.join(import.meta.dirname, name),
      outDir,
      emptyOutDir: true,
      rollupOptions: { output: { entryFileNames: 'writer.mjs' } },
    },
  });
  return path.join(outDir, 'writer.mjs');
}

async function killedAfter(program: string, args: readonly string[], milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const exited = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), exited]);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  await exited;
  if (child.signalCode !== 'SIGKILL') throw new Error(complaint);
}
