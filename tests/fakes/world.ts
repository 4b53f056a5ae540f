import type { Machine } from '../../electron/core/world/machine.ts';
import type { World } from '../../electron/core/world/world.ts';
import { virtualClock, type VirtualClock } from './clock.ts';
import { fakeNetwork, type FakeNetwork } from './network.ts';

export interface FakeWorld extends World {
  clock: VirtualClock;
  network: FakeNetwork;
}

const untouchable = (): never => {
  throw new Error('This test gave its world no such part of a machine.');
};

/** A machine for code that must not touch one: every use throws. */
export const noMachine: Machine = {
  os: 'linux',
  home: '/home/anna',
  dataFolder: '/home/anna/.local/share/mailramp',
  env: () => undefined,
  files: {
    join: (...parts) => parts.join('/'),
    read: untouchable,
    facts: untouchable,
    list: untouchable,
    writeAtomic: untouchable,
    copy: untouchable,
    remove: untouchable,
    removeFolder: untouchable,
    makeFolder: untouchable,
    realPath: untouchable,
  },
  processes: { run: untouchable, start: untouchable, open: untouchable },
  locks: { profileOwner: untouchable, whileLocked: untouchable },
};

/** A whole world on virtual time; `machine` only where the test needs one. */
export function fakeWorld(machine: Machine = noMachine): FakeWorld {
  const clock = virtualClock();
  let made = 0;
  const uuid = (): string => {
    made += 1;
    return `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
  };
  return { clock, network: fakeNetwork(clock), machine, uuid };
}
