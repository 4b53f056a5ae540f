import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { button, callsOf, giveAddress, listen, open, toProgram, toSignIn, untilHeading, untilSaid } from '../stage.tsx';

const password = (): HTMLInputElement => screen.getByLabelText(/^Password/);
const proofs = (): (string | null)[] =>
  within(screen.getByRole('list', { name: /^This (is|was) checked$/ }))
    .getAllByRole('listitem')
    .map((row) => row.textContent);

describe('the sign-in page', () => {
  it('says where the password goes and what it is tried on, before it is typed', async () => {
    const play = await open('healthy');
    await toSignIn(play);
    expect(document.activeElement).toBe(password());
    expect(screen.getByText('It goes to mail.firma.example over an encrypted connection and is not stored.')).toBeTruthy();
    expect(proofs()).toEqual(['Receive', 'Send', 'Calendar', 'Contacts', 'Mobile phones']);
    expect(button('Check password').getAttribute('disabled')).not.toBeNull();
    expect(screen.queryByRole('button', { name: /show/i })).toBeNull();
  });

  it('ticks what was proved while the rest is under way, and says each', async () => {
    const play = await open('held-sign-in');
    await toSignIn(play);
    const heard = listen();
    await play.user.type(password(), 'secret{Enter}');
    await screen.findByText('checking');
    await untilSaid('Send: works');
    expect(heard).toContain('Receive: works');
    expect(proofs()).toEqual(['Receiveworks', 'Sendworks', 'Calendarchecking', 'Contactsto come', 'Mobile phonesto come']);
    await play.user.click(button('Cancel'));
    expect(password().value).toBe('secret');
  });

  it('keeps focus and text after a refusal, says why, and offers another user name only then', async () => {
    const play = await open('wrong-password');
    await toSignIn(play);
    expect(screen.queryByRole('button', { name: 'My user name is different' })).toBeNull();
    await play.user.type(password(), 'wrong{Enter}');
    await untilSaid('The mail server does not accept this password.');
    expect(password().value).toBe('wrong');
    expect(document.activeElement).toBe(password());
    expect(password().getAttribute('aria-invalid')).toBe('true');
    expect(proofs().slice(0, 2)).toEqual(['Receivepassword not acceptedmail.firma.example:993', 'Sendnot tried']);
    await play.user.click(button('My user name is different'));
    const name = screen.getByRole('textbox', { name: 'User name' });
    expect(document.activeElement).toBe(name);
    await play.user.clear(name);
    await play.user.type(name, 'anna');
    await play.user.clear(password());
    await play.user.type(password(), 'right{Enter}');
    await untilHeading('Your password works');
    expect(callsOf(play, 'verify').at(-1)).toEqual({ password: 'right', username: 'anna', confirmedHosts: [] });
  });

  it('takes a refusal back as soon as the password is changed', async () => {
    const play = await open('wrong-password');
    await toSignIn(play);
    await play.user.type(password(), 'wrong{Enter}');
    await untilSaid('The mail server does not accept this password.');
    await play.user.type(password(), '!');
    expect(password().getAttribute('aria-invalid')).toBeNull();
    expect(proofs()[0]).toBe('Receive');
  });

  it('tells that caps lock is on', async () => {
    const play = await open('healthy');
    await toSignIn(play);
    fireEvent.keyDown(password(), { key: 'A', modifierCapsLock: true });
    expect(screen.getByText('Caps lock is on.')).toBeTruthy();
    fireEvent.keyUp(password(), { key: 'a', modifierCapsLock: false });
    expect(screen.queryByText('Caps lock is on.')).toBeNull();
  });

  it('asks by name for a server outside the domain and sends nothing before the answer', async () => {
    const play = await open('consent-needed');
    await toSignIn(play);
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    const question = screen.getByRole('radiogroup', {
      name: 'The settings name a server outside firma.example: mail.other.example. Does it belong to your provider?',
    });
    await play.user.type(password(), 'secret{Enter}');
    expect(callsOf(play, 'verify')).toEqual([]);
    await play.user.click(within(question).getByRole('radio', { name: 'No, or I do not know' }));
    expect(button('Check password').getAttribute('disabled')).not.toBeNull();
    await play.user.click(within(question).getByRole('radio', { name: 'Yes, it belongs to my provider' }));
    expect(screen.getByText('It goes to mail.other.example over an encrypted connection and is not stored.')).toBeTruthy();
    await play.user.click(button('Check password'));
    await untilHeading('Your password works');
    expect(callsOf(play, 'verify')).toEqual([{ password: 'secret', confirmedHosts: ['mail.other.example'] }]);
  });

  it('goes on when mail works and says what does not', async () => {
    const play = await open('partly');
    await toSignIn(play);
    await play.user.type(password(), 'secret{Enter}');
    await untilHeading('Mail works, but not everything');
    expect(proofs()[2]).toBe('Calendarswitched off for this mailboxmail.firma.example:443');
    expect(document.activeElement).toBe(button('Go on'));
  });

  it('puts trouble in its place, and Back restores the page with what was typed', async () => {
    const play = await open('certificate-expired');
    await toSignIn(play);
    await play.user.type(password(), 'secret{Enter}');
    await untilHeading('The mail server’s certificate has expired');
    expect(screen.getByText('This is on the provider’s side, not yours.')).toBeTruthy();
    await play.user.click(button('Back'));
    await untilHeading('Sign in to your mailbox');
    expect(password().value).toBe('secret');
  });

  it('copies the report from the trouble page and says so', async () => {
    const play = await open('certificate-expired');
    await toSignIn(play);
    await play.user.type(password(), 'secret{Enter}');
    await play.user.click(await screen.findByRole('button', { name: 'Copy the report' }));
    await untilSaid('The report is copied.');
    expect(callsOf(play, 'copy')).toEqual([{ text: 'Mailramp 0.1.0 K7M-4QX a…@firma.example' }]);
  });

  it('does not ask again for what was proved when one comes back', async () => {
    const play = await open('healthy');
    await toProgram(play);
    await play.user.click(button('Go on with Thunderbird'));
    await play.user.type(await screen.findByLabelText(/^Password/), 'secret{Enter}');
    await untilHeading('Your password works');
    await play.user.click(button('Back'));
    await play.user.click(await screen.findByRole('button', { name: 'Go on with Thunderbird' }));
    await untilHeading('Your password works');
    expect(callsOf(play, 'verify')).toHaveLength(1);
  });

  it('forgets consent with the address it was given for', async () => {
    const play = await open('consent-needed');
    await toSignIn(play);
    await play.user.click(screen.getByRole('radio', { name: 'Yes, it belongs to my provider' }));
    for (const page of ['Which mail program do you use?', /^Found/, 'Let’s set up your e-mail.']) {
      await play.user.click(button('Back'));
      await untilHeading(page);
    }
    await giveAddress(play, 'bert@other-firma.example');
    await untilHeading(/^Found/);
    await play.user.click(button('Choose a mail program'));
    await play.user.click(await screen.findByRole('button', { name: 'Go on with Thunderbird' }));
    expect((await screen.findAllByRole('radio')).map((radio) => radio.matches(':checked'))).toEqual([false, false]);
  });
});
