import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { button, callsOf, giveAddress, heading, open, untilHeading, untilSaid } from '../stage.tsx';

const field = (): HTMLInputElement => screen.getByRole('textbox', { name: 'E-mail address' });

describe('the address page', () => {
  it('puts the cursor into the address and takes the name from who is signed in', async () => {
    await open('healthy');
    expect(document.activeElement).toBe(field());
    expect(screen.getByRole('textbox', { name: 'Your name' })).toHaveProperty('value', 'Anna Berg');
  });

  it('offers the repaired address, keeps what was typed until it is taken, and says so', async () => {
    const play = await open('healthy');
    await giveAddress(play, 'anna@firma,example');
    expect(field().value).toBe('anna@firma,example');
    expect(field().getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(field());
    await untilSaid('“anna@firma,example” is not an e-mail address that mail can go to.');
    await play.user.click(button('Use anna@firma.example'));
    expect(field().value).toBe('anna@firma.example');
    expect(field().getAttribute('aria-invalid')).toBeNull();
    expect(document.activeElement).toBe(field());
    await play.user.keyboard('{Enter}');
    await untilHeading(/^Found/);
  });

  it('says what is wrong with an address that cannot be repaired, beside the field', async () => {
    const play = await open('healthy');
    await giveAddress(play, 'anna');
    const described = (field().getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent);
    expect(described.join(' ')).toContain('“anna” is not an e-mail address that mail can go to.');
    expect(callsOf(play, 'discover')).toEqual([]);
  });

  it('takes what is pasted with spaces and line ends around it', async () => {
    const play = await open('healthy');
    await play.user.click(field());
    await play.user.paste('  Anna@Firma.Example ');
    await play.user.keyboard('{Enter}');
    await untilHeading(/^Found/);
    expect(callsOf(play, 'discover')).toEqual([{ address: 'Anna@firma.example', fullName: 'Anna Berg' }]);
  });

  it('sends an internationalized domain in its form for the wire and shows it in its own letters', async () => {
    const play = await open('idn');
    await play.user.click(button('Find my settings'));
    await untilHeading('Found your mail server: mail.müller.example');
    expect(callsOf(play, 'discover')).toEqual([{ address: 'anna@xn--mller-kva.example', fullName: 'Anna Berg' }]);
    expect(screen.getByText('In technical form: mail.xn--mller-kva.example')).toBeTruthy();
    await play.user.click(await screen.findByRole('button', { name: 'Back' }));
    expect(field().value).toBe('anna@müller.example');
  });

  it('offers to take back what an interrupted setup left, once', async () => {
    const play = await open('unfinished');
    await play.user.click(button('Take it back'));
    await screen.findByText('What was begun is taken back.', { selector: 'main *' });
    expect(callsOf(play, 'undo')).toEqual([{ change: 'c-20260301-1702' }]);
    expect(screen.queryByRole('button', { name: 'Take it back' })).toBeNull();
    expect(heading()).toBe('Let’s set up your e-mail.');
  });

  it('lets an interrupted setup be', async () => {
    const play = await open('unfinished');
    await play.user.click(button('Leave it'));
    expect(screen.queryByText('The last setup stopped half-way')).toBeNull();
    expect(callsOf(play, 'undo')).toEqual([]);
  });
});
