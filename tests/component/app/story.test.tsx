import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { button, callsOf, giveAddress, heading, listen, open, said, toDone, toPlan, toProgram, untilHeading } from '../stage.tsx';

describe('the whole story', () => {
  it('goes from the address to the receipt', async () => {
    const play = await open('healthy');
    await toDone(play);
    const receipt = screen.getByRole('region', { name: 'Receipt' });
    expect(within(receipt).getByText('Anna Berg, anna@firma.example')).toBeTruthy();
    expect(within(receipt).getByText('Thunderbird')).toBeTruthy();
    expect(within(receipt).getByText('The mail server accepted your password.')).toBeTruthy();
    expect(play.errors).toEqual([]);
  });

  it('is done by keyboard alone', async () => {
    const { user } = await open('healthy');
    await user.keyboard('anna@firma.example{Enter}');
    await untilHeading('Found your mail server: mail.firma.example');
    await tabTo(user, 'Choose a mail program');
    await user.keyboard('{Enter}');
    await screen.findByRole('radiogroup');
    await tabTo(user, 'Go on with Thunderbird');
    await user.keyboard('{Enter}');
    await untilHeading('Sign in to your mailbox');
    await user.keyboard('secret{Enter}');
    await untilHeading('Your password works');
    expect(document.activeElement).toBe(button('Go on'));
    await user.keyboard('{Enter}');
    await screen.findByRole('button', { name: 'Set up Thunderbird' });
    await tabTo(user, 'Set up Thunderbird');
    await user.keyboard('{Enter}');
    await untilHeading('Your e-mail is set up');
  });

  it('takes a double click on the main button for one, and a press on one that is not ready yet for none', async () => {
    const play = await open('healthy');
    await giveAddress(play);
    await untilHeading(/^Found your mail server/);
    fireEvent.click(button('Choose a mail program'), { detail: 2 });
    expect(heading()).toMatch(/^Found your mail server/);
    await play.user.click(button('Choose a mail program'));
    await screen.findByRole('radiogroup');
    await play.user.click(button('Go on with Thunderbird'));
    await untilHeading('Sign in to your mailbox');
    const beside = button('Check password').parentElement;
    if (beside === null) throw new Error('The button stands nowhere');
    await play.user.pointer({ keys: '[MouseLeft]', target: beside });
    expect(document.activeElement).toBe(screen.getByLabelText(/^Password/));
  });

  it('names the native window after every step', async () => {
    const play = await open('healthy');
    await toDone(play);
    const titles = callsOf(play, 'nameStep').map((input) => JSON.stringify(input));
    expect(titles.map((title) => /"title":"(.*)"/.exec(title)?.[1])).toEqual([
      'Step 1 of 5: Address – Mailramp',
      'Step 2 of 5: Settings – Mailramp',
      'Step 3 of 5: Mail program – Mailramp',
      'Step 4 of 5: Sign in – Mailramp',
      'Step 5 of 5: Set up – Mailramp',
      'Done – Mailramp',
    ]);
  });

  it('shows on the rail where one is and what was decided', async () => {
    const play = await open('healthy');
    await toPlan(play);
    await untilHeading('Ready to set up Thunderbird');
    const steps = within(screen.getByRole('navigation', { name: 'Steps' })).getAllByRole('listitem');
    expect(steps.map((step) => step.textContent)).toEqual([
      'Addressdoneanna@firma.example',
      'Settingsdonemail.firma.example',
      'Mail programdoneThunderbird',
      'Sign indonePassword accepted',
      '5Set upcurrent step',
    ]);
    expect(steps.map((step) => step.getAttribute('aria-current'))).toEqual([null, null, null, null, 'step']);
  });

  it('goes back page by page and keeps what was decided', async () => {
    const play = await open('healthy');
    await toPlan(play);
    await untilHeading('Ready to set up Thunderbird');
    for (const page of ['Your password works', 'Which mail program do you use?', /^Found your mail server/, 'Let’s set up your e-mail.']) {
      await play.user.click(button('Back'));
      await untilHeading(page);
    }
    expect(screen.getByRole('textbox', { name: 'E-mail address' })).toHaveProperty('value', 'anna@firma.example');
    await play.user.click(button('Find my settings'));
    await untilHeading(/^Found your mail server/);
    expect(callsOf(play, 'discover')).toHaveLength(1);
  });

  it('looks the settings up anew when the address was changed, and forgets the password that was proved', async () => {
    const play = await open('healthy');
    await toPlan(play);
    await untilHeading('Ready to set up Thunderbird');
    for (const page of ['Your password works', 'Which mail program do you use?', /^Found/, 'Let’s set up your e-mail.']) {
      await play.user.click(button('Back'));
      await untilHeading(page);
    }
    await giveAddress(play, 'bert@other.example');
    await untilHeading('Found your mail server: mail.other.example');
    expect(callsOf(play, 'discover')).toHaveLength(2);
    await play.user.click(button('Choose a mail program'));
    await play.user.click(await screen.findByRole('button', { name: 'Go on with Thunderbird' }));
    await untilHeading('Sign in to your mailbox');
  });

  it('says what happened once, and again when it happens again', async () => {
    const play = await open('healthy');
    const heard = listen();
    await giveAddress(play, 'anna');
    const words = said();
    await play.user.keyboard('{Enter}');
    expect(words).not.toBe('');
    expect(heard.filter((line) => line === words)).toHaveLength(2);
  });

  it('carries the password to main once and never shows it again', async () => {
    const play = await open('healthy');
    await toPlan(play);
    expect(callsOf(play, 'verify')).toEqual([{ password: 'correct horse', confirmedHosts: [] }]);
    await untilHeading('Ready to set up Thunderbird');
    expect(document.body.innerHTML).not.toContain('correct horse');
    await play.user.click(button('Back'));
    expect(document.querySelector('input[type=password]')).toBeNull();
  });

  it('marks a demonstration on every page, with the address and the password to type', async () => {
    const play = await open('demo');
    for (const step of [() => toProgram(play), () => play.user.click(button('Go on with Thunderbird'))]) {
      const band = screen.getByRole('complementary', { name: 'Demonstration' });
      expect(band.textContent).toContain('anna@demo.example');
      expect(band.textContent).toContain('Password: demo');
      await step();
    }
    expect(heading()).toBe('Sign in to your mailbox');
    expect(screen.getByRole('complementary', { name: 'Demonstration' })).toBeTruthy();
  });

  it('speaks German where German is chosen', async () => {
    await open('healthy', { locale: 'de' });
    expect(heading()).toBe('Richten wir Ihre E-Mail ein.');
    expect(button('Einstellungen suchen')).toBeTruthy();
  });
});

async function tabTo(user: { tab(): Promise<void> }, name: string): Promise<void> {
  for (let presses = 0; presses < 20; presses += 1) {
    await user.tab();
    if (document.activeElement?.textContent === name) return;
  }
  throw new Error(`Tab does not come to “${name}”`);
}
