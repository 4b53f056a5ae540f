import type { Registry, RegistryHive, RegistryValue } from '../../electron/core/world/windows.ts';
import { Crash } from './machine.ts';

/** Counts what changes the computer, and pulls the plug at the n-th such moment. */
export interface Plug {
  operations: number;
  dead: boolean;
  /** Dies before the n-th operation from now. */
  killAt(n: number): void;
  step(): void;
  restart(): void;
}

export function plug(): Plug {
  let deadline = Infinity;
  const self: Plug = {
    operations: 0,
    dead: false,
    killAt: (n) => {
      deadline = self.operations + n;
    },
    step: () => {
      if (self.dead) throw new Crash('The process is dead.');
      self.operations += 1;
      if (self.operations < deadline) return;
      self.dead = true;
      throw new Crash('Killed.');
    },
    restart: () => {
      self.dead = false;
      deadline = Infinity;
    },
  };
  return self;
}

interface Key {
  name: string;
  values: Map<string, { name: string; value: RegistryValue }>;
}

export interface FakeRegistry extends Registry {
  /** Every value name that was read, with its key. */
  readonly reads: string[];
  /** Fills in values without counting: text, number, bytes or list. */
  put(hive: RegistryHive, key: string, values?: Record<string, string | number | Uint8Array | string[]>, view?: 32 | 64): void;
  /** Everything in HKEY_CURRENT_USER as text, for comparing before and after. */
  snapshot(): string[];
  removeQuietly(key: string): void;
  /** Names of the keys below one in HKEY_CURRENT_USER. */
  below(key: string): string[];
}

export const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`${text}\0`, 'utf16le'));

/** A registry in memory: names without regard to case, two views of HKEY_LOCAL_MACHINE, passwords that must not be read. */
export function fakeRegistry(power: Plug = plug()): FakeRegistry {
  const keys = new Map<string, Key>();
  const reads: string[] = [];
  const pathOf = (hive: RegistryHive, key: string, view: 32 | 64 = 64): string =>
    `${hive}${hive === 'HKLM' && view === 32 ? '32' : ''}\\${key}`.toLowerCase();
  const make = (hive: RegistryHive, key: string, view?: 32 | 64): Key => {
    const parts = key.split('\\');
    parts.forEach((name, depth) => {
      const path = pathOf(hive, parts.slice(0, depth + 1).join('\\'), view);
      if (!keys.has(path)) keys.set(path, { name, values: new Map() });
    });
    const made = keys.get(pathOf(hive, key, view));
    if (made === undefined) throw new Error('A key was not made.');
    return made;
  };
  const removeTree = (path: string): void => {
    for (const other of [...keys.keys()]) if (other === path || other.startsWith(`${path}\\`)) keys.delete(other);
  };
  const keysBelow = (path: string): string[] =>
    [...keys]
      .filter(([other]) => other.startsWith(`${path}\\`) && !other.slice(path.length + 1).includes('\\'))
      .map(([, { name }]) => name);
  const below = (key: string): string[] => keysBelow(pathOf('HKCU', key));
  const valueOf = (value: string | number | Uint8Array | string[]): RegistryValue =>
    Array.isArray(value)
      ? { type: 'list', texts: value }
      : typeof value === 'string'
        ? { type: 'text', text: value }
        : typeof value === 'number'
          ? { type: 'number', number: value }
          : { type: 'bytes', bytes: value };

  return {
    reads,
    put: (hive, key, values = {}, view) => {
      const made = make(hive, key, view);
      for (const [name, value] of Object.entries(values)) made.values.set(name.toLowerCase(), { name, value: valueOf(value) });
    },
    snapshot: () =>
      [...keys]
        .filter(([path]) => path.startsWith('hkcu'))
        .flatMap(([path, key]) => [path, ...[...key.values.values()].map(({ name, value }) => `${path} ${name} ${JSON.stringify(value)}`)])
        .sort(),
    below,
    removeQuietly: (key) => removeTree(pathOf('HKCU', key)),
    value: async (hive, key, name, view) => {
      if (/(?<!^show)password/i.test(name)) throw new Error(`A password was read: ${name}`);
      reads.push(`${key}\\${name}`);
      return Promise.resolve(keys.get(pathOf(hive, key, view))?.values.get(name.toLowerCase())?.value);
    },
    names: async (hive, key, view) =>
      Promise.resolve([...(keys.get(pathOf(hive, key, view))?.values.values() ?? [])].map(({ name }) => name)),
    keys: async (hive, key, view) => Promise.resolve(keysBelow(pathOf(hive, key, view))),
    exists: async (hive, key, view) => Promise.resolve(keys.has(pathOf(hive, key, view))),
    set: async (key, name, value) => {
      power.step();
      make('HKCU', key).values.set(name.toLowerCase(), { name, value });
      return Promise.resolve();
    },
    remove: async (key, name) => {
      power.step();
      keys.get(pathOf('HKCU', key))?.values.delete(name.toLowerCase());
      return Promise.resolve();
    },
    removeKey: async (key) => {
      power.step();
      removeTree(pathOf('HKCU', key));
      return Promise.resolve();
    },
  };
}
