import { describe, expect, it } from 'vitest';
import type { Change } from '../../../electron/core/model/plan.ts';
import type { Call } from '../../../electron/main/answer.ts';
import { answersOf } from '../../../electron/main/handlers/answers.ts';
import { officeComputer, type OfficeComputer } from '../../fakes/office-computer.ts';
import { testDesk, type TestDesk } from './desk.ts';

const server = { host: 'mail.firma.example', port: 443, security: 'tls', user: 'anna@firma.example' };
const CHANGE: Change = {
  id: 'c1',
  client: 'outlook-activesync',
  address: 'anna@firma.example',
  at: '2026-11-24T10:00:00Z',
  state: 'verified',
  data: {
    wanted: { kind: 'activesync', profile: 'Mailramp', name: 'Anna', address: 'anna@firma.example', incoming: server },
    registryVersion: '16.0',
    program: 'C:\\OUTLOOK.EXE',
    formerDefault: null,
    makeDefault: true,
    classicSwitch: null,
    dataFilesBefore: [],
    profilesBefore: [],
    applets: [],
  },
};

interface OutlookDesk extends TestDesk {
  computer: OfficeComputer;
}

/** A desk at which Outlook was set up. */
function deskWithOutlook(): OutlookDesk {
  const computer = officeComputer();
  const desk = testDesk();
  desk.session.change = CHANGE;
  desk.session.result = { client: CHANGE.client, plan: [], outcome: 'verified', change: CHANGE, verified: [] };
  return { ...desk, world: computer, computer };
}

const ask = (desk: TestDesk, input: unknown = { consent: true }, signal = new AbortController().signal): Promise<unknown> => {
  const call: Call = { signal, emit: () => undefined };
  return answersOf(desk).confirmInOutlook.run(input, call, desk.trail);
};

const account = (type: number) => ({ displayName: 'Anna', address: 'Anna@firma.example', userName: '', type });
const proof = {
  kind: 'outlook-confirms',
  facts: { address: 'anna@firma.example', protocol: 'activesync', profile: 'Mailramp', accountType: 4 },
};

describe('confirmInOutlook', () => {
  it('passes Outlook’s word on, and puts it onto the receipt once', async () => {
    const desk = deskWithOutlook();
    desk.computer.powershell.says.outlook = { profile: 'Mailramp', started: true, accounts: [account(4)] };
    const reply = { outcome: 'confirmed', profile: 'Mailramp', started: true, proof };
    expect(await ask(desk)).toEqual({ reply });
    expect(await ask(desk)).toEqual({ reply });
    expect(desk.session.result?.verified).toEqual([proof]);
  });

  it('tells what is otherwise, and leaves the receipt alone', async () => {
    const desk = deskWithOutlook();
    desk.computer.powershell.says.outlook = { profile: 'Mailramp', started: true, accounts: [account(1)] };
    expect(await ask(desk)).toMatchObject({ reply: { outcome: 'differs', problem: { code: 'not-verified', facts: { found: 'imap' } } } });
    expect(desk.session.result?.verified).toEqual([]);
  });

  it('is no call without consent', async () => {
    const desk = deskWithOutlook();
    expect(await ask(desk, {})).toEqual({ refused: 'malformed-input' });
    expect(await ask(desk, { consent: false })).toEqual({ refused: 'malformed-input' });
    expect(desk.computer.powershell.asked).toEqual([]);
  });

  it('asks nobody when nothing was set up, or another program was', async () => {
    const desk = deskWithOutlook();
    desk.session.change = undefined;
    expect(await ask(desk)).toEqual({ reply: { outcome: 'not-asked', why: 'not-outlook' } });
    desk.session.change = { ...CHANGE, client: 'thunderbird', data: {} };
    expect(await ask(desk)).toEqual({ reply: { outcome: 'not-asked', why: 'not-outlook' } });
    expect(await ask({ ...testDesk(), session: desk.session })).toEqual({ reply: { outcome: 'not-asked', why: 'not-outlook' } });
    expect(desk.computer.powershell.asked).toEqual([]);
  });

  it('ends at once when it is cancelled', async () => {
    const desk = deskWithOutlook();
    desk.computer.windows.powershell.outlookAccounts = () => new Promise<never>(() => undefined);
    const stop = new AbortController();
    const asked = ask(desk, { consent: true }, stop.signal);
    stop.abort();
    expect(await asked).toEqual({ reply: { outcome: 'not-asked', why: 'cancelled' } });
  });
});
