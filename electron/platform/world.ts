import { randomUUID } from 'node:crypto';
import type { World } from '../core/world/world.ts';
import { systemClock } from './clock.ts';
import { createMachine } from './machine/machine.ts';
import { createNetwork } from './network/network.ts';
import type { NetworkOptions } from './network/options.ts';
import type { PowerShellSettings } from './windows/powershell/index.ts';

export interface WorldOptions extends NetworkOptions {
  /** Where Mailramp keeps its journal; the system's usual place unless given. */
  dataFolder?: string;
  /** For tests alone: another program in PowerShell's place. No command line and no environment leads here. */
  powershell?: Partial<PowerShellSettings>;
}

// Native calls into Windows are loaded nowhere else: other systems have no use for them and may lack the library.
const onWindows = process.platform === 'win32' ? await import('./windows/windows.ts') : undefined;

/** The world as it is: this computer, its network and its time. Throws a TypeError when `dnsServer` is no address. */
export function createWorld(options: WorldOptions = {}): World {
  return {
    ...(onWindows === undefined ? {} : { windows: onWindows.createWindows(options.powershell) }),
    clock: systemClock,
    network: createNetwork(options),
    machine: createMachine(options.dataFolder === undefined ? {} : { dataFolder: options.dataFolder }),
    uuid: () => randomUUID(),
  };
}
