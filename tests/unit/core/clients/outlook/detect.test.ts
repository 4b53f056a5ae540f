import { describe, expect, it } from 'vitest';
import { productOf } from '../../../../../electron/core/clients/outlook/detect/installations.ts';
import { chooseOffice, gatherOfficeFacts, noOffice, officeFacts, predictFor } from '../../../../../electron/core/clients/outlook/index.ts';
import { AccessDenied } from '../../../../../electron/core/world/windows.ts';
import { annasAccount } from '../../../../fakes/accounts.ts';
import { officeComputer, OUTLOOK_KEY, ROOT } from '../../../../fakes/office-computer.ts';
import { fakeMachine } from '../../../../fakes/machine.ts';
import { utf16 } from '../../../../fakes/registry.ts';
import { fakeWorld } from '../../../../fakes/world.ts';

const SECTION = '9375CFF0413111d3B88A00104B2A6676';
const OFFICE = 'SOFTWARE\\Microsoft\\Office';

/** A computer whose registry holds nothing of Office yet. */
function bare(files: Record<string, string> = {}) {
  const computer = officeComputer({ profiles: false, machine: { files } });
  computer.registry.put('HKLM', `${OFFICE}\\ClickToRun\\Configuration`, { InstallationPath: '', ProductReleaseIds: '' });
  return computer;
}

describe('what is on this computer', () => {
  it('is nothing on a system that is no Windows', async () => {
    expect(await gatherOfficeFacts(fakeWorld(fakeMachine()))).toEqual(noOffice());
  });

  it('is nothing of Outlook where the registry is empty, and still a whole document', async () => {
    const computer = bare();
    const facts = await gatherOfficeFacts(computer);
    expect(officeFacts.parse(JSON.parse(JSON.stringify(facts)))).toEqual(facts);
    expect(facts).toMatchObject({ office: [], profiles: [], running: [], switches: [], calDavSynchronizer: false });
  });

  it('finds a Click-to-Run installation with its applet', async () => {
    const { office } = await gatherOfficeFacts(officeComputer());
    expect(office).toEqual([
      {
        product: '2016',
        productIds: ['HomeBusinessRetail'],
        registryVersion: '16.0',
        version: '16.0.4266.1001',
        bitness: 64,
        kind: 'click-to-run',
        program: `${ROOT}\\OUTLOOK.EXE`,
        applet: `${ROOT}\\MLCFG32.CPL`,
      },
    ]);
  });

  it.each([
    [64, 'C:\\Program Files\\Microsoft Office\\Office16\\', '16.0', '2016'],
    [32, 'C:\\Program Files (x86)\\Microsoft Office\\Office15\\', '15.0', '2013'],
    [32, 'C:\\Program Files (x86)\\Microsoft Office\\Office14\\', '14.0', 'older'],
  ] as const)('finds an MSI installation in the %d-bit view', async (view, folder, version, product) => {
    const computer = bare({ [`${folder}OUTLOOK.EXE`]: '', [`${folder}MLCFG32.CPL`]: '', [`${folder}OLCFG.EXE`]: '' });
    computer.registry.put('HKLM', `${OFFICE}\\${version}\\Outlook\\InstallRoot`, { Path: folder }, view);
    const { office } = await gatherOfficeFacts(computer);
    expect(office).toMatchObject([{ product, bitness: view, kind: 'msi', registryVersion: version, olcfg: `${folder}OLCFG.EXE` }]);
  });

  it('counts a Store installation as one without an applet', async () => {
    const folder = 'C:\\Program Files\\WindowsApps\\Microsoft.Office.Desktop.Outlook_1\\Office16';
    const computer = bare({ [`${folder}\\OUTLOOK.EXE`]: '', [`${folder}\\MLCFG32.CPL`]: '' });
    computer.registry.put('HKLM', 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths\\OUTLOOK.EXE', {
      '': `"${folder}\\OUTLOOK.EXE"`,
    });
    const facts = await gatherOfficeFacts(computer);
    expect(facts.office).toMatchObject([{ kind: 'store', program: `${folder}\\OUTLOOK.EXE` }]);
    expect(facts.office[0]).not.toHaveProperty('applet');
    expect(chooseOffice(facts)).toBeUndefined();
  });

  it('is not fooled by keys that an uninstalled Office left behind', async () => {
    const computer = bare();
    computer.registry.put('HKLM', `${OFFICE}\\8.0\\Outlook`, { 'First-Run': 1 });
    computer.registry.put('HKLM', `${OFFICE}\\16.0\\Outlook\\Resiliency`);
    computer.registry.put('HKLM', `${OFFICE}\\16.0\\Outlook\\InstallRoot`, { Path: 'C:\\Gone\\Office16\\' });
    expect((await gatherOfficeFacts(computer)).office).toEqual([]);
  });

  it.each([
    [['O365ProPlusRetail', 'VisioPro2019Retail'], '365'],
    [['ProPlus2024Volume'], '2024'],
    [['ProPlus2021Volume', 'ProjectPro2024Volume'], '2021'],
    [['HomeBusiness2019Retail'], '2019'],
    [['ProPlusRetail'], '2016'],
  ] as const)('names %j', (ids, product) => {
    expect(productOf(ids, '16.0', 'click-to-run')).toBe(product);
  });

  it('reads accounts as text and as bytes, and never asks for a password', async () => {
    const computer = officeComputer();
    const profile = `${OUTLOOK_KEY}\\Profiles\\Work`;
    computer.registry.put('HKCU', `${profile}\\${SECTION}\\00000001`, {
      clsid: utf16('{ED475412-B0D6-11D2-8C3B-00104B2A6676}'),
      Email: utf16('anna@firma.example'),
      'IMAP Server': utf16('mail.firma.example'),
      'IMAP User': utf16('anna@firma.example'),
      'IMAP Port': 993,
      'IMAP Use SSL': 1,
      'IMAP Password': new Uint8Array([2, 1, 0]),
      'SMTP Server': utf16('mail.firma.example'),
      'SMTP Port': 587,
      'SMTP Secure Connection': 2,
      'SMTP Password': new Uint8Array([2, 1, 0]),
    });
    computer.registry.put('HKCU', `${profile}\\${SECTION}\\00000002`, {
      clsid: '{ed475415-b0d6-11d2-8c3b-00104b2a6676}',
      'Account Name': 'anna',
      'EAS Server URL': 'https://mail.firma.example/Microsoft-Server-ActiveSync',
      'EAS User': 'anna@firma.example',
      'EAS Password': new Uint8Array([2, 1, 0]),
    });
    computer.registry.put('HKCU', `${profile}\\${SECTION}\\00000003`, { clsid: '{ED475414-B0D6-11D2-8C3B-00104B2A6676}' });
    computer.registry.put('HKCU', 'Software\\Policies\\Microsoft\\Office\\16.0\\Outlook\\Security', { PromptForPassword: 1, Level: 2 });
    const facts = await gatherOfficeFacts(computer);
    expect(facts.profiles.find(({ name }) => name === 'Work')?.accounts).toEqual([
      {
        kind: 'imap',
        key: '00000001',
        address: 'anna@firma.example',
        server: 'mail.firma.example',
        user: 'anna@firma.example',
        port: 993,
        security: 'tls',
        outgoingServer: 'mail.firma.example',
        outgoingPort: 587,
        outgoingSecurity: 'starttls',
      },
      {
        kind: 'activesync',
        key: '00000002',
        name: 'anna',
        server: 'https://mail.firma.example/Microsoft-Server-ActiveSync',
        user: 'anna@firma.example',
      },
      { kind: 'exchange', key: '00000003' },
    ]);
    expect(computer.registry.reads.filter((read) => /password/i.test(read))).toEqual([]);
    expect(facts.profiles.map(({ name, default: chosen }) => [name, chosen])).toEqual([
      ['Outlook', true],
      ['Work', false],
    ]);
  });

  it('reports switches, policies, new Outlook, the calendar add-in and what runs', async () => {
    const computer = officeComputer();
    const { registry, desk } = computer;
    registry.put('HKCU', `${OUTLOOK_KEY}\\setup`, { DisableOffice365SimplifiedAccountCreation: 1 });
    registry.put('HKCU', 'Software\\Policies\\Microsoft\\Office\\16.0\\Outlook\\AutoDiscover', { ExcludeScpLookup: 1 });
    registry.put('HKCU', `${OUTLOOK_KEY}\\Preferences`, { UseNewOutlook: 1 });
    const packages = 'Software\\Classes\\Local Settings\\Software\\Microsoft\\Windows\\CurrentVersion\\AppModel\\Repository\\Packages';
    registry.put('HKCU', `${packages}\\Microsoft.OutlookForWindows_1.2024.1_x64__8wekyb3d8bbwe`);
    registry.put('HKLM', 'Software\\Microsoft\\Office\\Outlook\\Addins\\CalDavSynchronizer.1', {}, 32);
    registry.put('HKLM', 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion', { CurrentBuildNumber: '22631', ProductName: 'Windows 11 Pro' });
    const id = desk.start('outlook.exe');
    const facts = await gatherOfficeFacts(computer);
    expect(facts).toMatchObject({ newOutlook: { installed: true, preferred: true }, calDavSynchronizer: true, running: [id] });
    expect(facts.windows).toEqual({ version: 'Windows 11 Pro 22631', language: 'unknown' });
    expect(facts.switches).toContainEqual({
      path: 'HKCU\\Software\\Policies\\Microsoft\\Office\\16.0\\Outlook\\AutoDiscover',
      name: 'ExcludeScpLookup',
      value: 1,
      managed: true,
    });
    expect(facts.switches).toContainEqual(expect.objectContaining({ name: 'DisableOffice365SimplifiedAccountCreation', managed: false }));
  });

  it('takes refused access for absence', async () => {
    const computer = officeComputer();
    const refuse = (): never => {
      throw new AccessDenied('refused');
    };
    const windows = { ...computer.windows, registry: { ...computer.registry, value: refuse, keys: refuse, names: refuse } };
    expect((await gatherOfficeFacts({ ...computer, windows })).office).toEqual([]);
  });

  it('predicts from the facts', async () => {
    const facts = await gatherOfficeFacts(officeComputer());
    expect(predictFor(facts, annasAccount(), 'imap')).toMatchObject({
      recommended: 'outlook-activesync',
      activesync: { likelihood: 'possible' },
    });
    expect(predictFor(noOffice(), annasAccount(), 'imap')).toMatchObject({ activesync: { likelihood: 'impossible' } });
  });
});
