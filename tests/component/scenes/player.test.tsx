import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import words from '../../../assets/locales/en/scenes.json' with { type: 'json' };
import { completeValues } from '../../../electron/core/model/walkthrough-values.ts';
import { type LoadedScene, loadScene } from '../../../renderer/scenes/catalogue.ts';
import { Player, type PlayerProps } from '../../../renderer/scenes/player/player.tsx';
import { endOf } from '../../../renderer/scenes/player/playing.ts';
import { type Timeline, timelineOf } from '../../../renderer/scenes/stage/timeline.ts';

const VALUES = completeValues({ email: 'anna@firma.example' });
const catalogue = new Map<string, string>(Object.entries(words));
const say: PlayerProps['say'] = (key, given = {}) =>
  (catalogue.get(key) ?? key).replace(/\{(\w+)[^}]*\}/g, (_whole, name: string) => String(given[name]));

let loaded: LoadedScene;
let timeline: Timeline;
/** Pictures that the browser was asked for and has not drawn yet. */
let asked: FrameRequestCallback[] = [];
let now = 0;

beforeAll(async () => {
  const found = await loadScene('outlook-2016-imap', 'en');
  if (found === undefined) throw new Error('Not drawn');
  loaded = found;
  timeline = timelineOf(found.scene, found.texts, VALUES);
});

beforeEach(() => {
  asked = [];
  now = 0;
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
  vi.stubGlobal('requestAnimationFrame', (tick: FrameRequestCallback) => asked.push(tick));
  vi.stubGlobal('cancelAnimationFrame', () => (asked = []));
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** Lets that many milliseconds pass, picture by picture. */
function pass(ms: number): void {
  for (let gone = 0; gone < ms; gone += 100) {
    now += 100;
    const ticks = asked;
    asked = [];
    act(() => ticks.forEach((tick) => tick(now)));
  }
}

const open = (more: Partial<PlayerProps> = {}) => render(<Player loaded={loaded} say={say} values={VALUES} still={false} {...more} />);
const picture = (): HTMLElement => screen.getByRole('group');
const step = (): number => Number(/^Step (\d+)/.exec(picture().getAttribute('aria-label') ?? '')?.[1]);
const slider = (): HTMLInputElement => screen.getByRole<HTMLInputElement>('slider');

describe('the player', () => {
  it('names itself, its picture and every control', () => {
    open();
    expect(screen.getByRole('region', { name: loaded.texts.title })).toBeTruthy();
    expect(picture().getAttribute('aria-label')).toBe(`Step 1 of 15: ${loaded.texts.steps['control-panel']?.caption}`);
    expect(slider().getAttribute('aria-label')).toBe('Place in the walkthrough');
    expect(screen.getByRole('combobox', { name: 'Speed' })).toBeTruthy();
    for (const name of ['Play', 'Step back', 'Step on', 'Repeat']) expect(screen.getByRole('button', { name })).toBeTruthy();
  });

  it('is played by nobody but the person, and stops at the end', async () => {
    open();
    pass(1000);
    expect(slider().value).toBe('0');
    await userEvent.click(screen.getByRole('button', { name: 'Play' }));
    pass(2100);
    expect(slider().value).toBe('2000');
    await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
    pass(1000);
    expect(slider().value).toBe('2000');
    fireEvent.change(slider(), { target: { value: String(Math.round(timeline.length) - 100) } });
    await userEvent.click(screen.getByRole('button', { name: 'Play' }));
    pass(1000);
    expect(screen.getByRole('button', { name: 'Play' })).toBeTruthy();
    expect(step()).toBe(15);
  });

  it('goes by keyboard: k and the space bar, arrows, Home and End', () => {
    open();
    const press = (key: string): boolean => fireEvent.keyDown(picture(), { key });
    press('ArrowRight');
    press('ArrowRight');
    expect(step()).toBe(3);
    press('ArrowLeft');
    expect(step()).toBe(2);
    press('End');
    expect(step()).toBe(15);
    press('ArrowRight');
    expect(step()).toBe(15);
    press('Home');
    expect(step()).toBe(1);
    for (const key of [' ', 'k']) {
      expect(press(key)).toBe(false);
      expect(screen.getByRole('button', { name: 'Pause' })).toBeTruthy();
      press(key);
      expect(screen.getByRole('button', { name: 'Play' })).toBeTruthy();
    }
    expect(press('x')).toBe(true);
  });

  it('plays twice as fast, and over again, when asked', async () => {
    open();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Speed' }), '2');
    await userEvent.click(screen.getByRole('button', { name: 'Repeat' }));
    expect(screen.getByRole('button', { name: 'Repeat' }).getAttribute('aria-pressed')).toBe('true');
    await userEvent.click(screen.getByRole('button', { name: 'Play' }));
    pass(1100);
    expect(slider().value).toBe('2000');
    fireEvent.change(slider(), { target: { value: String(Math.round(timeline.length) - 100) } });
    pass(300);
    expect(screen.getByRole('button', { name: 'Pause' })).toBeTruthy();
    expect(step()).toBe(1);
  });

  it('tells every step in full, and goes to the one that is chosen', async () => {
    open();
    const list = within(screen.getByRole('list')).getAllByRole('listitem');
    expect(list).toHaveLength(15);
    expect(list[6]?.textContent).toContain('anna@firma.example');
    expect(list[0]?.getAttribute('aria-current')).toBe('step');
    await userEvent.click(within(screen.getByRole('list')).getAllByRole('button')[4] ?? list[0] ?? document.body);
    expect(step()).toBe(5);
  });

  it('stands still for whoever wants no motion, and shows each step done', () => {
    open({ still: true });
    expect(screen.queryByRole('button', { name: 'Play' })).toBeNull();
    expect(screen.queryByRole('slider')).toBeNull();
    fireEvent.keyDown(picture(), { key: 'ArrowRight' });
    expect(step()).toBe(2);
    expect(asked).toEqual([]);
  });

  it('follows the real work: plays its step once, waits there, and goes further only when asked', async () => {
    const { rerender } = open({ follow: 3 });
    expect(step()).toBe(4);
    pass(60_000);
    expect(step()).toBe(4);
    expect(Number(slider().value)).toBe(Math.round(endOf(timeline, 3)));
    rerender(<Player loaded={loaded} say={say} values={VALUES} still={false} follow={4} />);
    expect(step()).toBe(5);
    pass(60_000);
    expect(step()).toBe(5);
    await userEvent.click(screen.getByRole('button', { name: 'Play' }));
    pass(3000);
    expect(step()).toBe(6);
  });
});
