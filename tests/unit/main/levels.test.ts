import { describe, expect, it, vi } from 'vitest';
import { discovery as discoverySchema, type Discovery } from '../../../electron/core/discovery/index.ts';
import { parseAddress } from '../../../electron/core/model/address.ts';
import { Secret } from '../../../electron/core/model/secret.ts';
import { createOnboarding } from '../../../electron/core/onboarding/index.ts';
import type { Call } from '../../../electron/main/answer.ts';
import type { Desk } from '../../../electron/main/desk.ts';
import { answersOf } from '../../../electron/main/handlers/answers.ts';
import { startOver } from '../../../electron/main/session.ts';
import { annasAccount } from '../../fakes/accounts.ts';
import { officeComputer, type OfficeComputer, OUTLOOK_KEY } from '../../fakes/office-computer.ts';
import type { AppletScript } from '../../fakes/outlook-applet.ts';
import { testDesk } from './desk.ts';

vi.setConfig({ testTimeout: 60_000 });

const PACKAGES = 'Software\\Classes\\Local Settings\\Software\\Microsoft\\Windows\\CurrentVersion\\AppModel\\Repository\\Packages';
const empty = { protocols: [], services: [], sources: [], notes: [] };

function annasDiscovery(): Discovery {
  const { incoming, outgoing, activesync, caldav, carddav } = annasAccount();
  return discoverySchema.parse({
    address: 'anna@firma.example',
    domain: 'firma.example',
    domainUnicode: 'firma.example',
    services: [incoming, outgoing, activesync, caldav, carddav],
    recommended: { incoming, outgoing, activesync, calendar: caldav, contacts: carddav },
    tried: [],
    conflicts: [],
    clients: { outlook: empty, thunderbird: empty, apple: empty },
    pages: [],
  });
}

interface Office {
  computer: OfficeComputer;
  desk: Desk;
  told: Record<string, unknown>[];
  call: Call;
  abort: AbortController;
  ask: (name: keyof ReturnType<typeof answersOf>, input: unknown) => Promise<unknown>;
}

/** Anna at a Windows computer with Outlook 2016, her password proved; `onTold` hears every event. */
function office(script: AppletScript = {}, onTold?: (name: string, office: Office) => void): Office {
  const computer = officeComputer({ script: { expectServer: 'mail.firma.example', ...script } });
  const desk: Desk = { ...testDesk(), world: computer, onboarding: createOnboarding(computer) };
  const address = parseAddress('anna@firma.example');
  if (address.ok) startOver(desk.session, address.value, 'Anna Beispiel');
  desk.session.discovery = annasDiscovery();
  desk.session.password = new Secret('canary');
  const told: Office['told'] = [];
  const abort = new AbortController();
  const call: Call = {
    signal: abort.signal,
    emit: (name, event) => {
      told.push({ name, ...event });
      onTold?.(name, here);
    },
  };
  const answers = answersOf(desk);
  const here: Office = {
    computer,
    desk,
    told,
    call,
    abort,
    ask: (name, input) => computer.clock.run(answers[name].run(input, call, desk.trail)),
  };
  return here;
}

const names = ({ told }: Office): unknown[] => [...new Set(told.map(({ name }) => name))];

describe('the programs of a Windows computer', () => {
  it('say of Outlook what one gets with it, and of new Outlook what it does with the password', async () => {
    const here = office();
    here.computer.registry.put('HKCU', `${PACKAGES}\\Microsoft.OutlookForWindows_1.0_x64__8wekyb3d8bbwe`);
    await here.ask('programs', {});
    const [classic, modern] = (here.desk.session.offers ?? []).filter(({ client }) => client === 'outlook');
    expect(classic).toMatchObject({
      state: 'ready',
      why: 'calendar-and-contacts',
      forecast: { product: '2016', kind: 'activesync', calendarAndContacts: 'included' },
    });
    expect(modern).toMatchObject({ state: 'unsupported', edition: 'new', why: 'password-goes-to-microsoft' });
  });
});

describe('the plan for Outlook', () => {
  it('comes with its level, the levels there are, the guide and the forecast, and without the password', async () => {
    const reply = await office().ask('plan', { client: 'outlook' });
    expect(reply).toMatchObject({
      reply: { ok: true, value: { level: 'automated', levels: ['automated', 'assisted', 'walkthrough'], forecast: { product: '2016' } } },
    });
    expect(JSON.stringify(reply)).toContain('"kind":"fill-activesync"');
    expect(JSON.stringify(reply)).not.toContain('canary');
    expect(await office().ask('plan', { client: 'outlook', level: 'assisted' })).toMatchObject({ reply: { value: { level: 'assisted' } } });
  });
});

describe('setting Outlook up', () => {
  it('tells steps and pages as they come', async () => {
    const here = office();
    expect(await here.ask('setUp', { client: 'outlook' })).toMatchObject({ reply: { outcome: 'verified' } });
    expect(names(here)).toEqual(['stepDone', 'pageOpened']);
    expect(here.desk.session.password).toBeUndefined();
  });

  it('waits until the person has closed Outlook, and goes on by itself', async () => {
    const here = office();
    const id = here.computer.desk.start('OUTLOOK.EXE');
    const applet = here.computer.desk.start('rundll32.exe');
    here.computer.desk.open({ title: 'Mail Setup - Outlook', processId: applet });
    void here.computer.clock.sleep(60_000).then(() => here.computer.desk.end(applet));
    void here.computer.clock.sleep(90_000).then(() => here.computer.desk.end(id));
    expect(await here.ask('setUp', { client: 'outlook' })).toMatchObject({ reply: { outcome: 'verified' } });
    expect(here.told.slice(0, 2)).toEqual([
      { name: 'waitingForProgram', program: 'Mail (Microsoft Outlook)' },
      { name: 'waitingForProgram', program: 'Outlook' },
    ]);
  });

  it('asks at a stop and takes everything back when the answer is no', async () => {
    const heard: unknown[] = [];
    const here = office({ trouble: 'message', at: 'eas' }, (name, { desk, call }) => {
      if (name !== 'stopped') return;
      for (const byHand of [false, true]) {
        void answersOf(desk)
          .answerStop.run({ byHand }, call, desk.trail)
          .then((reply) => heard.push(reply));
      }
    });
    const before = here.computer.registry.snapshot();
    expect(await here.ask('setUp', { client: 'outlook' })).toMatchObject({
      reply: { outcome: 'failed', problem: { code: 'unexpected-window' } },
    });
    expect(here.told.at(-1)).toMatchObject({ name: 'stopped', problem: { code: 'unexpected-window' }, index: 6 });
    expect(here.computer.registry.snapshot()).toMatchObject(before);
    // The second answer finds nobody who waits.
    expect(heard).toEqual([{ reply: { heard: true } }, { reply: { heard: false } }]);
  });

  it('lets the person finish it by hand', async () => {
    const here = office({ trouble: 'message', at: 'eas' }, (name, { desk, call, computer }) => {
      if (name !== 'stopped') return;
      void answersOf(desk).answerStop.run({ byHand: true }, call, desk.trail);
      void computer.clock.sleep(20_000).then(() => {
        computer.registry.put('HKCU', `${OUTLOOK_KEY}\\Profiles\\By hand\\9375CFF0413111d3B88A00104B2A6676\\00000001`, {
          clsid: '{ED475415-B0D6-11D2-8C3B-00104B2A6676}',
          'EAS Server URL': 'mail.firma.example',
          'EAS User': 'anna@firma.example',
        });
        for (const { id } of [...computer.desk.processes]) computer.desk.end(id);
      });
    });
    expect(await here.ask('setUp', { client: 'outlook' })).toMatchObject({ reply: { outcome: 'verified' } });
    expect(await here.ask('undo', {})).toMatchObject({ reply: { outcome: 'undone' } });
    expect(here.computer.registry.below(`${OUTLOOK_KEY}\\Profiles`)).toEqual(['Outlook']);
  });

  it('can still be answered after somebody asked for a second set-up meanwhile, which was refused', async () => {
    const said: unknown[] = [];
    const here = office({ trouble: 'message', at: 'eas' }, (name, { desk, call }) => {
      if (name !== 'stopped') return;
      const answers = answersOf(desk);
      void answers.setUp.run({ client: 'outlook' }, call, desk.trail).then(async (second) => {
        said.push(second, await answers.answerStop.run({ byHand: false }, call, desk.trail));
      });
    });
    expect(await here.ask('setUp', { client: 'outlook' })).toMatchObject({ reply: { problem: { code: 'unexpected-window' } } });
    expect(said).toMatchObject([{ reply: { outcome: 'failed', problem: { code: 'set-up-running' } } }, { reply: { heard: true } }]);
  });

  it('is cancelled while it waits for the answer', async () => {
    const late: unknown[] = [];
    const here = office({ trouble: 'message', at: 'eas' }, (name, { abort, desk, call }) => {
      if (name !== 'stopped') return;
      abort.abort();
      void answersOf(desk)
        .answerStop.run({ byHand: true }, { ...call, signal: new AbortController().signal }, desk.trail)
        .then((reply) => late.push(reply));
    });
    expect(await here.ask('setUp', { client: 'outlook' })).toMatchObject({ reply: { outcome: 'cancelled' } });
    expect(late).toEqual([{ reply: { heard: false } }]);
    expect(here.computer.desk.dialogs).toEqual([]);
    expect(here.desk.session.answerStop).toBeUndefined();
  });

  it('notices in a walkthrough that the person made the account', async () => {
    const here = office();
    void here.computer.clock.sleep(5000).then(() =>
      here.computer.registry.put('HKCU', `${OUTLOOK_KEY}\\Profiles\\Mine\\9375CFF0413111d3B88A00104B2A6676\\00000001`, {
        clsid: '{ED475415-B0D6-11D2-8C3B-00104B2A6676}',
        'EAS Server URL': 'mail.firma.example',
        'EAS User': 'anna@firma.example',
      }),
    );
    const reply = await here.ask('setUp', { client: 'outlook', level: 'walkthrough' });
    expect(reply).toMatchObject({ reply: { outcome: 'verified', change: { state: 'verified' } } });
    expect(here.computer.desk.processes).toEqual([]);
  });
});
