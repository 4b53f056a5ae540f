import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Confirmation } from '../../../electron/core/model/confirmation.ts';
import { problemOf } from '../../../electron/core/model/problem.ts';
import { button, callsOf, open, type Play, toDone, toProgram, untilHeading, untilSaid } from '../stage.tsx';

async function toOutlookDone(): Promise<Play> {
  const play = await open('outlook');
  await toProgram(play);
  await play.user.click(button('Go on with Outlook 2019'));
  await untilHeading('Sign in to your mailbox');
  await play.user.type(screen.getByLabelText(/^Password/), 'correct horse{Enter}');
  await play.user.click(await screen.findByRole('button', { name: 'Go on' }));
  await play.user.click(await screen.findByRole('button', { name: 'Set up Outlook 2019' }));
  await untilHeading('Your e-mail is set up');
  return play;
}

/** Main answers this to the question, and everything else as before. */
function answering({ fake }: Play, confirmation: Confirmation | Promise<never>): void {
  const { call } = fake;
  fake.call = (name, id, input) => (name === 'confirmInOutlook' ? Promise.resolve(confirmation) : call(name, id, input));
}

const NAME = 'Let Outlook confirm it';

describe('Outlook’s own confirmation', () => {
  it('is offered with what it does, asked for once, and put onto the receipt', async () => {
    const play = await toOutlookDone();
    expect(callsOf(play, 'confirmInOutlook')).toEqual([]);
    expect(screen.getByRole('button', { name: NAME, description: 'This starts Outlook and closes it again.' })).toBeTruthy();
    await play.user.click(button(NAME));
    await untilSaid('Outlook itself confirms the account.');
    expect(callsOf(play, 'confirmInOutlook')).toEqual([{ consent: true }]);
    const receipt = within(screen.getByRole('region', { name: 'Receipt' }));
    expect(receipt.getByText(/^Outlook itself has the account anna@firma\.example in the profile “.*”, as it was set up\.$/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: NAME })).toBeNull();
    expect(document.activeElement?.textContent).toBe('Outlook itself confirms the account.');
  });

  it('says so while Outlook is asked, and takes a second press for none', async () => {
    const play = await toOutlookDone();
    answering(play, new Promise<never>(() => undefined));
    await play.user.click(button(NAME));
    await untilSaid('Outlook is being asked. It may show itself for a moment …');
    await play.user.click(button(NAME));
    expect(document.activeElement).toBe(button(NAME));
    expect(screen.getByText('Outlook is being asked. It may show itself for a moment …', { selector: 'main *' })).toBeTruthy();
  });

  it('says why Outlook was not asked, and may be tried again', async () => {
    const play = await toOutlookDone();
    const { call } = play.fake;
    answering(play, { outcome: 'not-asked', why: 'other-profile' });
    await play.user.click(button(NAME));
    await untilSaid(/^Outlook was not asked about this account: it is open with another profile/);
    play.fake.call = call;
    await play.user.click(button(NAME));
    await untilSaid('Outlook itself confirms the account.');
  });

  it('says what Outlook has otherwise', async () => {
    const play = await toOutlookDone();
    const facts = { reason: 'outlook-differs', address: 'anna@firma.example', protocol: 'activesync', found: 'imap' };
    answering(play, { outcome: 'differs', profile: 'P', started: true, problem: problemOf('not-verified', facts) });
    await play.user.click(button(NAME));
    await untilSaid(/^Outlook itself has the account anna@firma\.example as another kind than/);
    expect(button('Undo everything')).toBeTruthy();
  });

  it('does not take a refused call for an answer', async () => {
    const play = await toOutlookDone();
    const { call } = play.fake;
    play.fake.call = (name, id, input) => (name === 'confirmInOutlook' ? Promise.reject(new Error('busy')) : call(name, id, input));
    await play.user.click(button(NAME));
    await untilSaid('Outlook was asked, but its answer could not be read.');
    expect(play.errors).toEqual([]);
  });

  it('is offered for no other program', async () => {
    const play = await open('healthy');
    await toDone(play);
    expect(screen.queryByRole('button', { name: NAME })).toBeNull();
  });
});
