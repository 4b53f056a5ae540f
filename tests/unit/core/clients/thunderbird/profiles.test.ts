import { describe, expect, test } from 'vitest';
import { thunderbird } from '../../../../../electron/core/clients/thunderbird/index.ts';
import { installHash } from '../../../../../electron/core/clients/thunderbird/install-hash.ts';
import { registered, unregistered } from '../../../../../electron/core/clients/thunderbird/profile-registration.ts';
import { annasAccount } from '../../../../fakes/accounts.ts';
import { fakeMachine } from '../../../../fakes/machine.ts';
import {
  freshThunderbird,
  INSTALLED,
  PROFILE,
  REGISTRY,
  ROOT,
  type ThunderbirdWorld,
  valueOf,
  worldOf,
} from '../../../../fakes/thunderbird.ts';

const profile = (name: string, path: string, more: string[] = []) =>
  ['', `Name=${name}`, 'IsRelative=1', `Path=${path}`, ...more].join('\n');
const INI = `[Profile0]${profile('old', 'old.default', ['Default=1'])}\n\n[Profile1]${profile('esr', 'new.default-esr')}\n`;
const owns = (folder: string, path: string) => `\n[Install${installHash(folder)}]\nDefault=${path}\nLocked=1\n`;

const worldWith = (ini: string, more: Record<string, string> = {}): ThunderbirdWorld =>
  freshThunderbird({
    files: { [`${ROOT}/profiles.ini`]: ini, [`${ROOT}/old.default/prefs.js`]: '', [`${ROOT}/new.default-esr/prefs.js`]: '', ...more },
  });

async function chosen(world: ThunderbirdWorld, named?: string) {
  const answer = await thunderbird.plan(world, { account: annasAccount(), ...(named === undefined ? {} : { profile: named }) });
  if (!answer.ok) return answer.problem.facts['reason'] ?? answer.problem.code;
  return [answer.value.steps[0]?.kind, answer.value.steps[0]?.facts['folder']];
}

describe('the profile that a plain start uses', () => {
  test("is the one of this installation's own entry, whatever is marked as default", async () => {
    const ini = INI + owns('/opt/other', 'old.default') + owns('/usr/lib/thunderbird', 'new.default-esr');
    expect(await chosen(worldWith(ini))).toEqual(['use-profile', `${ROOT}/new.default-esr`]);
  });

  test('without an entry is the default one, if this installation opened it last', async () => {
    const compatibility = (folder: string) => ({
      [`${ROOT}/old.default/compatibility.ini`]: `[Compatibility]\nLastPlatformDir=${folder}\nLastAppDir=${folder}\n`,
    });
    expect(await chosen(worldWith(INI, compatibility('/usr/lib/thunderbird')))).toEqual(['use-profile', `${ROOT}/old.default`]);
    expect(await chosen(worldWith(INI, compatibility('/opt/thunderbird-60')))).toEqual(['create-profile', `${ROOT}/00000000.default`]);
  });

  test('whose folder is gone is not made up', async () => {
    expect(await chosen(worldWith(INI + owns('/usr/lib/thunderbird', 'new.default-esr').replace('new.', 'gone.')))).toEqual([
      'create-profile',
      `${ROOT}/00000000.default`,
    ]);
    const ini = `[Profile0]${profile('a', 'gone.default')}\n${owns('/usr/lib/thunderbird', 'gone.default')}`;
    expect(await chosen(worldWith(ini))).toBe('folder-missing');
  });

  test('may stand anywhere, by absolute path or behind a link', async () => {
    const ini = `[Profile0]\nName=a\nIsRelative=0\nPath=/data/profile\n${owns('/usr/lib/thunderbird', '/data/profile')}`;
    const machine = fakeMachine({
      files: { ...INSTALLED, [`${ROOT}/profiles.ini`]: ini, '/big/profile/prefs.js': '' },
      links: { '/data/profile': '/big/profile' },
    });
    expect(await chosen(worldOf(machine))).toEqual(['use-profile', '/big/profile']);
  });
});

describe('a folder that the person names', () => {
  test('is taken as it is, made if it is not there, and refused if it is none', async () => {
    expect(await chosen(worldWith(INI), `${ROOT}/old.default`)).toEqual(['use-profile', `${ROOT}/old.default`]);
    expect(await chosen(worldWith(INI), '/data/new')).toEqual(['create-profile', '/data/new']);
    expect(await chosen(worldWith(INI), `${ROOT}/profiles.ini`)).toBe('not-a-folder');
    expect(await chosen(worldWith(INI), ROOT)).toBe('folder-of-profiles');
  });

  test('needs no installed Thunderbird where a profile is there', async () => {
    const world = worldOf(fakeMachine({ files: { '/usb/profile/prefs.js': 'user_pref("a", 1);\n' } }));
    expect(await chosen(world, '/usb/profile')).toEqual(['use-profile', '/usb/profile']);
    expect(await chosen(world, '/usb/other')).toBe('client-missing');
    expect(await chosen(world)).toBe('client-missing');
  });
});

describe('profiles.ini', () => {
  test('gets a new profile after the others and keeps every line', () => {
    const text = registered(REGISTRY, 'default', { root: ROOT, path: 'x.default', install: 'ABC' });
    expect(text.startsWith(REGISTRY)).toBe(true);
    expect(text.slice(REGISTRY.length)).toBe(
      '\n[Profile1]\nName=default\nIsRelative=1\nPath=x.default\n\n[InstallABC]\nDefault=x.default\nLocked=1\n',
    );
    expect(unregistered(text, 'x.default')).toBe(REGISTRY);
  });

  test('an entry of this installation that leads nowhere is replaced', () => {
    const text = registered(`${REGISTRY}\n[InstallABC]\nDefault=gone\nLocked=1\n`, 'default', {
      root: ROOT,
      path: 'x.default',
      install: 'ABC',
    });
    expect(text.match(/\[InstallABC\]/g)).toHaveLength(1);
    expect(text).not.toContain('gone');
  });

  test('after a removal the later profiles move up, since Thunderbird stops counting at a gap', () => {
    const text = `[Profile0]\nPath=a\n\n[Profile1]\nPath=b\n\n[Profile2]\nPath=c\n`;
    expect(unregistered(text, 'b')).toBe('[Profile0]\nPath=a\n\n[Profile1]\nPath=c\n');
  });

  test('Windows line ends stay', () => {
    const text = registered(REGISTRY.replaceAll('\n', '\r\n'), 'default', { root: ROOT, path: 'Profiles/x', install: 'ABC' });
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});

describe('Thunderbirds of this computer', () => {
  const detect = (machine: ReturnType<typeof fakeMachine>) => thunderbird.detect(worldOf(machine));

  test('none is an empty list', async () => {
    for (const os of ['linux', 'windows', 'macos'] as const) expect(await detect(fakeMachine({ os }))).toEqual([]);
  });

  test('package, archive, Snap and Flatpak are told apart, the used one first', async () => {
    const app = (version: string) => `[App]\nVersion=${version}\n`;
    const machine = fakeMachine({
      env: { PATH: '/usr/local/bin:/usr/bin' },
      links: { '/usr/local/bin/thunderbird': '/data/apps/tb/thunderbird' },
      files: {
        ...INSTALLED,
        '/data/apps/tb/application.ini': app('140.1'),
        '/data/apps/tb/thunderbird': '',
        '/snap/thunderbird/current/usr/lib/thunderbird/application.ini': app('128.0'),
        '/var/lib/flatpak/app/org.mozilla.thunderbird/current/active/files/lib/thunderbird/application.ini': app('150.0'),
        '/home/anna/.var/app/org.mozilla.thunderbird/.thunderbird/profiles.ini': INI,
      },
    });
    const found = await detect(machine);
    expect(found.map(({ kind, version, program, programArguments }) => [kind, version, program, ...programArguments])).toEqual([
      ['flatpak', '150.0', 'flatpak', 'run', 'org.mozilla.thunderbird'],
      ['package', '153.7.0', '/usr/bin/thunderbird'],
      ['tarball', '140.1', '/data/apps/tb/thunderbird'],
      ['snap', '128.0', '/snap/bin/thunderbird'],
    ]);
    expect(found.map(({ root }) => root)).toContain('/home/anna/snap/thunderbird/common/.thunderbird');
  });

  test('a Flatpak without profile gets one that its first start must name', async () => {
    const files = { '/var/lib/flatpak/app/org.mozilla.Thunderbird/x': '' };
    const plan = valueOf(await thunderbird.plan(worldOf(fakeMachine({ files })), { account: annasAccount() }));
    expect(plan.steps.map(({ kind }) => kind)).toEqual([
      'create-profile',
      'add-account',
      'add-outgoing-server',
      'start-once',
      'ask-password-later',
    ]);
  });

  test('Windows and macOS have their own places', async () => {
    const app = '[App]\nVersion=140.0\n';
    const windows = fakeMachine({
      os: 'windows',
      env: {
        ProgramFiles: 'C:\\Program Files',
        APPDATA: 'C:\\Users\\anna\\AppData\\Roaming',
        LOCALAPPDATA: 'C:\\Users\\anna\\AppData\\Local',
      },
      files: { 'C:\\Program Files\\Mozilla Thunderbird\\application.ini': app },
      folders: ['C:\\Users\\anna\\AppData\\Local\\Packages\\MozillaThunderbird.MZLA_h5892qc0xkpca'],
    });
    expect((await detect(windows)).map(({ kind, root }) => [kind, root])).toEqual([
      ['msi', 'C:\\Users\\anna\\AppData\\Roaming\\Thunderbird'],
      ['store', 'C:\\Users\\anna\\AppData\\Local\\Packages\\MozillaThunderbird.MZLA_h5892qc0xkpca\\LocalCache\\Roaming\\Thunderbird'],
    ]);
    const plan = valueOf(await thunderbird.plan(worldOf(windows), { account: annasAccount() }));
    expect(plan.steps[0]?.facts['folder']).toBe('C:\\Users\\anna\\AppData\\Roaming\\Thunderbird\\Profiles\\00000000.default');
    const mac = fakeMachine({ os: 'macos', files: { '/Applications/Thunderbird.app/Contents/Resources/application.ini': app } });
    expect(await detect(mac)).toMatchObject([{ kind: 'application', root: '/Users/anna/Library/Thunderbird' }]);
  });

  test('one that is too old is refused by its version', async () => {
    const world = freshThunderbird({ files: { '/usr/lib/thunderbird/application.ini': '[App]\nVersion=78.14.0\n' } });
    expect(await thunderbird.plan(world, { account: annasAccount() })).toMatchObject({
      problem: { code: 'client-unsupported', facts: { version: '78.14.0', oldest: 91 } },
    });
    expect(PROFILE).toContain(ROOT);
  });
});
