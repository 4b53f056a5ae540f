import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../../../electron/core/clients/client.ts';
import { annasAccount } from '../../../../fakes/accounts.ts';
import { OUTLOOK_KEY, type OfficeComputer } from '../../../../fakes/office-computer.ts';
import { CLIENTS, codeOf, computerWith, type Kind, setUp } from './set-up.ts';

const RIGHT = {
  clsid: '{ED475412-B0D6-11D2-8C3B-00104B2A6676}',
  'IMAP Server': 'mail.firma.example',
  'IMAP User': 'anna@firma.example',
  'IMAP Port': 993,
  'IMAP Secure Connection': 1,
  'SMTP Server': 'mail.firma.example',
  'SMTP Port': 465,
  'SMTP Secure Connection': 1,
};
const PROFILE = `${OUTLOOK_KEY}\\Profiles\\Outlook`;
const ACCOUNT = `${PROFILE}\\9375CFF0413111d3B88A00104B2A6676\\00000001`;

/** Somebody who has set this mailbox up himself. */
function computerThatHas(values: Record<string, string | number>): OfficeComputer {
  const computer = computerWith({});
  computer.registry.put('HKCU', ACCOUNT, { ...RIGHT, ...values });
  return computer;
}

async function planned(computer: OfficeComputer, kind: Kind = 'imap'): Promise<Plan> {
  const plan = await CLIENTS[kind].plan(computer, { account: annasAccount() });
  if (!plan.ok) throw new Error(plan.problem.code);
  return plan.value;
}

describe('a mailbox that is there with other settings', () => {
  it('is there when all is as wanted', async () => {
    expect(await planned(computerThatHas({}))).toMatchObject({ alreadyThere: true });
  });

  it.each([
    ['another port', { 'IMAP Port': 143 }, { foundPort: 143, port: 993 }],
    ['another encryption', { 'IMAP Secure Connection': 0 }, { foundSecurity: 'none', security: 'tls' }],
    ['encryption only where it is offered', { 'IMAP Secure Connection': 3 }, { foundSecurity: 'auto' }],
    ['another port for sending', { 'SMTP Port': 25 }, { foundOutgoingPort: 25, outgoingPort: 465 }],
    ['sending in the clear', { 'SMTP Secure Connection': 0 }, { foundOutgoingSecurity: 'none', outgoingSecurity: 'tls' }],
    ['sending without signing in', { 'SMTP Use Auth': 0 }, { foundOutgoingLogin: 'no' }],
    ['another server for sending', { 'SMTP Server': 'old.firma.example' }, { foundOutgoingHost: 'old.firma.example' }],
  ] as const)('is not said to be there (%s), but what it has and what it should have', async (_name, values, facts) => {
    const { alreadyThere, steps } = await planned(computerThatHas(values));
    expect(alreadyThere).toBe(false);
    expect(steps.map(({ kind }) => kind)).toEqual(['other-settings-there', 'switch-classic-wizard', 'create-outlook-profile', 'add-imap']);
    expect(steps[0]?.facts).toMatchObject({ name: 'Outlook', ...facts });
  });

  it('stays as it is, and a profile of its own comes beside it', async () => {
    const computer = computerThatHas({ 'IMAP Port': 143 });
    const before = computer.registry.snapshot();
    const done: number[] = [];
    const run = await setUp(computer, 'imap', {}, { onStep: (index) => done.push(index) });
    expect(codeOf(run)).toBe('ok');
    expect(done).toEqual([0, 1, 2, 3]);
    expect(computer.registry.below(`${OUTLOOK_KEY}\\Profiles`)).toEqual(['Outlook', 'Mailramp – anna@firma.example']);
    expect(await computer.registry.value('HKCU', ACCOUNT, 'IMAP Port')).toEqual({ type: 'number', number: 143 });
    expect(await planned(computer)).toMatchObject({
      alreadyThere: true,
      steps: [{ kind: 'already-there', facts: { name: 'Mailramp – anna@firma.example' } }],
    });
    if (!run.result.ok) return;
    await computer.clock.run(CLIENTS.imap.undo(computer, run.result.value));
    expect(computer.registry.snapshot()).toEqual(before);
  });

  it('is no success after a walkthrough that ended with a wrong port, but is once that was put right', async () => {
    const computer = computerWith({});
    const made = `${OUTLOOK_KEY}\\Profiles\\Mine\\9375CFF0413111d3B88A00104B2A6676\\00000001`;
    void computer.clock.sleep(5000).then(() => computer.registry.put('HKCU', made, { ...RIGHT, 'IMAP Port': 143 }));
    expect(codeOf(await setUp(computer, 'imap', { level: 'walkthrough' }))).toBe('not-verified');
    expect(await planned(computer)).toMatchObject({
      alreadyThere: false,
      steps: [{ facts: { name: 'Mine', foundPort: 143 } }, {}, {}, {}],
    });
    computer.registry.put('HKCU', made, { 'IMAP Port': 993 });
    expect(await planned(computer)).toMatchObject({ alreadyThere: true });
  });

  it('does not matter for ActiveSync, which has one port', async () => {
    const computer = computerThatHas({
      clsid: '{ED475415-B0D6-11D2-8C3B-00104B2A6676}',
      'EAS Server URL': 'mail.firma.example',
      'EAS User': 'anna@firma.example',
    });
    expect(await planned(computer, 'activesync')).toMatchObject({ alreadyThere: true });
  });
});
