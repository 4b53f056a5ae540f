import type { Timeline } from '../stage/timeline.ts';

export const SPEEDS = [0.5, 1, 1.5, 2] as const;
export type Speed = (typeof SPEEDS)[number];

/** Where the player stands. `time` in milliseconds of the scene. */
export interface Playing {
  time: number;
  playing: boolean;
  speed: Speed;
  loop: boolean;
}

export type PlayerEvent =
  | { kind: 'tick'; elapsed: number }
  | { kind: 'play' }
  | { kind: 'pause' }
  | { kind: 'seek'; time: number }
  | { kind: 'step'; index: number }
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
  switch (event.kind) {
    case 'tick': {
      const time = state.time + event.elapsed * state.speed;
      if (time < timeline.length) return { ...state, time };
      return state.loop ? { ...state, time: 0 } : { ...state, time: timeline.length, playing: false };
    }
    case 'play':
      return { ...state, playing: true, time: state.time >= timeline.length ? 0 : state.time };
    case 'pause':
      return { ...state, playing: false };
    case 'seek':
      return { ...state, time: Math.max(0, Math.min(event.time, timeline.length)) };
    case 'step': {
      const index = Math.max(0, Math.min(event.index, timeline.starts.length - 1));
      return { ...state, time: timeline.starts[index] ?? 0 };
    }
    case 'speed':
      return { ...state, speed: event.speed };
    case 'loop':
      return { ...state, loop: event.loop };
  }
}
