import { describe, expect, it } from 'vitest';
import { gatherPolicy, judgePolicy } from '../../../../electron/core/policy/index.ts';
import { AccessDenied } from '../../../../electron/core/world/windows.ts';
import { fakeMachine, type FakeMachineOptions } from '../../../fakes/machine.ts';
import { officeComputer } from '../../../fakes/office-computer.ts';
import { fakeWorld } from '../../../fakes/world.ts';

const KEY = 'SOFTWARE\\Policies\\Mailramp';
const ETC = '/etc/mailramp/policies.json';

const here = (options: FakeMachineOptions) => gatherPolicy(fakeWorld(fakeMachine(options)));

describe('on Linux', () => {
  it('reads one file of the computer', async () => {
    const facts = await here({ files: { [ETC]: '\ufeff{"$schema": "x", "companyName": "Firma", "domains": ["firma.example"]}' } });
    expect(facts).toEqual({
      sources: [
        {
          source: 'machine-policy',
          place: ETC,
          state: 'read',
          values: [
            { name: 'companyName', value: 'Firma' },
            { name: 'domains', value: ['firma.example'] },
          ],
        },
      ],
    });
  });

  it('says that there is none', async () => {
    expect((await here({})).sources).toEqual([{ source: 'machine-policy', place: ETC, state: 'absent', values: [] }]);
  });

  it.each([
    ['nonsense', '{"companyName": '],
    ['a list', '[1, 2]'],
    ['null', 'null'],
    ['nothing', ''],
    ['far too much', JSON.stringify({ companyName: 'x'.repeat(300_000) })],
  ])('takes %s for no document, and tells it', async (_what, text) => {
    const { refused } = judgePolicy(await here({ files: { [ETC]: text } }));
    expect(refused).toMatchObject([{ place: ETC, reason: 'not-a-document' }]);
  });

  it('tells of a file that it may not read', async () => {
    const machine = fakeMachine({ files: { [ETC]: '{}' } });
    machine.unreadable.add(ETC);
    const { sources } = await gatherPolicy(fakeWorld(machine));
    expect(sources).toMatchObject([{ state: 'unreadable', why: 'EACCES' }]);
  });

  it('takes along no secret and nothing that is huge or of a shape no setting has', async () => {
    const text = JSON.stringify({
      password: 'hunter2',
      apiKey: 'k',
      companyName: 'x'.repeat(5000),
      domains: Array.from({ length: 2000 }, () => 'a.example'),
      pinnedHosts: ['a.example', 7],
      helpdeskContact: { phone: 1 },
      locale: null,
    });
    const facts = await here({ files: { [ETC]: text } });
    expect(facts.sources[0]?.values.map(({ value }) => value)).toEqual([
      { unfit: 'secret' },
      { unfit: 'secret' },
      { unfit: 'too-long' },
      { unfit: 'too-many' },
      { unfit: 'wrong-type' },
      { unfit: 'wrong-type' },
      { unfit: 'wrong-type' },
    ]);
    expect(JSON.stringify(facts)).not.toContain('hunter2');
  });

  it('stops at a document with endless names', async () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`n${index}`, 1]));
    expect((await here({ files: { [ETC]: JSON.stringify(many) } })).sources[0]?.values).toHaveLength(500);
  });
});

describe('on a Mac', () => {
  const MANAGED = '/Library/Managed Preferences';
  const plist = (inside: string) => `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict>${inside}</dict></plist>`;

  it('reads the managed preferences of the computer and of the user, and a default file', async () => {
    const facts = await here({
      os: 'macos',
      files: {
        [`${MANAGED}/org.mailramp.Mailramp.plist`]: plist('<key>companyName</key><string>Firma</string><key>allowPop3</key><false/>'),
        [`${MANAGED}/anna/org.mailramp.Mailramp.plist`]: plist('<key>domains</key><array><string>firma.example</string></array>'),
        '/Library/Application Support/Mailramp/policies.json': '{"details": true}',
      },
    });
    expect(facts.sources.map(({ source, state }) => [source, state])).toEqual([
      ['machine-policy', 'read'],
      ['user-policy', 'read'],
      ['machine-default', 'read'],
    ]);
    expect(judgePolicy(facts).values).toMatchObject({ companyName: 'Firma', allowPop3: false, domains: ['firma.example'], details: true });
  });

  it('has a binary list translated by the system', async () => {
    const machine = fakeMachine({
      os: 'macos',
      files: { [`${MANAGED}/org.mailramp.Mailramp.plist`]: 'bplist00…' },
      onRun: () => ({ exitCode: 0, stdout: plist('<key>locale</key><string>de</string>'), stderr: '' }),
    });
    expect(judgePolicy(await gatherPolicy(fakeWorld(machine))).values.locale).toBe('de');
    expect(machine.runs.map(({ program, args }) => [program, args[0]])).toEqual([['/usr/bin/plutil', '-convert']]);
  });

  it.each(['bplist00…', '<plist><dict><key>a', 'no list at all'])('takes %j for no document', async (text) => {
    const facts = await here({ os: 'macos', files: { [`${MANAGED}/org.mailramp.Mailramp.plist`]: text } });
    expect(facts.sources[0]?.state).toBe('not-a-document');
  });
});

describe('on Windows', () => {
  it('reads both registry policies, lists in either form, and the default file', async () => {
    const computer = officeComputer({ machine: { files: { 'C:\\ProgramData\\Mailramp\\policies.json': '{"details": true}' } } });
    computer.registry.put('HKLM', KEY, {
      CompanyName: 'Firma',
      ShowPassword: 1,
      PinnedHosts: ['mail.hoster.example', 'smtp.hoster.example'],
    });
    computer.registry.put('HKLM', `${KEY}\\Domains`, { 2: 'b.example', 10: 'c.example', 1: 'a.example' });
    computer.registry.put('HKCU', KEY, { CompanyName: 'Other', ProfileName: 'Firma {address}' });
    const facts = await gatherPolicy(computer);
    expect(facts.sources.map(({ source, place, state }) => [source, place, state])).toEqual([
      ['machine-policy', `HKLM\\${KEY}`, 'read'],
      ['user-policy', `HKCU\\${KEY}`, 'read'],
      ['machine-default', 'C:\\ProgramData\\Mailramp\\policies.json', 'read'],
    ]);
    const { values, refused } = judgePolicy(facts);
    expect(refused).toEqual([]);
    expect(values).toMatchObject({
      companyName: 'Firma',
      showPassword: true,
      pinnedHosts: ['mail.hoster.example', 'smtp.hoster.example'],
      domains: ['a.example', 'b.example', 'c.example'],
      profileName: 'Firma {address}',
      details: true,
    });
  });

  it('does not even ask for a value that could be a secret', async () => {
    const computer = officeComputer();
    computer.registry.put('HKLM', KEY, { ImapPassword: 'hunter2', ClientSecret: 's' });
    computer.registry.put('HKLM', `${KEY}\\Passwords`, { 1: 'hunter2' });
    const { refused } = judgePolicy(await gatherPolicy(computer));
    expect(refused.map(({ name, reason }) => [name, reason])).toEqual([
      ['ImapPassword', 'secret'],
      ['ClientSecret', 'secret'],
      ['Passwords', 'secret'],
    ]);
    expect(computer.registry.reads.filter((read) => /hunter|secret|passwords?\\/i.test(read))).toEqual([]);
  });

  it('refuses bytes and tells it', async () => {
    const computer = officeComputer();
    computer.registry.put('HKCU', KEY, { CompanyName: new Uint8Array([1, 2]) });
    expect(judgePolicy(await gatherPolicy(computer)).refused).toMatchObject([{ name: 'CompanyName', reason: 'wrong-type' }]);
  });

  it('goes on where the registry refuses access, and tells it', async () => {
    const computer = officeComputer();
    computer.registry.put('HKCU', KEY, { CompanyName: 'Firma' });
    const { exists } = computer.registry;
    computer.registry.exists = (hive, key, view) => (hive === 'HKLM' ? Promise.reject(new AccessDenied('no')) : exists(hive, key, view));
    const { values, refused } = judgePolicy(await gatherPolicy(computer));
    expect(values.companyName).toBe('Firma');
    expect(refused).toEqual([{ source: 'machine-policy', place: `HKLM\\${KEY}`, reason: 'unreadable', detail: 'access-denied' }]);
  });
});
