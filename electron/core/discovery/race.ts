import type { Clock } from '../world/clock.ts';

/** Milliseconds. */
export interface Timing {
  /** Everything ends here. */
  total: number;
  /** What a better source still gets after the first complete good answer. */
  grace: number;
  /** When the late runners start, if nothing good is there. */
  lateAfter: number;
}

export const TIMING: Timing = { total: 8000, grace: 1500, lateAfter: 3000 };

export type RaceEnd = 'all-ended' | 'grace-over' | 'time-over' | 'cancelled' | 'stopped';

export interface Race {
  clock: Clock;
  timing: Timing;
  /** All started at once; none waits for another. */
  runners: (() => Promise<void>)[];
  /** Started when the others ended or took too long without a good answer. */
  late: () => Promise<void>;
  isGood: () => boolean;
  /** Called back with the function to call whenever `isGood` may have changed. */
  onChange: (changed: () => void) => void;
  /** Called back with the function that ends the race for a reason of its own. */
  onStop: (stop: () => void) => void;
  signal?: AbortSignal | undefined;
}

/** Runs the race to whichever end comes first. A runner that throws is a bug and rejects the whole. */
export async function runRace(race: Race): Promise<RaceEnd> {
  const timers = new AbortController();
  const { clock, timing } = race;
  const after = (ms: number, act: () => void): void => {
    void clock.sleep(ms, timers.signal).then(() => {
      if (!timers.signal.aborted) act();
    });
  };
  try {
    return await new Promise<RaceEnd>((resolve, reject) => {
      if (race.signal?.aborted === true) {
        resolve('cancelled');
        return;
      }
      const state = { running: 0, late: false, good: false };
      const run = (runner: () => Promise<void>): void => {
        state.running += 1;
        runner().then(ended, reject);
      };
      const startLate = (): void => {
        if (state.late || state.good) return;
        state.late = true;
        run(race.late);
      };
      const ended = (): void => {
        state.running -= 1;
        if (state.running > 0) return;
        startLate();
        if (state.running === 0) resolve('all-ended');
      };
      const changed = (): void => {
        if (state.good || !race.isGood()) return;
        state.good = true;
        after(timing.grace, () => resolve('grace-over'));
      };
      race.onChange(changed);
      race.onStop(() => resolve('stopped'));
      race.signal?.addEventListener('abort', () => resolve('cancelled'), { once: true });
      after(timing.total, () => resolve('time-over'));
      after(timing.lateAfter, startLate);
      changed();
      race.runners.forEach(run);
      if (race.runners.length === 0) startLate();
    });
  } finally {
    timers.abort();
  }
}
