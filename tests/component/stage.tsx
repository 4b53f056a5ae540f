import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import { type UserEvent, userEvent } from '@testing-library/user-event';
import { afterEach, vi } from 'vitest';
import { App } from '../../renderer/app/app.tsx';
import { loadTexts } from '../../renderer/app/texts.ts';
import { createBridge } from '../../renderer/bridge/bridge.ts';
import type { Surroundings } from '../../renderer/steps/surroundings.ts';
import { createFake, type FakeApi } from '../../renderer/bridge/fake.ts';

afterEach(cleanup);
// Machines that run everything at once are slow; no test waits this long for what does not come.
configure({ asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 120_000 });

export interface Play {
  user: UserEvent;
  fake: FakeApi;
  /** Errors that reached the boundary. */
  errors: unknown[];
}

export interface Playing {
  locale?: 'en' | 'de';
  pace?: number;
  drawPicture?: Surroundings['drawPicture'];
}

/** Opens the whole window on a played story, told at once. */
export async function open(story: string, { locale = 'en', pace = 0, drawPicture }: Playing = {}): Promise<Play> {
  const fake = createFake({ story, locale, pace });
  const bridge = createBridge(fake);
  const errors: unknown[] = [];
  window.scrollTo = () => undefined;
  const [texts, start] = await Promise.all([loadTexts(locale), bridge.call('start', {})]);
  render(
    <App
      texts={texts}
      surroundings={{ bridge, start, ...(drawPicture === undefined ? {} : { drawPicture }) }}
      onError={(error) => errors.push(error)}
    />,
  );
  return { user: userEvent.setup(), fake, errors };
}

export const heading = (): string => screen.getByRole('heading', { level: 1 }).textContent;

export const untilHeading = (words: string | RegExp): Promise<HTMLElement> => screen.findByRole('heading', { level: 1, name: words });

export const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });

/** What the one live region says at the moment. */
export const said = (): string => {
  const regions = document.querySelectorAll('[data-live-region]');
  if (regions.length !== 1) throw new Error(`${regions.length} live regions`);
  return regions[0]?.textContent ?? '';
};

export const untilSaid = (words: string | RegExp): Promise<void> =>
  waitFor(() => {
    const now = said();
    if (typeof words === 'string' ? now !== words : !words.test(now)) throw new Error(`Said “${now}”, not “${String(words)}”`);
  });

/** Everything that is said from now on, in order. */
export function listen(): string[] {
  const heard: string[] = [];
  const region = document.querySelector('[data-live-region]');
  if (region === null) throw new Error('No live region');
  new MutationObserver(() => heard.push(said())).observe(region, { subtree: true, childList: true, characterData: true });
  return heard;
}

export async function giveAddress({ user }: Play, address = 'anna@firma.example'): Promise<void> {
  const field = screen.getByRole('textbox', { name: 'E-mail address' });
  await user.clear(field);
  await user.type(field, `${address}{Enter}`);
}

export async function toProgram(play: Play): Promise<void> {
  await giveAddress(play);
  await untilHeading(/^Found your mail server/);
  await play.user.click(button('Choose a mail program'));
  await screen.findByRole('radiogroup');
}

export async function toSignIn(play: Play): Promise<void> {
  await toProgram(play);
  await play.user.click(button('Go on with Thunderbird'));
  await untilHeading('Sign in to your mailbox');
}

export async function toPlan(play: Play): Promise<void> {
  await toSignIn(play);
  await play.user.type(screen.getByLabelText(/^Password/), 'correct horse{Enter}');
  await screen.findByRole('button', { name: 'Go on' });
  await play.user.click(button('Go on'));
}

export async function toDone(play: Play): Promise<void> {
  await toPlan(play);
  await play.user.click(await screen.findByRole('button', { name: 'Set up Thunderbird' }));
  await untilHeading('Your e-mail is set up');
}

export const callsOf = ({ fake }: Play, name: string): unknown[] =>
  fake.asked.filter((call) => call.name === name).map(({ input }) => input);
