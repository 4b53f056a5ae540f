import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { GuideStep } from '../../../electron/core/model/guide.ts';
import { pictureOf } from '../../../renderer/steps/set-up/picture.tsx';
import { INITIAL, lowerLevel, reduce, type State } from '../../../renderer/steps/set-up/state.ts';
import { problemOf } from '../../../electron/core/model/problem.ts';
import { button, callsOf, open, type Play, toProgram, untilHeading, untilSaid } from '../stage.tsx';

async function toOutlookPlan(story: string, name: string, pace = 0): Promise<Play> {
  const play = await open(story, { pace });
  await toProgram(play);
  await play.user.click(button(`Go on with ${name}`));
  await untilHeading('Sign in to your mailbox');
  await play.user.type(screen.getByLabelText(/^Password/), 'correct horse{Enter}');
  await play.user.click(await screen.findByRole('button', { name: 'Go on' }));
  await screen.findByRole('list', { name: 'What happens' });
  return play;
}

const statuses = (): (string | null)[] =>
  within(screen.getByRole('list', { name: 'All steps' }))
    .getAllByRole('listitem')
    .map((row) => row.getAttribute('data-status'));

async function choose(play: Play, level: RegExp): Promise<void> {
  await play.user.click(button('I would rather do it myself, step by step'));
  await play.user.click(screen.getByRole('radio', { name: level }));
}

describe('Outlook on the program page', () => {
  it('is named by its year, with what one gets and why this way', async () => {
    const play = await open('outlook');
    await toProgram(play);
    expect(screen.getByRole('radio', { name: /^Outlook 2019.*Mail, calendar and contacts work in it\./ })).toHaveProperty('checked', true);
    const gain = screen.getByRole('list', { name: 'What you get with Outlook 2019' });
    expect(
      within(gain)
        .getAllByRole('listitem')
        .map((row) => row.textContent),
    ).toEqual(['Mailincluded', 'Calendarincluded', 'Contactsincluded']);
    await play.user.click(button('Why this way?'));
    expect(screen.getByText(/This Outlook knows ActiveSync; some report that it works/)).toBeTruthy();
  });

  it('says what is lost where only mail comes by itself', async () => {
    await toProgram(await open('outlook-imap'));
    const gain = screen.getByRole('list', { name: 'What you get with Outlook (Microsoft 365)' });
    expect(within(gain).getAllByText('needs the free add-in CalDav Synchronizer')).toHaveLength(2);
  });

  it('says of new Outlook that it hands the password to Microsoft, and what to use instead', async () => {
    await toProgram(await open('outlook-new-only'));
    const section = screen.getByRole('region', { name: 'Cannot be set up here' });
    expect(section.textContent).toContain(
      'New OutlookNew Outlook hands your password to Microsoft’s servers, so Mailramp does not set it up. Use classic Outlook or another program instead.',
    );
  });
});

describe('automated', () => {
  it('is what happens unless another level is asked for, with hands off and live progress', async () => {
    const play = await toOutlookPlan('held-outlook', 'Outlook 2019');
    expect(screen.queryByRole('radio')).toBeNull();
    await play.user.click(button('Set up Outlook 2019'));
    await screen.findByRole('progressbar', { name: 'Step 8 of 12: Type in your details' });
    expect(screen.getByText(/^Do not touch mouse and keyboard: the windows of Outlook 2019 open/)).toBeTruthy();
    expect(callsOf(play, 'setUp')).toEqual([{ client: 'outlook' }]);
    await play.user.click(button('Cancel'));
    await untilSaid('You stopped it. Mailramp left nothing behind.');
  });

  it('ends with the verified list and Undo, and tells of the add-in that calendars need', async () => {
    const play = await toOutlookPlan('outlook-imap', 'Outlook (Microsoft 365)');
    await play.user.click(button('Set up Outlook (Microsoft 365)'));
    await untilHeading('Your e-mail is set up');
    expect(screen.getByText('The account anna@firma.example is in the profile.')).toBeTruthy();
    expect(screen.getByText(/^Calendar and contacts come into Outlook \(Microsoft 365\) with the free add-in/)).toBeTruthy();
    expect(button('Undo everything')).toBeTruthy();
  });

  it('waits for Outlook to be closed, and goes on by itself', async () => {
    const play = await toOutlookPlan('outlook-open', 'Outlook 2019', 1);
    await play.user.click(button('Set up Outlook 2019'));
    await untilHeading('Close Outlook now');
    expect(screen.getByText('Mailramp goes on by itself as soon as Outlook is closed.')).toBeTruthy();
    await untilHeading('Setting up Outlook 2019');
    await untilHeading('Your e-mail is set up');
  });
});

describe('assisted', () => {
  it('shows the step that is open with its values, and ticks those before it', async () => {
    const play = await toOutlookPlan('held-outlook-assisted', 'Outlook (Microsoft 365)');
    expect(screen.getByRole('radio', { name: /^I do it, Mailramp helps/ })).toHaveProperty('checked', true);
    await play.user.click(button('Open the windows'));
    await untilHeading('Your turn in the window of Outlook (Microsoft 365)');
    const now = await screen.findByRole('region', { name: 'Type in your details' });
    expect(within(now).getByText('Step 8 of 13')).toBeTruthy();
    expect(statuses()).toEqual([...Array<string>(7).fill('done'), 'working', ...Array<string>(5).fill('planned')]);
    await untilSaid('Step 8 of 13: Type in your details');
    expect(within(now).queryByRole('button', { name: /Account type/ })).toBeNull();
    await play.user.click(within(now).getByRole('button', { name: 'Copy Incoming mail server (Type in your details)' }));
    expect(callsOf(play, 'copy')).toEqual([{ text: 'mail.firma.example' }]);
    await untilSaid('Copied: mail.firma.example');
    const { call } = play.fake;
    play.fake.call = (name, id, input) => (name === 'copy' ? Promise.resolve({ copied: false }) : call(name, id, input));
    await play.user.click(within(now).getByRole('button', { name: 'Copy Incoming mail server (Type in your details)' }));
    expect(await within(now).findByText(/^That could not be copied\./)).toBeTruthy();
  });

  it('can be asked for, and main is told', async () => {
    const play = await toOutlookPlan('outlook', 'Outlook 2019');
    await choose(play, /^I do it, Mailramp helps/);
    await play.user.click(await screen.findByRole('button', { name: 'Open the windows' }));
    await untilHeading('Your e-mail is set up');
    expect(callsOf(play, 'plan')).toEqual([{ client: 'outlook' }, { client: 'outlook', level: 'assisted' }]);
    expect(callsOf(play, 'setUp')).toEqual([{ client: 'outlook', level: 'assisted' }]);
  });

  it('is the most there is where the company fixed it', async () => {
    await toOutlookPlan('outlook-managed', 'Outlook 2019');
    expect(screen.getAllByRole('radio')).toHaveLength(2);
    expect(screen.queryByRole('radio', { name: /^Mailramp does it/ })).toBeNull();
  });
});

describe('the walkthrough', () => {
  it('is turned by hand to its end, where Mailramp looks for the account', async () => {
    const play = await toOutlookPlan('held-outlook-walkthrough', 'Outlook 2019');
    await play.user.click(button('Show the first step'));
    await untilHeading('Do this in Outlook 2019');
    expect(screen.getByRole('region', { name: 'Close Outlook' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Previous step' })).toBeNull();
    await play.user.click(button('Next step'));
    await untilSaid('Step 2 of 12: Open “Mail” in the Control Panel');
    await play.user.click(button('Previous step'));
    expect(screen.getByRole('region', { name: 'Close Outlook' })).toBeTruthy();
    expect(document.activeElement).toBe(button('Next step'));
    for (let step = 0; step < 12; step += 1) await play.user.click(button('Next step'));
    expect(screen.getByRole('region', { name: 'Mailramp looks for the account' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Next step' })).toBeNull();
    expect(document.activeElement).toBe(button('Previous step'));
    await play.user.click(button('Cancel'));
    await untilSaid('You stopped it. Mailramp left nothing behind.');
  });

  it('goes on by itself when the account is there', async () => {
    const play = await toOutlookPlan('outlook-walkthrough', 'Outlook 2019');
    await play.user.click(button('Show the first step'));
    await untilHeading('Your e-mail is set up');
  });
});

describe('a stop', () => {
  const stopAt = async (story: string): Promise<Play> => {
    const play = await toOutlookPlan(story, 'Outlook 2019');
    await play.user.click(button('Set up Outlook 2019'));
    return play;
  };

  it('offers to go on by hand at the step where it stopped, in the window that is still open', async () => {
    const play = await stopAt('held-outlook-handed');
    await untilHeading('A window appeared that Mailramp does not know');
    expect(screen.getByText(/^The window is still open at step 8: Type in your details\./)).toBeTruthy();
    await play.user.click(button('Go on by hand from this step'));
    await untilHeading('Your turn in the window of Outlook 2019');
    expect(await screen.findByRole('region', { name: 'Let Outlook try the settings' })).toBeTruthy();
    expect(screen.getByText(/^The window is open as Mailramp left it\./)).toBeTruthy();
    expect(callsOf(play, 'answerStop')).toEqual([{ byHand: true }]);
  });

  it('ends verified when the person has finished it', async () => {
    const play = await stopAt('outlook-stops');
    await play.user.click(await screen.findByRole('button', { name: 'Go on by hand from this step' }));
    await untilHeading('Your e-mail is set up');
  });

  it('puts everything back before it tries again', async () => {
    const play = await stopAt('outlook-stops');
    await play.user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(callsOf(play, 'answerStop')).toEqual([{ byHand: false }]);
    await screen.findByRole('button', { name: 'Go on by hand from this step' });
    expect(callsOf(play, 'setUp')).toHaveLength(2);
  });

  it('leads back to the plan, or to another program', async () => {
    const play = await stopAt('outlook-stops');
    await play.user.click(await screen.findByRole('button', { name: 'Back' }));
    await untilHeading('Ready to set up Outlook 2019');
    await play.user.click(button('Set up Outlook 2019'));
    await play.user.click(await screen.findByRole('button', { name: 'Choose another program' }));
    await untilHeading('Which mail program do you use?');
  });

  it('offers the next lower level from the beginning where the windows are gone', async () => {
    const play = await stopAt('outlook-vanishes');
    await untilHeading('A field is not where it was expected');
    expect(screen.queryByRole('button', { name: 'Go on by hand from this step' })).toBeNull();
    await play.user.click(button('Do it myself, with help'));
    await untilHeading('Your e-mail is set up');
    expect(callsOf(play, 'setUp')).toEqual([{ client: 'outlook' }, { client: 'outlook', level: 'assisted' }]);
  });
});

describe('the picture beside a step', () => {
  const values = [{ name: 'server', value: 'mail.firma.example', copy: true }] as const;
  const step = (kind: GuideStep['kind'], sceneStep?: number): GuideStep => ({
    kind,
    pages: [],
    values: kind === 'fill-activesync' ? [...values] : [],
    scene: 'outlook-2016-activesync',
    ...(sceneStep === undefined ? {} : { sceneStep }),
  });
  const guide = [step('close-outlook'), step('open-mail', 0), step('fill-activesync', 6), step('test-account', 9), step('close-mail', 9)];

  it('goes from where the scene shows the step to before the next one, filled with all values', () => {
    expect(pictureOf(guide, 0)).toBeUndefined();
    expect(pictureOf(guide, 1)).toEqual({ scene: 'outlook-2016-activesync', from: 0, to: 5, values });
    expect(pictureOf(guide, 2)).toMatchObject({ from: 6, to: 8 });
    expect(pictureOf(guide, 3)).toMatchObject({ from: 9, to: 9 });
    expect(pictureOf(guide, 9)).toBeUndefined();
  });

  it('stands in the page where somebody draws it', async () => {
    const play = await open('held-outlook-walkthrough', { drawPicture: ({ from, to }) => <p>{[from, to].join(' to ')}</p> });
    await toProgram(play);
    await play.user.click(button('Go on with Outlook 2019'));
    await untilHeading('Sign in to your mailbox');
    await play.user.type(screen.getByLabelText(/^Password/), 'correct horse{Enter}');
    await play.user.click(await screen.findByRole('button', { name: 'Go on' }));
    await play.user.click(await screen.findByRole('button', { name: 'Show the first step' }));
    await untilHeading('Do this in Outlook 2019');
    await play.user.click(button('Next step'));
    expect(within(screen.getByRole('region', { name: 'Open “Mail” in the Control Panel' })).getByText('0 to 0')).toBeTruthy();
  });
});

describe('the level below', () => {
  const failed = (more: Partial<State>, code: Parameters<typeof problemOf>[0]): State =>
    reduce(
      { ...INITIAL, levels: ['automated', 'assisted', 'walkthrough'], phase: 'working', wanted: 'set-up', ...more },
      { kind: 'failed', problem: problemOf(code) },
    );

  it('is offered for trouble in the dialogs alone, and there is none below the last', () => {
    expect(lowerLevel(failed({}, 'unexpected-window'))).toBe('assisted');
    expect(lowerLevel(failed({ level: 'assisted' }, 'timed-out'))).toBe('walkthrough');
    expect(lowerLevel(failed({ handed: true }, 'timed-out'))).toBe('walkthrough');
    expect(lowerLevel(failed({ level: 'walkthrough' }, 'not-verified'))).toBeUndefined();
    expect(lowerLevel(failed({}, 'forbidden-by-policy'))).toBeUndefined();
    expect(lowerLevel(failed({ levels: ['automated'] }, 'unexpected-window'))).toBeUndefined();
  });

  it('remembers the step at which the run stopped, but not where a walkthrough was turned to', () => {
    expect(failed({ page: 4 }, 'unexpected-window').stoppedAt).toBe(4);
    expect(failed({ page: 4, level: 'walkthrough' }, 'not-verified').stoppedAt).toBeUndefined();
  });
});

describe('a cancellation', () => {
  const working: State = {
    ...INITIAL,
    guide: [{ kind: 'add-profile', pages: ['mail'], values: [], scene: 'outlook-2016-imap' }],
    phase: 'working',
  };
  const phaseAfter = (more: Partial<State>): State['phase'] => reduce({ ...working, ...more }, { kind: 'cancelling' }).phase;

  it('is seen at once where there are windows to close again, and leaves no step behind at which Mailramp stopped', () => {
    expect([phaseAfter({}), phaseAfter({ level: 'assisted' }), phaseAfter({ handed: true })]).toEqual(Array(3).fill('putting-back'));
    expect(reduce({ ...working, page: 3 }, { kind: 'cancelling' }).stoppedAt).toBeUndefined();
  });

  it('promises to close no windows where none was opened', () => {
    expect([phaseAfter({ guide: [] }), phaseAfter({ level: 'walkthrough' }), phaseAfter({ waiting: 'Outlook' })]).toEqual(
      Array(3).fill('working'),
    );
  });
});
