import { screen, within } from '@testing-library/react';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../../electron/core/discovery/discovery.ts';
import { SOURCE_IDS } from '../../../electron/core/model/service.ts';
import { scriptOf } from '../../../renderer/bridge/stories/scripts.ts';
import { answeredOf, canGoOn, IDLE, reduce } from '../../../renderer/steps/checking/state.ts';
import { button, callsOf, giveAddress, open, toProgram, untilHeading, untilSaid } from '../stage.tsx';

const found = (): (string | null)[] =>
  within(screen.getByRole('list', { name: 'What was found' }))
    .getAllByRole('listitem')
    .map((row) => row.textContent);

describe('the checking page', () => {
  it('counts what was asked and answered and holds the main button back until enough is known', async () => {
    const play = await open('held-looking');
    await giveAddress(play);
    await screen.findByRole('progressbar', { name: '6 of 10 questions answered' });
    expect(screen.getByRole('heading', { level: 1, name: 'Looking up firma.example …' })).toBeTruthy();
    expect(button('Choose a mail program').getAttribute('disabled')).not.toBeNull();
    expect(found()).toEqual(['Receive mail', 'Send mail', 'Calendar', 'Contacts', 'Mobile phones'].map((name) => `${name}looking`));
  });

  it('lets one go on as soon as mail is known, and says so once', async () => {
    const play = await open('held-checking');
    await giveAddress(play);
    await untilHeading('Found your mail server: mail.firma.example');
    await untilSaid('Found your mail server: mail.firma.example');
    expect(found()).toEqual([
      'Receive mailmail.firma.example',
      'Send mailmail.firma.example',
      'Calendarlooking',
      'Contactslooking',
      'Mobile phonesmail.firma.example',
    ]);
    await play.user.click(button('Choose a mail program'));
    await untilHeading('Which mail program do you use?');
  });

  it('does not ask for the password on settings that are still coming, but serves who was faster', async () => {
    const play = await open('held-checking');
    await toProgram(play);
    await play.user.click(button('Go on with Thunderbird'));
    await play.user.type(await screen.findByLabelText(/^Password/), 'secret{Enter}');
    expect(screen.getAllByText('waiting for the last settings').length).toBeGreaterThan(0);
    expect(callsOf(play, 'verify')).toEqual([]);
    await play.user.click(button('Cancel'));
    expect(screen.queryByText('waiting for the last settings')).toBeNull();
    expect(button('Back')).toBeTruthy();
  });

  it('cancels and keeps the address', async () => {
    const play = await open('held-looking');
    await giveAddress(play);
    await play.user.click(await screen.findByRole('button', { name: 'Cancel' }));
    await untilHeading('Let’s set up your e-mail.');
    expect(screen.getByRole('textbox', { name: 'E-mail address' })).toHaveProperty('value', 'anna@firma.example');
  });

  it('has every question with its answer and time in a drawer that is closed for employees', async () => {
    const play = await open('healthy');
    await giveAddress(play);
    await untilHeading(/^Found/);
    const drawer = button('Details');
    expect(drawer.getAttribute('aria-expanded')).toBe('false');
    await play.user.click(drawer);
    const rows = within(screen.getByRole('list', { name: 'Who was asked' })).getAllByRole('listitem');
    expect(rows).toHaveLength(10);
    expect(rows[0]?.textContent).toContain('Autodiscover for Outlookfound310 ms');
  });

  it('opens the drawer for helpdesk', async () => {
    const play = await open('helpdesk');
    await giveAddress(play);
    await untilHeading(/^Found/);
    expect(button('Details').getAttribute('aria-expanded')).toBe('true');
  });

  it('shows where sources do not agree and which one is believed', async () => {
    const play = await open('conflict');
    await giveAddress(play);
    await untilHeading(/^Found/);
    expect(
      screen.getByText(
        'Receive mail (IMAP): Autoconfig server of the domain names mail.firma.example, Autodiscover for Outlook names imap.old.example. Mailramp uses mail.firma.example.',
      ),
    ).toBeTruthy();
  });

  it.each([
    ['nothing-found', 'No settings found', 'This is on the provider’s side, not yours.'],
    ['offline', 'No connection to the internet', 'This is about the network you are on.'],
    ['captive-portal', 'This network wants you to sign in first', 'This is about the network you are on.'],
  ])('puts trouble in the place of the page: %s', async (story, title, whose) => {
    const play = await open(story);
    await giveAddress(play);
    await untilHeading(title);
    expect(screen.getByText(whose)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    await play.user.click(button('Try again'));
    await untilHeading(title);
    expect(callsOf(play, 'discover')).toHaveLength(2);
    await play.user.click(button('Back'));
    expect(screen.getByRole('textbox', { name: 'E-mail address' })).toHaveProperty('value', 'anna@firma.example');
  });
});

describe('the rows of the drawer', () => {
  it('leave no question open when the search has ended', () => {
    const asked = reduce(reduce(IDLE, { kind: 'began' }), { kind: 'asked', source: 'probe' });
    const discovery = scriptOf('healthy').discovery('anna@firma.example');
    const { phase, rows } = reduce(asked, { kind: 'ended', discovery });
    expect({ phase, rows }).toEqual({ phase: 'settled', rows: [] });
  });

  const source = fc.constantFrom(...SOURCE_IDS);
  const questions = fc.array(fc.record({ source, url: fc.constantFrom('https://a.example', 'https://b.example') }), { maxLength: 20 });

  it('never move, whatever order the answers come in', () => {
    fc.assert(
      fc.property(questions, fc.infiniteStream(fc.nat()), (asked, order) => {
        let state = reduce(IDLE, { kind: 'began' });
        for (const question of asked) state = reduce(state, { kind: 'asked', ...question });
        const places = state.rows.map(({ source: id, url }) => `${id} ${url ?? ''}`);
        const waiting = [...asked];
        while (waiting.length > 0) {
          const [next] = waiting.splice((order.next().value ?? 0) % waiting.length, 1);
          if (next === undefined) break;
          const attempt: Attempt = { ...next, outcome: 'absent', ms: 1 };
          const before = answeredOf(state);
          state = reduce(state, { kind: 'answered', attempt });
          expect(answeredOf(state)).toBe(before + 1);
          expect(state.rows.map(({ source: id, url }) => `${id} ${url ?? ''}`)).toEqual(places);
        }
        expect(answeredOf(state)).toBe(asked.length);
        expect(canGoOn(state)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
