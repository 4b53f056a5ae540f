import type { Clock } from './clock.ts';
import type { Machine } from './machine.ts';
import type { Network } from './network.ts';
import type { Windows } from './windows.ts';

/** Everything core needs from outside. Made real in `electron/platform`, played in `tests/fakes`. */
export interface World {
  clock: Clock;
  network: Network;
  machine: Machine;
  /** Only where the operating system is Windows. */
  windows?: Windows;
  /** Version 4, lower case (RFC 9562). */
  uuid(): string;
}
