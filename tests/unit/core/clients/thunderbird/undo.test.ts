import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PrefValue, thunderbird, writePrefs } from '../../../../../electron/core/clients/thunderbird/index.ts';
import { changeData } from '../../../../../electron/core/clients/thunderbird/change-data.ts';
import type { Change } from '../../../../../electron/core/model/plan.ts';
import { annasAccount, service } from '../../../../fakes/accounts.ts';
import {
  freshThunderbird,
  LIVED_IN,
  livedInThunderbird,
  prefsIn,
  PROFILE,
  recorder,
  ROOT,
  type ThunderbirdWorld,
  valueOf,
} from '../../../../fakes/thunderbird.ts';

const account = annasAccount({
  collections: [
    { kind: 'calendar', url: 'https://mail.firma.example/cal/', name: 'Cal' },
    { kind: 'addressbook', url: 'https://mail.firma.example/book/', name: 'Book' },
  ],
});

async function setUp(world: ThunderbirdWorld, wanted = account, profile?: string): Promise<Change> {
  const plan = valueOf(await thunderbird.plan(world, { account: wanted, ...(profile === undefined ? {} : { profile }) }));
  return valueOf(await thunderbird.apply(world, plan, { record: recorder().record }));
}

/** Thunderbird's next save: other settings of the person or of Thunderbird. */
function saved(world: ThunderbirdWorld, changes: Record<string, PrefValue | undefined>, folder: string = PROFILE): void {
  const text = writePrefs({ text: '', statements: [] }, new Map([...prefsIn(world, folder), ...Object.entries(changes)]));
  world.machine.disk.set(`${folder}/prefs.js`, text);
}

describe('undo', () => {
  test('gives back the file as it was, without the copy, and twice is the same', async () => {
    const world = livedInThunderbird();
    const change = await setUp(world);
    expect(valueOf(await thunderbird.undo(world, change))).toEqual({ ...change, state: 'undone' });
    expect(world.machine.disk.get(`${PROFILE}/prefs.js`)).toBe(LIVED_IN);
    expect([...world.machine.disk.keys()].filter((path) => path.includes('mailramp'))).toEqual([]);
    const before = new Map(world.machine.disk);
    valueOf(await thunderbird.undo(world, change));
    expect(world.machine.disk).toEqual(before);
  });

  test('takes what Thunderbird wrote into our branches since, and leaves what it wrote elsewhere', async () => {
    const world = livedInThunderbird();
    const change = await setUp(world);
    saved(world, {
      'mail.server.server3.directory': '/home/anna/.thunderbird/x/ImapMail/mail.firma.example',
      'mail.server.server3.authMethod': undefined,
      'mail.server.server3.check_time': 5,
      'mail.identity.id2.sig_file': 'x',
      'mail.accountmanager.defaultaccount': 'account3',
      'mail.server.server1.check_time': 7,
      'calendar.registry.22222222-2222-4222-8222-222222222222.type': 'ics',
    });
    valueOf(await thunderbird.undo(world, change));
    const prefs = prefsIn(world);
    expect([...prefs.keys()].filter((name) => /account3|server3|\.id2|smtp2|mailramp|caldav/.test(name))).toEqual([]);
    expect(prefs.get('mail.server.server1.check_time')).toBe(7);
    expect(prefs.get('calendar.registry.22222222-2222-4222-8222-222222222222.type')).toBe('ics');
    expect(prefs.get('mail.accountmanager.accounts')).toBe('account1,account2');
    expect(prefs.has('mail.accountmanager.defaultaccount')).toBe(false);
  });

  test('leaves an account that the person added afterwards, and what it shares with ours', async () => {
    const world = livedInThunderbird();
    const change = await setUp(world);
    saved(world, {
      'mail.accountmanager.accounts': 'account1,account3,account4,account2',
      'mail.account.account4.server': 'server4',
      'mail.account.account4.identities': 'id3',
      'mail.identity.id3.smtpServer': 'smtp2',
      'mail.server.server4.type': 'imap',
      'mail.account.lastKey': 4,
    });
    valueOf(await thunderbird.undo(world, change));
    const prefs = prefsIn(world);
    expect(prefs.get('mail.accountmanager.accounts')).toBe('account1,account4,account2');
    expect(prefs.get('mail.account.lastKey')).toBe(4);
    expect(prefs.get('mail.smtpservers')).toBe('smtp1,smtp2');
    expect(prefs.get('mail.smtpserver.smtp2.hostname')).toBe('mail.firma.example');
    expect(prefs.get('mail.server.server4.type')).toBe('imap');
  });

  test('never takes another account that got our keys after a crash or a deletion', async () => {
    const world = livedInThunderbird();
    const change = await setUp(world);
    saved(world, {
      'mail.server.server3.userName': 'carla@else.example',
      'mail.server.server3.hostname': 'imap.else.example',
      'mail.identity.id2.useremail': 'carla@else.example',
      'mail.smtpserver.smtp2.hostname': 'smtp.else.example',
      'mail.smtpserver.smtp2.username': 'carla@else.example',
    });
    const before = prefsIn(world);
    for (const state of ['started', 'written'] as const) valueOf(await thunderbird.undo(world, { ...change, state }));
    const kept = [...before].filter(([name]) => name.startsWith('mail.'));
    expect([...prefsIn(world)].filter(([name]) => name.startsWith('mail.'))).toEqual(kept);
  });

  test('keeps an outgoing server that it only used again', async () => {
    const world = livedInThunderbird();
    const outgoing = service('smtp', 465, 'tls', { host: 'smtp.other.example', username: 'bob@other.example' });
    const change = await setUp(world, annasAccount({ outgoing }));
    valueOf(await thunderbird.undo(world, change));
    expect(world.machine.disk.get(`${PROFILE}/prefs.js`)).toBe(LIVED_IN);
  });

  test('refuses while Thunderbird runs', async () => {
    const world = livedInThunderbird();
    const change = await setUp(world);
    world.machine.running.set(PROFILE, 7);
    expect(await thunderbird.undo(world, change)).toMatchObject({ ok: false, problem: { code: 'client-running', facts: { pid: 7 } } });
  });

  test('removes a new profile that nobody opened, with its entry and its folder', async () => {
    const world = freshThunderbird();
    const before = new Map(world.machine.disk);
    valueOf(await thunderbird.undo(world, await setUp(world)));
    expect(world.machine.disk).toEqual(before);
    expect(world.machine.folders.has(ROOT)).toBe(false);
  });

  test('keeps a new profile that Thunderbird has opened, without our account', async () => {
    const world = freshThunderbird();
    const change = await setUp(world);
    const folder = `${ROOT}/00000000.default`;
    world.machine.disk.set(`${folder}/compatibility.ini`, '[Compatibility]\n');
    saved(world, { 'mail.accountmanager.accounts': 'account1,account2', 'mail.account.account2.server': 'server2', 'app.x': 1 }, folder);
    valueOf(await thunderbird.undo(world, change));
    expect(Object.fromEntries(prefsIn(world, folder))).toEqual({
      'mail.accountmanager.accounts': 'account2',
      'mail.account.account2.server': 'server2',
      'app.x': 1,
    });
    expect(world.machine.disk.get(`${ROOT}/profiles.ini`)).toContain('00000000.default');
  });

  test('never deletes a folder into which somebody put a file', async () => {
    const world = freshThunderbird();
    const change = await setUp(world, account, '/data/mine');
    world.machine.disk.set('/data/mine/holiday.jpg', 'x');
    valueOf(await thunderbird.undo(world, change));
    expect([...world.machine.disk.keys()].filter((path) => path.startsWith('/data'))).toEqual(['/data/mine/holiday.jpg']);
  });

  test('a record that makes no sense is an answer, not an accident', async () => {
    const world = livedInThunderbird();
    const change: Change = { id: 'x', client: 'thunderbird', address: 'a@b.example', at: '', state: 'written', data: { target: 7 } };
    expect(await thunderbird.undo(world, change)).toMatchObject({ ok: false, problem: { code: 'undo-failed' } });
    expect(await thunderbird.verify(world, change)).toMatchObject({ ok: false, problem: { code: 'not-verified' } });
    expect(await thunderbird.open(world, change)).toBe(false);
  });
});

const words = fc.constantFrom('account1', 'account2', 'account7', 'server1', 'server2', 'id1', 'id3', 'smtp1', 'smtp2', 'x');
const names = fc.oneof(
  fc.tuple(
    fc.constantFrom('mail.account.', 'mail.server.', 'mail.identity.', 'mail.smtpserver.'),
    words,
    fc.constantFrom('.server', '.type', '.x'),
  ),
  fc.constantFrom(
    ['mail.account.lastKey'],
    ['mail.smtp.defaultserver'],
    ['calendar.list.sortOrder'],
    ['ldap_2.servers.book.filename'],
    ['a.b'],
  ),
);
const lists = fc.uniqueArray(words, { maxLength: 4 }).map((items) => items.join(', '));
const profiles = fc
  .tuple(fc.array(fc.tuple(names, fc.oneof(words, fc.integer({ min: 0, max: 99 }), fc.boolean()))), lists, lists)
  .map(([entries, accounts, outgoing]) => {
    const prefs = new Map<string, PrefValue>(entries.map(([parts, value]) => [parts.join(''), value]));
    if (accounts !== '') prefs.set('mail.accountmanager.accounts', accounts);
    if (outgoing !== '') prefs.set('mail.smtpservers', outgoing);
    return prefs;
  });

describe('for any profile', () => {
  test('setting up loses nothing and collides with nothing, and undo gives everything back', async () => {
    await fc.assert(
      fc.asyncProperty(profiles, async (before) => {
        const world = livedInThunderbird(writePrefs({ text: '', statements: [] }, before));
        const change = await setUp(world);
        const after = prefsIn(world);
        const grown = ['mail.accountmanager.accounts', 'mail.smtpservers', 'mail.account.lastKey', 'calendar.list.sortOrder'];
        for (const [name, value] of before) if (!grown.includes(name)) expect(after.get(name)).toBe(value);
        const { account: key = '', server = '', identity = '', smtp } = changeData.parse(change.data).keys;
        const ours = [`account.${key}`, `server.${server}`, `identity.${identity}`, ...(smtp === undefined ? [] : [`smtpserver.${smtp}`])];
        for (const branch of ours) expect([...before.keys()].filter((name) => name.startsWith(`mail.${branch}.`))).toEqual([]);
        expect(String(before.get('mail.accountmanager.accounts') ?? '').split(', ')).not.toContain(key);
        valueOf(await thunderbird.verify(world, change));
        valueOf(await thunderbird.undo(world, change));
        expect(new Map([...prefsIn(world)].sort())).toEqual(new Map([...before].sort()));
      }),
      { numRuns: 200 },
    );
  });
});
