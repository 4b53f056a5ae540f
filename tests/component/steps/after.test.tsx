import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problemOf } from '../../../electron/core/model/problem.ts';
import { button, callsOf, heading, open, type Play, toDone, toProgram, untilHeading, untilSaid } from '../stage.tsx';

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

  it('keeps everything at Escape, and leads back to where the question came from', async () => {
    const play = await open('healthy');
    await toDone(play);
    await play.user.click(button('Undo everything'));
    expect(document.activeElement).toBe(button('Keep it'));
    await play.user.keyboard('{Escape}');
    expect(screen.queryByRole('button', { name: 'Keep it' })).toBeNull();
    expect(document.activeElement).toBe(button('Undo everything'));
    expect(callsOf(play, 'undo')).toEqual([]);
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

/** From now on `name` is answered so; a function that throws plays a main that refuses. */
function answering({ fake }: Play, name: string, reply: () => unknown): void {
  const { call } = fake;
  fake.call = async (asked, id, input) => (asked === name ? reply() : call(asked, id, input));
}
const refusing = (): never => {
  throw new Error('refused');
};
const NOT_COPIED = 'That could not be copied. Mark the text and copy it with the keyboard, or write it down.';

async function toByHand(play: Play): Promise<void> {
  await toProgram(play);
  await play.user.click(screen.getByRole('radio', { name: /^Another program/ }));
  await play.user.click(button('Show the settings'));
  await screen.findByRole('region', { name: 'Receive mail' });
}

async function toPhone(play: Play): Promise<void> {
  await toDone(play);
  await play.user.click(button('Add my phone'));
  await untilHeading('Add your phone');
  await screen.findByRole('img', { name: /^Code with/ });
}

describe('what does not go along', () => {
  it.each([
    ['is not allowed', () => ({ copied: false })],
    ['is refused', refusing],
  ])('a copy that %s is told beside the values, and forgotten with the next', async (_, reply) => {
    const play = await open('healthy');
    await toByHand(play);
    const { call } = play.fake;
    answering(play, 'copy', reply);
    const incoming = within(screen.getByRole('region', { name: 'Receive mail' }));
    await play.user.click(incoming.getByRole('button', { name: 'Copy Server (Receive mail)' }));
    await untilSaid(NOT_COPIED);
    expect(incoming.getByText(NOT_COPIED)).toBeTruthy();
    expect(screen.getAllByText(NOT_COPIED, { selector: 'main *' })).toHaveLength(1);
    play.fake.call = call;
    await play.user.click(incoming.getByRole('button', { name: 'Copy Server (Receive mail)' }));
    await untilSaid('Copied: mail.firma.example');
    expect(screen.queryByText(NOT_COPIED, { selector: 'main *' })).toBeNull();
  });

  it.each([
    ['by hand', toByHand, 'Save as a sheet', 'Settings for another program'],
    ['the phone', toPhone, 'Save a sheet for printing', 'Add your phone'],
  ])('a sheet that cannot be written is trouble, and Back leads to the page again: %s', async (_, go, save, title) => {
    const play = await open('healthy');
    await go(play);
    answering(play, 'save', () => ({ ok: false, problem: problemOf('file-unwritable', { path: '/sheet.pdf' }) }));
    await play.user.click(button(save));
    await untilHeading('The file cannot be written');
    await play.user.click(button('Back'));
    await untilHeading(title);
    answering(play, 'save', refusing);
    await play.user.click(button(save));
    await untilHeading('Mailramp made a mistake');
  });

  it('a sheet that cannot be written while the values are still collected stays trouble when they come', async () => {
    const play = await open('healthy');
    await toProgram(play);
    const { call } = play.fake;
    let come = (): void => undefined;
    const later = new Promise<void>((resolve) => (come = resolve));
    play.fake.call = async (name, ...rest) => {
      if (name === 'save') return { ok: false, problem: problemOf('file-unwritable', { path: '/sheet.pdf' }) };
      if (name === 'valuesByHand') await later;
      return call(name, ...rest);
    };
    await play.user.click(screen.getByRole('radio', { name: /^Another program/ }));
    await play.user.click(button('Show the settings'));
    await play.user.click(await screen.findByRole('button', { name: 'Save as a sheet' }));
    await untilHeading('The file cannot be written');
    await act(async () => {
      come();
      await later;
    });
    await waitFor(() => expect(callsOf(play, 'valuesByHand')).toHaveLength(1));
    expect(heading()).toBe('The file cannot be written');
    await play.user.click(button('Back'));
    await screen.findByRole('region', { name: 'Receive mail' });
  });

  it.each([
    ['by hand', 'valuesByHand', 'Show the settings', /^Another program/],
    ['the phone', 'phone', 'Show the code', /^On my phone/],
  ])('what cannot be collected can be tried again: %s', async (_, name, deed, choice) => {
    const play = await open('healthy');
    await toProgram(play);
    const { call } = play.fake;
    answering(play, name, refusing);
    await play.user.click(screen.getByRole('radio', { name: choice }));
    await play.user.click(button(deed));
    await untilHeading('Mailramp made a mistake');
    play.fake.call = call;
    await play.user.click(button('Try again'));
    await untilHeading(/^(Settings for another program|Add your phone)$/);
  });

  it('a report that Help cannot copy leaves the reference to be read out', async () => {
    const play = await open('healthy');
    answering(play, 'copy', () => ({ copied: false }));
    await play.user.click(button('Help'));
    const panel = within(screen.getByRole('region', { name: 'If you call for help' }));
    await play.user.click(panel.getByRole('button', { name: 'Copy the report' }));
    await untilSaid('The report could not be copied. Read out the reference instead.');
    expect(panel.getByText('The report could not be copied. Read out the reference instead.')).toBeTruthy();
  });
});

describe('Help', () => {
  it('closes at Escape, and leads back to its button', async () => {
    const play = await open('healthy');
    await play.user.click(button('Help'));
    button('Copy the report').focus();
    await play.user.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: 'If you call for help' })).toBeNull();
    expect(document.activeElement).toBe(button('Help'));
  });

  it('closes at Escape from a field without taking anything from it', async () => {
    const play = await open('healthy');
    await play.user.click(button('Help'));
    const field = screen.getByRole('textbox', { name: 'E-mail address' });
    await play.user.type(field, 'anna{Escape}');
    expect(screen.queryByRole('region', { name: 'If you call for help' })).toBeNull();
    expect(document.activeElement).toBe(field);
    expect(field).toHaveProperty('value', 'anna');
  });

  it('closes before the question that was asked before it', async () => {
    const play = await open('healthy');
    await toDone(play);
    await play.user.click(button('Undo everything'));
    await play.user.click(button('Help'));
    await play.user.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: 'If you call for help' })).toBeNull();
    expect(button('Keep it')).toBeTruthy();
    await play.user.keyboard('{Escape}');
    expect(screen.queryByRole('button', { name: 'Keep it' })).toBeNull();
  });

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
