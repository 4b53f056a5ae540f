import os from 'node:os';
import path from 'node:path';
import type { Machine, OperatingSystem } from '../../core/world/machine.ts';
import { operatingSystem } from './operating-system.ts';
import { files } from './files.ts';
import { locks } from './locks.ts';
import { processes } from './processes.ts';

export interface MachineOptions {
  /** Where Mailramp keeps its journal; the system's usual place unless given. */
  dataFolder?: string;
  /** The person's home folder; the system's answer unless given. */
  home?: string;
}

/** This computer: its files, programs and profile locks. */
export function createMachine(options: MachineOptions = {}): Machine {
  const system = operatingSystem;
  // HOME may be empty or relative; then the system's own record of the person counts.
  const told = options.home ?? os.homedir();
  const home = path.isAbsolute(told) ? told : os.userInfo().homedir;
  return {
    os: system,
    home,
    dataFolder: options.dataFolder === undefined ? usualFolder(system, home) : path.resolve(options.dataFolder),
    env: (name) => process.env[name],
    files,
    processes,
    locks,
  };
}

function usualFolder(system: OperatingSystem, home: string): string {
  switch (system) {
    case 'windows':
      return path.join(process.env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'Mailramp');
    case 'macos':
      return path.join(home, 'Library', 'Application Support', 'Mailramp');
    case 'linux': {
      const base = process.env['XDG_DATA_HOME'];
      // A relative value must be ignored (XDG Base Directory Specification).
      return path.join(base !== undefined && path.isAbsolute(base) ? base : path.join(home, '.local', 'share'), 'mailramp');
    }
  }
}
