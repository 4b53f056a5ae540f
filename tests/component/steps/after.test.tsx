import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problemOf } from '../../../electron/core/model/problem.ts';
import { button, callsOf, open, toDone, toProgram, untilHeading, untilSaid } from '../stage.tsx';

describe('the receipt', () => {
  it('says what was verified and how, and when', async () => {
    const play = await open('healthy');
    await toDone(play);
    const receipt = within(screen.getByRole('region', { name: 'Receipt' }));
    expect(receipt.getAllByRole('listitem')).toHaveLength(5);
    expect(receipt.getByText(/^March 2, 2026, /)).toBeTruthy();
    expect(receipt.getByText('K7M-4QX')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    expect(screen.queryByRole('button', { name: 'Back' })).toBeNull();
  });

  it('is saved, and says so', async () => {
    const play = await open('healthy');
    await toDone(play);
    await play.user.click(button('Save'));
    await untilSaid('The receipt is saved.');
    const answer = screen.getByText('The receipt is saved.', { selector: 'main *' });
    expect(answer.compareDocumentPosition(screen.getByRole('region', { name: 'Receipt' })) & Node.DOCUMENT_POSITION_FOLLOWING).not.toBe(0);
    expect(callsOf(play, 'save')).toEqual([{ format: 'receipt' }]);
  });

  it('asks once before it undoes everything, with the harmless answer under the finger', async () => {
    const play = await open('healthy');
    await toDone(play);
    await play.user.click(button('Undo everything'));
    expect(document.activeElement).toBe(button('Keep it'));
    await play.user.keyboard('{Enter}');
    expect(callsOf(play, 'undo')).toEqual([]);
    expect(document.activeElement).toBe(button('Undo everything'));
    await play.user.click(button('Undo everything'));
    await play.user.click(button('Undo everything'));
    await untilHeading('Everything is taken back');
    expect(callsOf(play, 'undo')).toEqual([{ change: 'c-20260302-0914' }]);
    await play.user.click(button('Set up another address'));
    await untilHeading('Let’s set up your e-mail.');
    expect(screen.getByRole('textbox', { name: 'E-mail address' })).toHaveProperty('value', '');
  });

  it('tries undoing again when the program that was in the way is closed', async () => {
    const play = await open('healthy');
    await toDone(play);
    const { call } = play.fake;
    play.fake.call = () =>
      Promise.resolve({
        client: 'thunderbird',
        plan: [],
        outcome: 'failed',
        verified: [],
        problem: problemOf('client-running', { program: 'Thunderbird' }, ['close-program', 'retry']),
      });
    await play.user.click(button('Undo everything'));
    await play.user.click(button('Undo everything'));
    await untilHeading('The mail program is open');
    play.fake.call = call;
    await play.user.click(button('Try again'));
    await untilHeading('Everything is taken back');
  });

  it('opens the program', async () => {
    const play = await open('healthy');
    await toDone(play);
    await play.user.click(button('Open Thunderbird'));
    expect(callsOf(play, 'openProgram')).toHaveLength(1);
  });
});

describe('the phone page', () => {
  it('shows the code as a picture with words, and comes back to the receipt', async () => {
    const play = await open('healthy');
    await toDone(play);
    await play.user.click(button('Add my phone'));
    await untilHeading('Add your phone');
    const code = await screen.findByRole('img', { name: 'Code with the settings for anna@firma.example' });
    expect(code.getAttribute('src')).toMatch(/^data:image\/svg\+xml;charset=utf-8,%3Csvg/);
    await play.user.click(button('Save the profile'));
    await untilSaid('The profile is saved.');
    expect(callsOf(play, 'save')).toEqual([{ format: 'mobileconfig-ios' }]);
    await play.user.click(button('Back'));
    await untilHeading('Your e-mail is set up');
  });
});

describe('the settings by hand', () => {
  it('names each value and copies it', async () => {
    const play = await open('healthy');
    await toProgram(play);
    await play.user.click(screen.getByRole('radio', { name: /^Another program/ }));
    await play.user.click(button('Show the settings'));
    await untilHeading('Settings for another program');
    const incoming = within(await screen.findByRole('region', { name: 'Receive mail' }));
    expect(incoming.getByText('993')).toBeTruthy();
    await play.user.click(incoming.getByRole('button', { name: 'Copy Server (Receive mail)' }));
    await untilSaid('Copied: mail.firma.example');
    expect(callsOf(play, 'copy')).toEqual([{ text: 'mail.firma.example' }]);
  });
});

describe('Help', () => {
  it('tells the reference to read out and copies the report', async () => {
    const play = await open('healthy');
    expect(screen.queryByRole('region', { name: 'If you call for help' })).toBeNull();
    await play.user.click(button('Help'));
    const panel = within(screen.getByRole('region', { name: 'If you call for help' }));
    expect(panel.getByText(/Read out the reference K7M-4QX/)).toBeTruthy();
    await play.user.click(panel.getByRole('button', { name: 'Copy the report' }));
    await untilSaid('The report is copied. Paste it into a message to your helpdesk.');
    await play.user.click(button('Help'));
    expect(screen.queryByRole('region', { name: 'If you call for help' })).toBeNull();
  });
});
