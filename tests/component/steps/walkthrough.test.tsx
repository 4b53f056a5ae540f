import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sceneOf } from '../../../renderer/steps/scene-of.ts';
import { pictureOf } from '../../../renderer/steps/set-up/picture.tsx';
import type { GuideStep } from '../../../electron/core/model/guide.ts';
import { button, callsOf, giveAddress, open, toPlan, toProgram, untilHeading, untilSaid } from '../stage.tsx';

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
});

const chosen = async (): Promise<string> => (await screen.findByRole<HTMLSelectElement>('combobox', { name: 'Mail program' })).value;

describe('the page of walkthroughs', () => {
  it('shows the chosen program with the values of the person, and leads back', async () => {
    const play = await open('healthy');
    await toProgram(play);
    await play.user.click(button('Show me how: Thunderbird'));
    await untilHeading('How it is done');
    expect(await chosen()).toBe('thunderbird');
    await screen.findByRole('region', { name: 'Thunderbird on the computer' });
    expect((await screen.findAllByText(/anna@firma\.example/)).length).toBeGreaterThan(0);
    expect(callsOf(play, 'walkthroughValues').at(-1)).toEqual({
      scene: 'thunderbird',
      address: 'anna@firma.example',
      fullName: 'Anna Berg',
    });
    await play.user.click(button('Back'));
    await untilHeading('Which mail program do you use?');
  });

  it('shows a program that is not here, and every other one', async () => {
    const play = await open('healthy');
    await toProgram(play);
    await play.user.click(button('Show me how: Apple Mail'));
    expect(await chosen()).toBe('apple-mail');
    await play.user.selectOptions(screen.getByRole('combobox', { name: 'Mail program' }), 'outlook-new');
    await screen.findByRole('region', { name: /New Outlook/ });
  });

  it('is there when nothing was found', async () => {
    const play = await open('nothing-found');
    await giveAddress(play);
    await play.user.click(await screen.findByRole('button', { name: 'Show me how' }));
    await untilHeading('How it is done');
    await screen.findByRole('region', { name: 'Thunderbird on the computer' });
  });

  it('is saved as animation, pictures or page, and says so', async () => {
    const play = await open('healthy');
    await toProgram(play);
    await play.user.click(button('Show me how: Thunderbird'));
    await play.user.click(await screen.findByRole('button', { name: 'Save as animation' }));
    await untilSaid('The animation is saved.');
    await play.user.click(button('Save as web page'));
    await untilSaid('The page is saved. It plays without a network.');
    expect(callsOf(play, 'saveWalkthrough')).toMatchObject([
      { scene: 'thunderbird', format: 'gif' },
      { scene: 'thunderbird', format: 'html' },
    ]);
  });

  it('is offered beside the plan, and not shown unasked', async () => {
    const play = await open('healthy');
    await toPlan(play);
    expect(document.querySelector('[data-picture]')).toBeNull();
    await play.user.click(await screen.findByRole('button', { name: 'Show me how' }));
    expect(await chosen()).toBe('thunderbird');
  });
});

describe('the walkthrough of a program', () => {
  it.each([
    [{ client: 'thunderbird' }, 'thunderbird'],
    [{ client: 'apple-mail' }, 'apple-mail'],
    [{ client: 'outlook', edition: 'new' }, 'outlook-new'],
    [{ client: 'outlook-activesync' }, 'outlook-2016-activesync'],
    [{ client: 'outlook-imap' }, 'outlook-2016-imap'],
    [{ client: 'outlook-pop3' }, 'outlook-2016-imap'],
    [{ client: 'outlook' }, 'outlook-2016-imap'],
  ] as const)('%j is %s', (offer, scene) => {
    expect(sceneOf(offer)).toBe(scene);
  });
});

describe('the picture beside a step', () => {
  const step = (kind: GuideStep['kind'], sceneStep?: number): GuideStep => ({
    kind,
    pages: [],
    values: [],
    scene: 'outlook-2016-imap',
    ...(sceneStep === undefined ? {} : { sceneStep }),
  });
  const guide = [
    step('close-outlook'),
    step('choose-pop-imap', 5),
    step('fill-pop3'),
    step('test-account', 11),
    step('finish', 13),
    step('close-mail', 13),
  ];

  it('ends before the next step, and before a step that has no picture', () => {
    expect(pictureOf(guide, 0)).toBeUndefined();
    expect(pictureOf(guide, 1)).toMatchObject({ from: 5, to: 5 });
    expect(pictureOf(guide, 2)).toBeUndefined();
    expect(pictureOf(guide, 3)).toMatchObject({ from: 11, to: 12 });
    expect(pictureOf(guide, 4)).toMatchObject({ from: 13, to: 13 });
  });
});
