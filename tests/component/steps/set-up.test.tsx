import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../../renderer/steps/surroundings.ts';
import { button, callsOf, open, toPlan, untilHeading, untilSaid } from '../stage.tsx';

const plan = (): { words: string | null; status: string | null }[] =>
  within(screen.getByRole('list', { name: 'What happens' }))
    .getAllByRole('listitem')
    .map((row) => ({ words: row.textContent, status: row.getAttribute('data-status') }));

describe('the set-up page', () => {
  it('shows the plan in sentences before anything is touched', async () => {
    const play = await open('healthy');
    await toPlan(play);
    await screen.findByRole('list', { name: 'What happens' });
    expect(plan()[0]).toEqual({ words: 'Use the profile “default-release”.', status: 'planned' });
    expect(plan().at(-1)?.words).toBe('The program asks for your password when it starts. Mailramp does not store it.');
    expect(callsOf(play, 'setUp')).toEqual([]);
  });

  it('ticks the same sentences, says each, and stops when told', async () => {
    const play = await open('held-set-up');
    await toPlan(play);
    await play.user.click(await screen.findByRole('button', { name: 'Set up Thunderbird' }));
    await screen.findByRole('progressbar', { name: '3 of 7 done' });
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Setting up Thunderbird' }));
    expect(plan().map(({ status }) => status)).toEqual(['done', 'done', 'done', 'working', 'planned', 'planned', 'planned']);
    await untilSaid('Add the account anna@firma.example.');
    await play.user.click(button('Cancel'));
    await untilSaid('You stopped it. Mailramp left nothing behind.');
    expect(plan().every(({ status }) => status === 'planned')).toBe(true);
  });

  it('moves the walkthrough of Thunderbird along with what is really done, and types no password in it', async () => {
    const drawn: string[] = [];
    const values: Picture['values'][] = [];
    const drawPicture = (picture: Picture) => {
      drawn.push(`${picture.scene} ${picture.from}–${picture.to}`);
      values.push(picture.values);
      return <p>picture</p>;
    };
    // Three steps are done there, and the fourth goes on.
    const play = await open('held-set-up', { drawPicture });
    await toPlan(play);
    await play.user.click(await screen.findByRole('button', { name: 'Set up Thunderbird' }));
    await screen.findByText('The same steps as Thunderbird shows them. There is nothing for you to click.');
    await waitFor(() => expect(drawn.at(-1)).toBe('thunderbird 3–3'));
    expect(values.at(-1)?.map(({ name, value }) => `${name} ${value}`)).toEqual([
      'name Anna Berg',
      'address anna@firma.example',
      'server mail.firma.example',
      'user anna@firma.example',
    ]);
  });

  it('goes on by itself once the open program is closed', async () => {
    const play = await open('thunderbird-running');
    await toPlan(play);
    await untilHeading('The mail program is open');
    expect(screen.getByText('Mailramp goes on by itself as soon as Thunderbird is closed.')).toBeTruthy();
    for (const way of ['Choose another program', 'Settings by hand', 'Try again']) expect(button(way)).toBeTruthy();
    await play.user.click(button('Try again'));
    await screen.findByRole('button', { name: 'Try again' });
    await screen.findByRole('list', { name: 'What happens' }, { timeout: 12_000 });
    await untilSaid('Thunderbird is closed now.');
    expect(callsOf(play, 'plan').length).toBe(4);
  });

  it('says so when the account is there already, and changes nothing', async () => {
    const play = await open('already-there');
    await toPlan(play);
    await untilHeading('anna@firma.example is already set up in Thunderbird');
    await play.user.click(button('Go on'));
    await untilHeading('Your e-mail was set up already');
    expect(screen.queryByRole('button', { name: 'Undo everything' })).toBeNull();
  });

  it('tells when everything was put back after a failure', async () => {
    const play = await open('not-verified');
    await toPlan(play);
    await play.user.click(await screen.findByRole('button', { name: 'Set up Thunderbird' }));
    await untilHeading('Not set up, and nothing changed');
    expect(screen.getByText('This is Mailramp’s fault, not yours.')).toBeTruthy();
    await play.user.click(button('Choose another program'));
    await untilHeading('Which mail program do you use?');
  });
});
