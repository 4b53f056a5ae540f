import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { initial, reduce } from '../../../renderer/steps/program/state.ts';
import { THUNDERBIRD } from '../../../renderer/bridge/stories/scripts.ts';
import { button, callsOf, giveAddress, open, toProgram, untilHeading } from '../stage.tsx';

describe('the program page', () => {
  it('recommends one with its reason and has it chosen', async () => {
    const play = await open('healthy');
    await toProgram(play);
    const [first] = screen.getAllByRole('radio');
    expect(first).toHaveProperty('checked', true);
    expect(screen.getByRole('radio', { name: /Thunderbird.*Recommended.*Mail, calendar and contacts work in it\./ })).toBe(first);
    expect(button('Go on with Thunderbird')).toBeTruthy();
  });

  it('names what cannot be set up, why, and what to do instead', async () => {
    const play = await open('healthy');
    await toProgram(play);
    const section = screen.getByRole('region', { name: 'Cannot be set up here' });
    expect(
      within(section)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual([
      'OOutlookIt exists on Windows only. Start Mailramp on your Windows computer to set it up there.Show me how',
      'AApple MailIt exists on a Mac only. Start Mailramp on your Mac to set it up there.Show me how',
    ]);
    expect(within(section).queryAllByRole('radio')).toEqual([]);
  });

  it('is walked through by arrow keys and says the deed on the button', async () => {
    const play = await open('healthy');
    await toProgram(play);
    await play.user.click(screen.getByRole('radio', { name: /^Thunderbird/ }));
    await play.user.keyboard('{ArrowDown}');
    expect(button('Show the code')).toBeTruthy();
    await play.user.keyboard('{ArrowDown}');
    expect(button('Show the settings')).toBeTruthy();
    await play.user.keyboard('{ArrowDown}');
    expect(button('Go on with Thunderbird')).toBeTruthy();
  });

  it('looks again after a missing program was installed, and can go on without one', async () => {
    const play = await open('thunderbird-missing');
    await giveAddress(play);
    await untilHeading(/^Found/);
    await play.user.click(button('Choose a mail program'));
    await screen.findByRole('radiogroup');
    expect(button('Go on').getAttribute('disabled')).not.toBeNull();
    await play.user.click(button('Look again'));
    expect(callsOf(play, 'programs')).toHaveLength(2);
    await play.user.click(await screen.findByRole('radio', { name: /^Another program/ }));
    await play.user.click(button('Show the settings'));
    await untilHeading('Settings for another program');
  });

  it('shows a program that is installed twice once', () => {
    const state = reduce(initial(undefined), { kind: 'offered', offers: [THUNDERBIRD, { ...THUNDERBIRD, recommended: false }] });
    expect(state.offers).toHaveLength(1);
    expect(state.chosen).toBe('thunderbird');
  });
});
