import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonSchemas, OUTPUT } from '../../../electron/cli/schemas.ts';
import { fakeMachine } from '../../fakes/machine.ts';
import { fixture } from '../core/discovery/fixture.ts';
import { bareWorld } from '../core/discovery/mailcow.ts';
import { fileWith, firma, mailramp, PASSWORD, type Printed, settingsFile, type Typed } from './command-line.ts';

const A = 'anna@firma.example';
const autoconfig = (): string => fileWith(fixture('autoconfig-mailcow.xml'), 'config.xml');

/** Exactly one document, parsed by a command's own schema. */
function documentOf<Schema extends z.ZodType>({ out }: Printed, schema: Schema): z.infer<Schema> {
  expect(out.endsWith('}\n')).toBe(true);
  return schema.parse(JSON.parse(out));
}

describe('with --json', () => {
  it('discover prints what was found and tried', async () => {
    const printed = await mailramp(['discover', A, '--json'], firma());
    const found = documentOf(printed, OUTPUT.discover);
    expect(printed.code).toBe(0);
    expect(printed.err).toBe('');
    expect(found.recommended.incoming).toMatchObject({
      protocol: 'imap',
      host: 'mail.firma.example',
      port: 993,
      security: 'tls',
      username: A,
    });
    expect(found.tried.some(({ source, outcome }) => source === 'autoconfig' && outcome === 'found')).toBe(true);
    expect(found.problem).toBeUndefined();
  });

  it('discover prints what was tried also when nothing was found, with the problem in words', async () => {
    const printed = await mailramp(['discover', A, '--json', '--locale', 'de'], bareWorld());
    const found = documentOf(printed, OUTPUT.discover);
    expect(printed.code).toBe(11);
    expect(found.tried.length).toBeGreaterThan(5);
    expect(found.problem).toMatchObject({ code: 'nothing-found', whose: 'provider', title: 'Keine Einstellungen gefunden' });
    expect(found.problem?.nextText).toHaveLength(found.problem?.next.length ?? -1);
  });

  it('parse prints the document after repair', async () => {
    const printed = await mailramp(['parse', 'autoconfig', autoconfig(), '--address', A, '--json'], bareWorld());
    expect(documentOf(printed, OUTPUT.parse)).toMatchObject({
      email: A,
      incoming: [{ type: 'imap', port: 993, socketType: 'SSL' }, {}, {}],
    });
    expect(printed.code).toBe(0);
  });

  it('verify prints each proof and the verdict', async () => {
    const printed = await mailramp(['verify', A, '--protocol', 'imap', '--protocol', 'smtp', '--password-stdin', '--json'], firma(), {
      stdin: PASSWORD,
    });
    const verified = documentOf(printed, OUTPUT.verify);
    expect(printed.code).toBe(0);
    expect(verified.verdict).toBe('ok');
    expect(verified.services.map(({ protocol, outcome }) => `${protocol} ${outcome}`)).toEqual(['imap ok', 'smtp ok']);
  });

  it('verify says whose a refusal is', async () => {
    const printed = await mailramp(['verify', A, '--password-stdin', '--json'], firma(), { stdin: 'wrong' });
    const verified = documentOf(printed, OUTPUT.verify);
    expect(printed.code).toBe(13);
    expect(verified.verdict).toBe('refused');
    expect(verified.problem).toMatchObject({ code: 'password-wrong', whose: 'you' });
  });

  it('export prints where the document is', async () => {
    const out = '/home/anna/anna.mobileconfig';
    const world = firma();
    const printed = await mailramp(['export', A, '--format', 'mobileconfig', '--out', out, '--json'], world);
    const receipt = documentOf(printed, OUTPUT.export);
    expect(receipt).toMatchObject({ address: A, format: 'mobileconfig', path: out, signed: false });
    expect(world.machine.disk.get(out)).toContain('com.apple.mail.managed');
    expect(world.machine.modes.get(out)).toBe(0o644);
  });

  it('batch prints every person, served or not, and every line left out', async () => {
    const table = fileWith(`address;name\n${A};Anna\nbernd@firma.example;Bernd\nnobody\nclara@else.example;Clara\n`, 'people.csv');
    const world = firma();
    const printed = await mailramp(['batch', table, '--out', '/batch', '--format', 'prf', '--format', 'autoconfig', '--json'], world);
    const done = documentOf(printed, OUTPUT.batch);
    expect(done.people.map(({ address, files, problem }) => [address, files.length, problem?.code])).toEqual([
      [A, 2, undefined],
      ['bernd@firma.example', 2, undefined],
      ['clara@else.example', 0, 'domain-not-found'],
    ]);
    expect(done.leftOut).toMatchObject([{ line: 4, why: 'address-invalid', value: 'nobody' }]);
    expect(printed.code).toBe(10);
    expect(world.machine.disk.get('/batch/bernd@firma.example.prf')).toContain('EmailAddress=bernd@firma.example');
    expect([...world.machine.disk.keys()].filter((file) => file.endsWith('.xml'))).toEqual(['/batch/firma.example.xml']);
  });

  it('doctor prints what this computer offers', async () => {
    const printed = await mailramp(
      ['doctor', '--json'],
      { ...bareWorld(), machine: fakeMachine({ os: 'macos', files: { '/Applications/Mail.app': '' } }) },
      { env: { SSH_CONNECTION: '198.51.100.1 1 198.51.100.2 22' } },
    );
    const examined = documentOf(printed, OUTPUT.doctor);
    expect(printed.code).toBe(0);
    expect(examined.session.remote).toBe(true);
    expect(examined.programs.find(({ client }) => client === 'apple-mail')).toMatchObject({ state: 'ready' });
    expect(examined.changes).toEqual([]);
  });

  it('undo says that there is nothing to take back', async () => {
    const printed = await mailramp(['undo', '--json'], { ...bareWorld(), machine: fakeMachine() });
    expect(documentOf(printed, OUTPUT.failure).problem.code).toBe('change-not-found');
    expect(printed.code).toBe(11);
  });

  it.each([
    [['--json'], 2],
    [['nonsense', '--json'], 2],
    [['discover', '--json'], 2],
    [['discover', 'no address', '--json'], 2],
    [['discover', A, '--json', '--timeout', 'soon'], 2],
    [['discover', A, '--json', '--timeout', '-1'], 2],
    [['discover', A, '--json', '--locale', 'fr'], 2],
    [['discover', A, '--json', '--dns', 'nowhere'], 2],
    [['discover', A, '--json', '--dns', '127.0.0.1:99999'], 2],
    [['discover', A, '--json', '--ca', '/no/such/file'], 2],
    [['parse', 'nonsense', '/no/such/file', '--address', A, '--json'], 2],
    [['parse', 'autoconfig', '/no/such/file', '--json'], 2],
    [['parse', 'autoconfig', '/no/such/file', '--address', A, '--json'], 2],
    [['verify', A, '--json'], 2],
    [['verify', A, '--json', '--protocol', 'gopher', '--password-stdin'], 2],
    [['setup', A, '--json'], 2],
    [['setup', A, '--json', '--client', 'mutt'], 2],
    [['setup', A, '--json', '--client', 'thunderbird'], 2],
    [['setup', A, '--json', '--client', 'thunderbird', '--no-login', '--password-stdin'], 2],
    [['setup', A, '--json', '--client', 'apple-mail', '--no-login', '--profile', '/x'], 2],
    [['export', A, '--json', '--format', 'handout'], 2],
    [['export', A, '--json', '--out', '/x'], 2],
    [['export', A, '--json', '--format', 'word', '--out', '/x'], 2],
    [['export', A, '--json', '--format', 'prf', '--out', '-'], 2],
    [['export', A, '--json', '--format', 'prf', '--out', '/x', '--sign', '/y'], 2],
    [['batch', '/no/such/file', '--json', '--format', 'prf', '--out', '/x'], 2],
  ])('%j prints one failure and nothing else', async (args, code) => {
    const printed = await mailramp(args, firma());
    const { problem } = documentOf(printed, OUTPUT.failure);
    expect(printed.code).toBe(code);
    expect(printed.err).toBe('');
    expect(problem.message).not.toMatch(/[{}]|undefined/);
  });

  it('prints one failure also when something breaks inside', async () => {
    const broken = {
      ...bareWorld(),
      uuid: () => '',
      network: { ...bareWorld().network, dns: { query: () => Promise.reject(new Error('bug with canary-Pa55')) } },
    };
    const machine = fakeMachine();
    machine.files.list = () => Promise.reject(new Error('bug'));
    for (const [args, world] of [
      [['doctor', '--json'], { ...bareWorld(), machine }],
      [['undo', '--json'], { ...broken, machine }],
    ] as const) {
      const printed = await mailramp(args, world);
      expect(documentOf(printed, OUTPUT.failure).problem.code).toBe('unexpected');
      expect(printed.code).toBe(1);
      expect(printed.err).toBe('');
    }
  });

  it('stops when asked to and says so', async () => {
    const controller = new AbortController();
    controller.abort();
    const typed: Typed = { signal: controller.signal, stdin: PASSWORD };
    for (const args of [
      ['discover', A],
      ['verify', A, '--password-stdin'],
      ['export', A, '--format', 'prf', '--out', '/x'],
    ]) {
      const printed = await mailramp([...args, '--json'], firma(), typed);
      expect(documentOf(printed, z.looseObject({ problem: z.looseObject({ code: z.string() }) })).problem.code).toBe('cancelled');
      expect(printed.code).toBe(40);
    }
  });

  it('lets no control character through to a terminal', async () => {
    const file = fileWith(
      `<clientConfig><emailProvider id="x"><displayName>evil\u009b2J\u0085 \u202eprovider</displayName></emailProvider></clientConfig>`,
    );
    const printed = await mailramp(['parse', 'autoconfig', file, '--address', A, '--json'], bareWorld());
    expect(printed.out).not.toMatch(/[\u007f-\u009f]/);
    const forPeople = await mailramp(['parse', 'autoconfig', file, '--address', A], bareWorld());
    expect(forPeople.out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});

describe('for people', () => {
  it('problems go to standard error, with what to do', async () => {
    const printed = await mailramp(['discover', 'anna@nosuch.example'], bareWorld());
    expect(printed.code).toBe(10);
    expect(printed.err).toContain('There is no domain nosuch.example.');
    expect(printed.err).toContain('  1. Check the spelling.');
    expect(printed.out).not.toContain('There is no domain');
  });

  it('a mistyped command gets one line and where to read on', async () => {
    const printed = await mailramp(['setup', A, '--nonsense'], bareWorld());
    expect(printed.out).toBe('');
    expect(printed.err).toBe('There is no option --nonsense for this command.\nTo see what is possible: mailramp setup --help\n');
  });

  it('discover is calm: trust in one word, each source once, and nothing wider than a terminal', async () => {
    const { out } = await mailramp(['discover', A], firma());
    expect(out).toMatch(/^ {2}User name +anna@firma\.example$/m);
    expect(out).toMatch(/Receive mail \(IMAP\) +mail\.firma\.example:993 +SSL\/TLS +trusted$/m);
    expect(out).toMatch(/^ {2}Autoconfig server of the domain +found$/m);
    expect(out).toMatch(/^ {2}Service records of the domain \(SRV\) +\d+ × not there, \d+ × found/m);
    expect(out).toMatch(/Thunderbird +finds the settings by itself +IMAP, POP3, SMTP/);
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it('discover with --verbose tells why each server is believed, and every question with its time', async () => {
    const { out } = await mailramp(['discover', A, '--verbose'], firma());
    expect(out).toMatch(/mail\.firma\.example:993 +SSL\/TLS +trusted\n {4}the domain itself says so, encrypted/);
    expect(out).toMatch(/Autoconfig server of the domain +found +\d+ ms +https:\/\/autoconfig\.firma\.example/);
  });

  it('doctor names the profiles of Thunderbird, the default one and those that are open', async () => {
    const root = '/home/anna/.thunderbird';
    const machine = fakeMachine({
      files: {
        '/usr/bin/thunderbird': '#!/bin/sh\n',
        '/usr/lib/thunderbird/application.ini': '[App]\nVendor=Mozilla\nName=Thunderbird\nVersion=153.7.0\n',
        '/usr/lib/thunderbird/thunderbird': '',
        [`${root}/profiles.ini`]: '[Profile0]\nName=work\nIsRelative=1\nPath=w\n',
        [`${root}/w/prefs.js`]: '',
      },
      running: { [`${root}/w`]: 'unknown' },
    });
    const { out } = await mailramp(['doctor'], { ...bareWorld(), machine });
    expect(out).toMatch(/Thunderbird profiles\n {2}work +open right now +\/home\/anna\/\.thunderbird\/w/);
    const printed = await mailramp(['doctor', '--json'], { ...bareWorld(), machine });
    expect(documentOf(printed, OUTPUT.doctor).profiles).toMatchObject([{ name: 'work', folder: `${root}/w`, running: true }]);
  });

  it('speaks German when the terminal does', async () => {
    const { out } = await mailramp(['discover', A], firma(), { env: { LANG: 'de_DE.UTF-8' } });
    expect(out).toContain('E-Mail empfangen (IMAP)');
  });

  it('tells with --verbose on standard error what is being tried', async () => {
    const { err } = await mailramp(['discover', A, '--verbose'], firma());
    expect(err).toMatch(/← autoconfig found \d+ ms https:\/\/autoconfig\.firma\.example/);
  });

  it('export writes the document itself to standard output', async () => {
    const { out } = await mailramp(['export', A, '--format', 'thunderbird-qr', '--out', '-'], firma());
    expect(out).toMatch(/^<svg/);
  });
});

describe('docs/json', () => {
  it('holds the schemas that the code has (else: node build/scripts/json-schemas.mjs)', () => {
    const folder = path.resolve(import.meta.dirname, '../../../docs/json');
    const written = readdirSync(folder).map((name): [string, unknown] => [name, JSON.parse(readFileSync(path.join(folder, name), 'utf8'))]);
    expect(Object.fromEntries(written)).toEqual(JSON.parse(JSON.stringify(jsonSchemas())));
  });
});

describe('settings from a file', () => {
  it('spare the network', async () => {
    const file = await settingsFile();
    const world = firma();
    const printed = await mailramp(['export', A, '--format', 'json', '--out', '/x.json', '--settings', file], world);
    expect(printed.code).toBe(0);
    expect(world.network.questions).toEqual([]);
    expect(world.network.requests).toEqual([]);
  });
});
