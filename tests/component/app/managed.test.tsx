import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { button, callsOf, giveAddress, open, type Play, untilHeading } from '../stage.tsx';

const field = (): HTMLInputElement => screen.getByRole('textbox', { name: 'E-mail address' });

async function toSignIn(play: Play, address: string): Promise<HTMLInputElement> {
  await giveAddress(play, address);
  await untilHeading(/^Found/);
  await play.user.click(button('Choose a mail program'));
  await screen.findByRole('radiogroup');
  await play.user.click(button('Go on with Thunderbird'));
  await untilHeading('Sign in to your mailbox');
  const password = screen.getByLabelText(/^Password/);
  if (!(password instanceof HTMLInputElement)) throw new Error('No field');
  return password;
}

describe('a window of a company with one domain', () => {
  it('asks only for what stands before the @, and says so', async () => {
    const play = await open('managed');
    expect(screen.getByText('Firma GmbH')).toBeTruthy();
    expect(screen.getByText('@firma.example')).toBeTruthy();
    expect(document.getElementById(field().getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      'What stands before @firma.example, or paste your whole address.',
    );
    await giveAddress(play, 'anna');
    await untilHeading(/^Found/);
    expect(callsOf(play, 'discover')).toMatchObject([{ address: 'anna@firma.example' }]);
    await play.user.click(await screen.findByRole('button', { name: 'Back' }));
    expect(field().value).toBe('anna');
  });

  it('takes a whole address, also of another domain, and then shows no domain behind it', async () => {
    const play = await open('managed');
    await play.user.click(field());
    await play.user.paste(' anna@bank.example');
    expect(screen.queryByText('@firma.example')).toBeNull();
    await play.user.keyboard('{Enter}');
    await untilHeading(/^Found/);
    expect(callsOf(play, 'discover')).toMatchObject([{ address: 'anna@bank.example' }]);
  });

  it('says that the address is missing when nothing was typed', async () => {
    const play = await open('managed');
    await play.user.click(button('Find my settings'));
    expect(field().getAttribute('aria-invalid')).toBe('true');
    expect(callsOf(play, 'discover')).toEqual([]);
  });

  it('names whom to turn to in Help', async () => {
    const play = await open('managed');
    await play.user.click(button('Help'));
    expect(screen.getByText('Turn to: IT-Service, Telefon 4711, it@firma.example')).toBeTruthy();
  });
});

describe('a window of a company with several domains', () => {
  it('lets one of them be chosen', async () => {
    const play = await open('managed-domains');
    const list = screen.getByRole('combobox', { name: 'Domain of the address' });
    expect(list.textContent).toBe('firma.examplemüller.examplewerk.example');
    await play.user.selectOptions(list, 'werk.example');
    await giveAddress(play, 'anna');
    await untilHeading(/^Found/);
    expect(callsOf(play, 'discover')).toMatchObject([{ address: 'anna@werk.example' }]);
    await play.user.click(await screen.findByRole('button', { name: 'Back' }));
    expect(screen.getByRole('combobox', { name: 'Domain of the address' })).toHaveProperty('value', 'werk.example');
  });
});

describe('the password', () => {
  it('can be shown where the company lets it, and is hidden again when it is sent', async () => {
    const play = await open('managed');
    const password = await toSignIn(play, 'anna');
    expect(password.type).toBe('password');
    await play.user.type(password, 'correct');
    await play.user.click(button('Show password'));
    expect(password.type).toBe('text');
    expect(button('Show password').getAttribute('aria-pressed')).toBe('true');
    await play.user.click(button('Show password'));
    expect(password.type).toBe('password');
    await play.user.click(button('Show password'));
    await play.user.type(password, '{Enter}');
    expect(password.type).toBe('password');
    await screen.findByRole('button', { name: 'Go on' });
  });

  it('cannot be shown unless the company lets it', async () => {
    const play = await open('healthy');
    await toSignIn(play, 'anna@firma.example');
    expect(screen.queryByRole('button', { name: 'Show password' })).toBeNull();
  });
});
