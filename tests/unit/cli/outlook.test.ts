import { describe, expect, it } from 'vitest';
import { OUTPUT } from '../../../electron/cli/schemas.ts';
import type { WindowFacts } from '../../../electron/core/world/windows.ts';
import { officeComputer, OUTLOOK_KEY } from '../../fakes/office-computer.ts';
import { fakeMachine } from '../../fakes/machine.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { fileWith, mailramp, type Printed } from './command-line.ts';

const problemOf = ({ out }: Printed) => OUTPUT.failure.parse(JSON.parse(out)).problem;
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));

const frame = { handle: 1, className: '#32770', processId: 4, enabled: true, visible: true };
const control = (index: number, className: string, caption: string, style = 0) => ({
  ...{ handle: 100 + index, className, id: 1000 + index, caption, style, enabled: true, visible: true, index, parent: 1 },
});
const NEW_PROFILE = {
  kind: 'mailramp-ui',
  version: 1,
  windows: [
    {
      window: { ...frame, title: 'New Profile' },
      controls: [
        control(0, 'Static', 'Create new profile'),
        control(1, 'Static', 'Profile Name:'),
        control(2, 'Edit', ''),
        control(3, 'Button', 'OK', 1),
        control(4, 'Button', 'Cancel'),
      ],
    },
  ],
};
const record = (content: unknown = NEW_PROFILE): string => fileWith(JSON.stringify(content), 'dialogs.json');

function computerWith(...windows: WindowFacts[]) {
  const computer = officeComputer({ machine: { folders: ['/r'] } });
  computer.desk.start('OUTLOOK.EXE');
  computer.windows.agent.windows = () => Promise.resolve(windows);
  computer.windows.agent.tree = () => Promise.resolve({ ok: true, value: [control(0, 'Edit', 'canary-value')] });
  return computer;
}

describe('dump-ui', () => {
  it('records the open dialogs, but no value and no mail', async () => {
    const computer = computerWith(
      { ...frame, title: 'Mail Setup - anna@firma.example' },
      { ...frame, handle: 2, className: 'rctrl_renwnd32', title: 'Salary of Anna - Message' },
    );
    const printed = await mailramp(['dump-ui', '--out', '/r/dialogs.json', '--json'], computer);
    expect(printed.code).toBe(0);
    expect(OUTPUT['dump-ui'].parse(JSON.parse(printed.out))).toEqual({
      path: '/r/dialogs.json',
      windows: 1,
      nonStandard: 0,
      automated: 0,
    });
    const written = String(computer.machine.disk.get('\\r\\dialogs.json'));
    expect(written).toContain('Mail Setup - <address>');
    expect(written).not.toMatch(/canary|Salary/);
    expect((await mailramp(['replay-ui', fileWith(written)], fakeWorld())).code).toBe(0);
  });

  it('says so when nothing is open', async () => {
    const { code, out } = await mailramp(['dump-ui', '--out', '/r/dialogs.json'], computerWith());
    expect([code, out]).toEqual([0, 'No dialog of Outlook was open. The empty record is in /r/dialogs.json.\n']);
  });

  it('is refused elsewhere, in words', async () => {
    const printed = await mailramp(['dump-ui', '--out', '/r/x.json', '--json'], fakeWorld());
    expect(printed.code).toBe(20);
    expect(problemOf(printed)).toMatchObject({ code: 'client-unsupported', facts: { needs: 'windows' } });
    expect(problemOf(printed).message).toContain('Windows only');
    expect((await mailramp(['dump-ui'], fakeWorld())).err).toContain('--out');
  });
});

describe('replay-ui', () => {
  it('says what it took the window for and what it would do', async () => {
    const printed = await mailramp(['replay-ui', record(), '--client', 'outlook-imap', '--json'], fakeWorld());
    expect(printed.code).toBe(0);
    expect(OUTPUT['replay-ui'].parse(JSON.parse(printed.out))).toMatchObject({
      client: 'outlook-imap',
      windows: [{ page: 'new-profile', missing: [], move: { kind: 'fill', fields: ['profile-name'], button: 'ok' } }],
    });
  });

  it.each(['en', 'de'])('says it to people in %s', async (locale) => {
    const { code, out, err } = await mailramp(['replay-ui', record(), '--locale', locale], fakeWorld());
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(locale === 'de' ? 'Name des Profils setzen, dann „OK“ drücken' : 'set name of the profile; then press “OK”');
    expect(out).not.toMatch(/text\.|outlook-(page|role)|[{}]|undefined/);
  });

  it('repeats no title that a terminal would obey', async () => {
    const [one] = NEW_PROFILE.windows;
    const hostile = { ...NEW_PROFILE, windows: [{ ...one, window: { ...frame, title: '\u001b[31mred\nline' } }] };
    const { code, out } = await mailramp(['replay-ui', record(hostile)], fakeWorld());
    expect(code).toBe(0);
    expect(out).not.toContain('\u001b');
    expect(out).toContain('line');
  });

  it('finds no window in an empty record', async () => {
    const { code, out } = await mailramp(['replay-ui', record({ ...NEW_PROFILE, windows: [] })], fakeWorld());
    expect([code, out]).toEqual([0, 'The record holds no window.\n']);
  });

  it('comes to an end with a forged record that is as large as allowed', async () => {
    const many = Array.from({ length: 2000 }, (_, index) => ({
      ...control(index, 'Button', 'Next >'),
      parent: 100 + ((index + 1) % 2000),
    }));
    const forged = { ...NEW_PROFILE, windows: Array.from({ length: 10 }, () => ({ window: { ...frame, title: '' }, controls: many })) };
    expect((await mailramp(['replay-ui', record(forged), '--json'], fakeWorld())).code).toBe(0);
  });
});

describe('doctor on Windows', () => {
  it('adds what is known about Outlook, which can be read elsewhere', async () => {
    const computer = officeComputer();
    computer.registry.put('HKCU', `Software\\Policies\\${OUTLOOK_KEY.slice('Software\\'.length)}\\Options`, { DisableEAS: 1 });
    const printed = await mailramp(['doctor', '--json'], computer);
    const { office } = OUTPUT.doctor.parse(JSON.parse(printed.out));
    expect(office).toMatchObject({ office: [{ product: '2016' }], profiles: [{ name: 'Outlook', default: true }] });
    const human = await mailramp(['doctor'], computer);
    expect(human.out).toContain('Outlook 2016: 16.0.4266.1001, 64-bit, Click-to-Run');
    expect(human.out).not.toMatch(/ActiveSync or IMAP/);

    for (const content of [printed.out, JSON.stringify(office), bytesOf(`\ufeff${printed.out}`)]) {
      const replayed = await mailramp(['doctor', '--facts', fileWith(content), '--json'], fakeWorld());
      expect(replayed.code).toBe(0);
      const { office: read, forecasts } = OUTPUT['doctor-facts'].parse(JSON.parse(replayed.out));
      expect(read).toEqual(office);
      expect(forecasts).toMatchObject([
        {
          outlook: '2016',
          prediction: { activesync: { likelihood: 'impossible' }, imap: { likelihood: 'automatic' }, recommended: 'outlook-imap' },
        },
      ]);
    }
  });

  it('adds nothing elsewhere', async () => {
    const { out } = await mailramp(['doctor', '--json'], fakeWorld(fakeMachine()));
    expect(OUTPUT.doctor.parse(JSON.parse(out)).office).toBeUndefined();
  });

  const FACTS = {
    windows: { version: 'Windows 11 Pro 23H2 22631', language: 'de-DE' },
    office: [
      { product: '365', productIds: [], version: '16.0.18000.1', registryVersion: '16.0', bitness: 32, kind: 'msi', program: 'C:\\O.EXE' },
    ],
    newOutlook: { installed: true, preferred: true },
    calDavSynchronizer: true,
    running: [7],
    profiles: [{ name: 'Work\u001b[2J', default: true, accounts: [{ kind: 'imap', key: '1', server: 'mail.firma.example', port: 993 }] }],
    switches: [{ path: 'HKCU\\X', name: 'PreferLocalXML', value: 1, managed: false }],
    session: { remote: true, locked: false, elevated: false, otherUser: true, desktop: false },
    powershell: { version: '5.1', languageMode: 'constrained' },
  };

  it.each(['en', 'de'])('tells people in %s everything that the facts say, with reasons', async (locale) => {
    const { code, out, err } = await mailramp(['doctor', '--facts', fileWith(JSON.stringify(FACTS)), '--locale', locale], fakeWorld());
    expect([code, err]).toEqual([0, '']);
    for (const said of ['Microsoft 365', 'mail.firma.example:993', 'HKCU\\X\\PreferLocalXML', '5.1', 'C:\\O.EXE', 'IMAP'])
      expect(out).toContain(said);
    expect(out).toContain(
      locale === 'de' ? 'gibt das Kennwort an Server von Microsoft weiter' : 'hands the password to servers of Microsoft',
    );
    expect(out).toContain(locale === 'de' ? 'Outlook lässt sich trotzdem einrichten' : 'Setting up Outlook works all the same');
    expect(out).not.toMatch(/text\.|prediction\.|likelihood\.|[{}]|undefined|\u001b/);
  });

  it('predicts nothing where no Outlook is known', async () => {
    const bare = { ...FACTS, office: [], newOutlook: { installed: false, preferred: false } };
    const { out } = await mailramp(['doctor', '--facts', fileWith(JSON.stringify(bare))], fakeWorld());
    expect(out).toContain('No classic Outlook found');
    expect(out).not.toMatch(/Recommended/);
  });
});

describe.each([
  ['replay-ui', (file: string) => ['replay-ui', file], 'no-ui-record'],
  ['doctor --facts', (file: string) => ['doctor', '--facts', file], 'no-office-facts'],
] as const)('%s refuses', (_, typed, shape) => {
  it.each([
    ['an empty file', '', 'empty'],
    ['what is no JSON', '{"kind":', 'not-json'],
    ['bytes that are no text', new Uint8Array([0xc3, 0x28]), 'not-json'],
    ['brackets without end', '['.repeat(500_000), 'not-json'],
    ['another shape', '{"kind":"mailramp-ui","version":2,"windows":[]}', shape],
    ['nothing', 'null', shape],
    ['deep nesting', `${'['.repeat(5_000)}${']'.repeat(5_000)}`, shape],
    ['a file larger than any', ' '.repeat(5_000_000), 'too-large'],
  ])('%s', async (_name, content, reason) => {
    const file = fileWith(content);
    const printed = await mailramp([...typed(file), '--json'], fakeWorld());
    expect(printed.code).toBe(2);
    expect(problemOf(printed)).toMatchObject({ code: 'file-unreadable', facts: { path: file, reason } });
    const german = await mailramp([...typed(file), '--locale', 'de'], fakeWorld());
    expect(german.out).toBe('');
    expect(german.err).not.toMatch(/because|[{}]/);
  });

  it('a file that is not there', async () => {
    expect(problemOf(await mailramp([...typed('/no/such/file'), '--json'], fakeWorld())).facts).toMatchObject({ reason: 'not-found' });
  });
});
