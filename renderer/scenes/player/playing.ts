import type { Timeline } from '../stage/timeline.ts';

export const SPEEDS = [0.5, 1, 1.5, 2] as const;
export type Speed = (typeof SPEEDS)[number];

/** Where the player stands. `time` in milliseconds of the scene. */
export interface Playing {
  time: number;
  playing: boolean;
  speed: Speed;
  loop: boolean;
  /** The moment at which it waits, because the person or the real work is not further; none when it plays freely. */
  until?: number | undefined;
}

export type PlayerEvent =
  | { kind: 'tick'; elapsed: number }
  | { kind: 'play' }
  | { kind: 'pause' }
  | { kind: 'seek'; time: number }
  | { kind: 'step'; index: number }
  /** Plays these steps once and waits. */
  | { kind: 'follow'; from: number; to: number }
  | { kind: 'speed'; speed: Speed }
  | { kind: 'loop'; loop: boolean };

export const AT_REST: Playing = { time: 0, playing: false, speed: 1, loop: false };

/** The step that is shown at a time. */
export const stepAt = ({ starts }: Timeline, time: number): number =>
  Math.max(
    0,
    starts.findLastIndex((start) => start <= time),
  );

/** The moment that shows a step done, for pictures that do not move. */
export const endOf = ({ starts, length }: Timeline, step: number): number => Math.max(0, (starts[step + 1] ?? length) - 1);

export function play(state: Playing, event: PlayerEvent, timeline: Timeline): Playing {
  const free = { ...state, until: undefined };
  switch (event.kind) {
    case 'tick':
      return tick(state, event.elapsed, timeline);
    case 'play': {
      // Whoever asks for more than what is followed gets it.
      const waits = state.until !== undefined && state.time >= state.until;
      return { ...(waits ? free : state), playing: true, time: state.time >= timeline.length ? 0 : state.time };
    }
    case 'pause':
      return { ...state, playing: false };
    case 'seek':
      return { ...free, time: Math.max(0, Math.min(event.time, timeline.length)) };
    case 'step':
      return { ...free, time: startOf(timeline, event.index) };
    case 'follow':
      return { ...state, time: startOf(timeline, event.from), until: endOf(timeline, event.to), playing: true };
    case 'speed':
      return { ...state, speed: event.speed };
    case 'loop':
      return { ...state, loop: event.loop };
  }
}

const startOf = ({ starts }: Timeline, step: number): number => starts[Math.max(0, Math.min(step, starts.length - 1))] ?? 0;

function tick(state: Playing, elapsed: number, timeline: Timeline): Playing {
  const time = state.time + elapsed * state.speed;
  if (state.until !== undefined && time >= state.until) return { ...state, time: state.until, playing: false };
  if (time < timeline.length) return { ...state, time };
  return state.loop ? { ...state, time: 0 } : { ...state, time: timeline.length, playing: false };
}
