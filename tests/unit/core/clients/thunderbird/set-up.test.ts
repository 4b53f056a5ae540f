import { describe, expect, test } from 'vitest';
import type { Account } from '../../../../../electron/core/model/account.ts';
import { thunderbird } from '../../../../../electron/core/clients/thunderbird/index.ts';
import { annasAccount, annasAccountWithout, service } from '../../../../fakes/accounts.ts';
import {
  freshThunderbird,
  kindsOf,
  LIVED_IN,
  livedInThunderbird,
  prefsIn,
  PROFILE,
  recorder,
  ROOT,
  type ThunderbirdWorld,
  valueOf,
} from '../../../../fakes/thunderbird.ts';

const COLLECTIONS: Account['collections'] = [
  { kind: 'calendar', url: 'https://mail.firma.example/SOGo/dav/anna@firma.example/Calendar/personal/', name: 'Personal' },
  { kind: 'addressbook', url: 'https://mail.firma.example/SOGo/dav/anna@firma.example/Contacts/personal/', name: 'People' },
];

const planFor = async (world: ThunderbirdWorld, account: Account = annasAccount(), profile?: string) =>
  valueOf(await thunderbird.plan(world, { account, ...(profile === undefined ? {} : { profile }) }));

async function setUp(world: ThunderbirdWorld, account: Account = annasAccount(), profile?: string) {
  const journal = recorder();
  const plan = await planFor(world, account, profile);
  const done: number[] = [];
  const change = valueOf(await thunderbird.apply(world, plan, { record: journal.record, onStep: (index) => done.push(index) }));
  return { plan, change, journal, done };
}

describe('an account beside another one', () => {
  test('is added before Local Folders, with keys nobody uses, and nothing else changes', async () => {
    const world = livedInThunderbird();
    const before = prefsIn(world);
    const { plan, change, done } = await setUp(world);
    const after = prefsIn(world);
    expect(kindsOf(plan)).toEqual(['use-profile', 'back-up-file', 'add-account', 'add-outgoing-server', 'ask-password-later']);
    expect(done).toEqual([0, 1, 2, 3]);
    const changed = [...before].filter(([name, value]) => after.get(name) !== value).map(([name]) => name);
    expect(changed.sort()).toEqual(['mail.account.lastKey', 'mail.accountmanager.accounts', 'mail.smtpservers']);
    expect(after.get('mail.accountmanager.accounts')).toBe('account1,account3,account2');
    expect(Object.fromEntries([...after].filter(([name]) => !before.has(name)))).toMatchObject({
      'mail.account.account3.server': 'server3',
      'mail.account.account3.identities': 'id2',
      'mail.server.server3.type': 'imap',
      'mail.server.server3.hostname': 'mail.firma.example',
      'mail.server.server3.userName': 'anna@firma.example',
      'mail.server.server3.port': 993,
      'mail.server.server3.socketType': 3,
      'mail.server.server3.authMethod': 3,
      'mail.identity.id2.fullName': 'Anna Beispiel',
      'mail.identity.id2.smtpServer': 'smtp2',
      'mail.smtpserver.smtp2.port': 465,
      'mail.smtpserver.smtp2.try_ssl': 3,
    });
    expect(change.state).toBe('written');
    expect(world.machine.disk.get(PROFILE + '/prefs.js')?.startsWith(LIVED_IN.slice(0, 300))).toBe(true);
  });

  test('tells each step when it is done: the copy before the file is written, the rest when it was read back', async () => {
    const world = livedInThunderbird();
    const journal = recorder();
    const told: string[] = [];
    world.machine.beforeWrite = (_, path) => {
      if (path === `${PROFILE}/prefs.js`) told.push('write');
    };
    const plan = await planFor(world);
    valueOf(await thunderbird.apply(world, plan, { record: journal.record, onStep: (index) => told.push(plan.steps[index]?.kind ?? '') }));
    expect(told).toEqual(['use-profile', 'back-up-file', 'write', 'add-account', 'add-outgoing-server']);
  });

  test('keeps a copy of the former file beside it', async () => {
    const world = livedInThunderbird();
    await setUp(world);
    const copies = [...world.machine.disk.keys()].filter((path) => path.includes('before-mailramp'));
    expect(copies).toEqual([`${PROFILE}/prefs.js.before-mailramp-20260115T090000Z`]);
    expect(world.machine.disk.get(copies[0] ?? '')).toBe(LIVED_IN);
  });

  test('is recorded with every setting before anything is written', async () => {
    const world = livedInThunderbird();
    const journal = recorder();
    world.machine.beforeWrite = () => expect(journal.states.map(({ state }) => state)).toEqual(['started']);
    await thunderbird.apply(world, await planFor(world), { record: journal.record });
    expect(journal.states.map(({ state }) => state)).toEqual(['started', 'written']);
    expect(JSON.stringify(journal.states[0])).toContain('mail.server.server3.hostname');
  });

  test('a second time is "already there"', async () => {
    const world = livedInThunderbird();
    await setUp(world, annasAccount({ collections: COLLECTIONS }));
    const shouted = service('imap', 993, 'tls', { host: 'MAIL.firma.example' });
    const again = await planFor(world, annasAccount({ incoming: shouted, collections: COLLECTIONS }));
    expect(again.alreadyThere).toBe(true);
    expect(kindsOf(again)).toEqual(['already-there', 'already-there', 'already-there']);
  });

  test('another protocol or user is another account', async () => {
    const world = livedInThunderbird();
    await setUp(world);
    for (const incoming of [service('pop3', 995), service('imap', 993, 'tls', { username: 'team' })]) {
      expect((await planFor(world, annasAccount({ incoming }))).alreadyThere).toBe(false);
    }
  });

  test('another port is not: Thunderbird would mix the folders of the two', async () => {
    const world = livedInThunderbird();
    await setUp(world);
    expect((await planFor(world, annasAccount({ incoming: service('imap', 143, 'starttls') }))).alreadyThere).toBe(true);
  });

  test('an outgoing server that is there is used again, but not one without protection', async () => {
    const world = livedInThunderbird();
    const outgoing = service('smtp', 465, 'tls', { host: 'SMTP.other.example', username: 'bob@other.example' });
    const { plan } = await setUp(world, annasAccount({ outgoing }));
    expect(kindsOf(plan)).toContain('reuse-outgoing-server');
    expect(prefsIn(world).get('mail.smtpservers')).toBe('smtp1');
    expect(prefsIn(world).get('mail.identity.id2.smtpServer')).toBe('smtp1');
    const weak = livedInThunderbird(LIVED_IN.replace('try_ssl", 3', 'try_ssl", 0'));
    expect(kindsOf(await planFor(weak, annasAccount({ outgoing })))).toContain('add-outgoing-server');
  });
});

describe('what is written', () => {
  test('POP3 keeps mail on the server', async () => {
    const world = freshThunderbird();
    const { change } = await setUp(world, annasAccount({ incoming: service('pop3', 995) }), '/home/anna/mail-profile');
    const prefs = prefsIn(world, '/home/anna/mail-profile');
    expect(prefs.get('mail.server.server1.leave_on_server')).toBe(true);
    expect(prefs.get('mail.server.server1.num_days_to_leave_on_server')).toBe(14);
    expect((await thunderbird.verify(world, change)).ok).toBe(true);
  });

  test('calendars and address books are added once, and none without protection', async () => {
    const world = livedInThunderbird();
    const open = { kind: 'calendar' as const, url: 'http://mail.firma.example/plain/', name: 'Plain' };
    const { plan } = await setUp(world, annasAccount({ collections: [...COLLECTIONS, ...COLLECTIONS, open] }));
    expect(kindsOf(plan).filter((kind) => kind.startsWith('add-'))).toEqual([
      'add-account',
      'add-outgoing-server',
      'add-calendar',
      'add-address-book',
    ]);
    const prefs = prefsIn(world);
    const [first = '', id = ''] = String(prefs.get('calendar.list.sortOrder')).split(' ');
    expect(first).toBe('11111111-1111-4111-8111-111111111111');
    expect(prefs.get(`calendar.registry.${id}.type`)).toBe('caldav');
    expect(prefs.get(`calendar.registry.${id}.imip.identity.key`)).toBe('id2');
    expect(prefs.get(`calendar.registry.${id}.refreshInterval`)).toBe('30');
    const book = [...prefs].find(([name]) => name.endsWith('.carddav.url'))?.[0].split('.')[2] ?? '';
    expect(prefs.get(`ldap_2.servers.${book}.dirType`)).toBe(102);
    expect(prefs.get(`ldap_2.servers.${book}.filename`)).toBe('abook-1.sqlite');
  });

  test('calendars are added to an account that was there already', async () => {
    const world = livedInThunderbird();
    await setUp(world);
    const { plan } = await setUp(world, annasAccount({ collections: COLLECTIONS }));
    expect(kindsOf(plan)).toEqual([
      'use-profile',
      'back-up-file',
      'already-there',
      'add-calendar',
      'add-address-book',
      'ask-password-later',
    ]);
    expect([...prefsIn(world)].filter(([name]) => name.endsWith('imip.identity.key')).map(([, value]) => value)).toEqual(['id2']);
  });

  test('OAuth only where Thunderbird can do it', async () => {
    const authentication: ['oauth2', 'password-cleartext'] = ['oauth2', 'password-cleartext'];
    const methods = async (host: string) => {
      const world = livedInThunderbird();
      await setUp(world, annasAccount({ incoming: service('imap', 993, 'tls', { host, authentication }) }));
      return [prefsIn(world).get('mail.server.server3.authMethod'), prefsIn(world).get('mail.server.server3.is_gmail')];
    };
    expect(await methods('imap.gmail.com')).toEqual([10, true]);
    expect(await methods('outlook.office365.com')).toEqual([10, undefined]);
    expect(await methods('notgmail.com')).toEqual([3, undefined]);
  });

  test('names of any kind arrive as one line', async () => {
    const world = livedInThunderbird();
    await setUp(world, annasAccount({ fullName: ' Anna "A" \\ Größe 😀\r\nuser_pref("evil", 1); \ud800' }));
    expect(prefsIn(world).get('mail.identity.id2.fullName')).toBe('Anna "A" \\ Größe 😀 user_pref("evil", 1);');
    expect(prefsIn(world).has('evil')).toBe(false);
  });

  test('nothing without protection, and nothing without a server for outgoing mail', async () => {
    const world = livedInThunderbird();
    const refused = async (account: Account) => await thunderbird.plan(world, { account });
    expect(await refused(annasAccount({ incoming: service('imap', 143, 'none') }))).toMatchObject({ problem: { code: 'service-missing' } });
    expect(await refused(annasAccountWithout('outgoing'))).toMatchObject({
      problem: { code: 'service-missing', facts: { protocol: 'smtp' } },
    });
  });
});

describe('a computer on which Thunderbird was never started', () => {
  test('gets a profile that a plain start will use', async () => {
    const world = freshThunderbird();
    const { plan, change } = await setUp(world);
    expect(kindsOf(plan)).toEqual(['create-profile', 'add-account', 'add-outgoing-server', 'ask-password-later']);
    expect(world.machine.disk.get(`${ROOT}/profiles.ini`)).toBe(
      [
        '[General]',
        'StartWithLastProfile=1',
        'Version=2',
        '',
        '[Profile0]',
        'Name=default',
        'IsRelative=1',
        'Path=00000000.default',
        'Default=1',
        '',
        '[InstallFDC34C9F024745EB]',
        'Default=00000000.default',
        'Locked=1',
        '',
      ].join('\n'),
    );
    const prefs = prefsIn(world, `${ROOT}/00000000.default`);
    expect(prefs.get('mail.accountmanager.defaultaccount')).toBe('account1');
    expect(prefs.get('mail.smtp.defaultserver')).toBe('smtp1');
    expect(valueOf(await thunderbird.verify(world, change)).map(({ kind }) => kind)).toEqual([
      'profile-in-list',
      'account-in-profile',
      'outgoing-server-in-profile',
    ]);
    expect(await thunderbird.open(world, change)).toBe(true);
    expect(world.machine.started).toEqual([{ program: '/usr/bin/thunderbird', args: ['-P', 'default'] }]);
  });

  test('a folder that is not there yet becomes a profile of its own, entered nowhere', async () => {
    const world = freshThunderbird();
    const { change } = await setUp(world, annasAccount(), '/data/profile');
    expect(world.machine.disk.has(`${ROOT}/profiles.ini`)).toBe(false);
    expect(world.machine.modes.get('/data/profile')).toBe(0o700);
    await thunderbird.open(world, change);
    expect(world.machine.started).toEqual([{ program: '/usr/bin/thunderbird', args: ['--profile', '/data/profile'] }]);
  });

  test('one that it made itself since the plan is not pushed aside', async () => {
    const world = freshThunderbird();
    const plan = await planFor(world);
    const made = livedInThunderbird().machine.disk;
    for (const path of [`${ROOT}/profiles.ini`, `${PROFILE}/prefs.js`]) world.machine.disk.set(path, made.get(path) ?? '');
    world.machine.folders.add(PROFILE);
    const journal = recorder();
    expect(await thunderbird.apply(world, plan, { record: journal.record })).toMatchObject({ problem: { code: 'profile-changed' } });
    expect(journal.states).toEqual([]);
  });
});

describe('nothing is written', () => {
  const untouched = async (world: ThunderbirdWorld, act: (world: ThunderbirdWorld) => Promise<unknown>) => {
    const before = new Map(world.machine.disk);
    const answer = await act(world);
    expect(world.machine.disk).toEqual(before);
    return answer;
  };
  const apply = async (world: ThunderbirdWorld) => {
    const plan = await planFor(world);
    return thunderbird.apply(world, plan, { record: recorder().record });
  };

  test('by a plan', async () => {
    await untouched(livedInThunderbird(), (world) => planFor(world));
    await untouched(freshThunderbird(), (world) => planFor(world));
  });

  test('while Thunderbird runs', async () => {
    const world = livedInThunderbird(LIVED_IN, { running: { [PROFILE]: 4711 } });
    expect(await untouched(world, apply)).toEqual({
      ok: false,
      problem: {
        code: 'client-running',
        whose: 'you',
        facts: { program: 'Thunderbird', profile: PROFILE, pid: 4711 },
        next: ['close-program', 'retry'],
      },
    });
  });

  test('when Thunderbird starts in the last moment, and no trace is left', async () => {
    const world = livedInThunderbird(LIVED_IN, { files: { [`${PROFILE}/.parentlock`]: '' } });
    world.machine.beforeWrite = (operation) => {
      if (operation === 'copy') world.machine.running.set(PROFILE, 'unknown');
    };
    expect(await untouched(world, apply)).toMatchObject({ problem: { code: 'client-running', facts: { profile: PROFILE } } });
  });

  test('when the profile changed under our hands', async () => {
    const world = livedInThunderbird(LIVED_IN, { files: { [`${PROFILE}/.parentlock`]: '' } });
    const journal = recorder();
    const plan = await planFor(world);
    world.machine.beforeWrite = (operation) => {
      if (operation === 'copy') world.machine.disk.set(`${PROFILE}/prefs.js`, `${LIVED_IN}user_pref("a", 1);\n`);
    };
    expect(await thunderbird.apply(world, plan, { record: journal.record })).toMatchObject({ problem: { code: 'profile-changed' } });
    expect(world.machine.disk.get(`${PROFILE}/prefs.js`)).toBe(`${LIVED_IN}user_pref("a", 1);\n`);
    expect(journal.last().state).toBe('undone');
  });

  test('when it was cancelled', async () => {
    const world = livedInThunderbird();
    const controller = new AbortController();
    const plan = await planFor(world);
    controller.abort();
    const act = () => thunderbird.apply(world, plan, { record: recorder().record, signal: controller.signal });
    expect(await untouched(world, act)).toMatchObject({ problem: { code: 'cancelled' } });
  });

  test.each([
    ['accounts', 'user.js', 'user_pref("mail.accountmanager.accounts", "account1");'],
    ['outgoing servers', 'user.js', 'user_pref("mail.smtpservers", "smtp1");'],
  ])('where %s are pinned by %s', async (_, name, text) => {
    const world = livedInThunderbird(LIVED_IN, { files: { [`${PROFILE}/${name}`]: text } });
    expect(await thunderbird.plan(world, { account: annasAccount() })).toMatchObject({
      problem: { code: 'profile-pinned', whose: 'policy', facts: { path: `${PROFILE}/user.js` } },
    });
  });

  test('where a policy sets the list of accounts', async () => {
    const policy = { policies: { Preferences: { 'mail.accountmanager.accounts': { Value: 'account1', Status: 'locked' } } } };
    const world = livedInThunderbird(LIVED_IN, { files: { '/etc/thunderbird/policies/policies.json': JSON.stringify(policy) } });
    expect(await thunderbird.plan(world, { account: annasAccount() })).toMatchObject({ problem: { code: 'profile-pinned' } });
    const harmless = livedInThunderbird(LIVED_IN, {
      files: { '/etc/thunderbird/policies/policies.json': '{"policies":{"DisableTelemetry":true}}' },
    });
    expect((await thunderbird.plan(harmless, { account: annasAccount() })).ok).toBe(true);
  });

  test('where a preference file cannot be read, and its line is named', async () => {
    const world = livedInThunderbird(`${LIVED_IN}garbage\n`);
    expect(await thunderbird.plan(world, { account: annasAccount() })).toMatchObject({
      problem: { code: 'profile-unreadable', facts: { path: `${PROFILE}/prefs.js`, line: LIVED_IN.split('\n').length } },
    });
    const denied = livedInThunderbird();
    denied.machine.unreadable.add(`${PROFILE}/prefs.js`);
    expect(await thunderbird.plan(denied, { account: annasAccount() })).toMatchObject({ problem: { facts: { reason: 'EACCES' } } });
  });
});
