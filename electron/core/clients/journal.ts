import { z } from 'zod';
import { change as changeSchema, type Change } from '../model/plan.ts';
import { FileProblem, type Machine } from '../world/machine.ts';
import type { RunningProcess } from '../world/windows.ts';

/** What was done to this computer, kept so that it can be taken back after any crash. One file a change, readable by its owner only. */
export interface Journal {
  /**
   * Writes the change, or its next state, whole or not at all, with the process that works on it. Rejects with FileProblem
   * when it cannot.
   */
  record(change: Change, owner?: RunningProcess): Promise<void>;
  /** The process that worked on the change when it was written down last; undefined: none was named. */
  owner(id: string): Promise<RunningProcess | undefined>;
  /** The newest first. Files that are no change are left out; `unreadable` names them. */
  list(): Promise<Change[]>;
  unreadable(): Promise<string[]>;
  /** undefined: there is none of that id, or it cannot be read. */
  read(id: string): Promise<Change | undefined>;
  /** The newest that still stands. */
  latest(): Promise<Change | undefined>;
}

const SUFFIX = '.json';
// The id comes from a command line and becomes a file name.
const ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;

const owned = z.object({ owner: z.object({ id: z.number().int(), started: z.string() }) });

/** The journal in `dataFolder/changes`. Nothing is touched until something is recorded. */
export function createJournal(machine: Machine): Journal {
  const { files } = machine;
  const folder = files.join(machine.dataFolder, 'changes');
  const pathOf = (id: string): string => files.join(folder, `${id}${SUFFIX}`);

  const read = async (id: string): Promise<Change | undefined> => {
    if (!ID.test(id)) return undefined;
    const found = await parsed(machine, pathOf(id), changeSchema);
    return found?.id === id ? found : undefined;
  };
  const all = async (): Promise<{ changes: Change[]; unreadable: string[] }> => {
    const names = (await files.list(folder)).filter((name) => name.endsWith(SUFFIX));
    const entries = await Promise.all(names.map(async (name) => ({ name, change: await read(name.slice(0, -SUFFIX.length)) })));
    const changes = entries.flatMap(({ change }) => (change === undefined ? [] : [change]));
    return {
      changes: changes.sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0)),
      unreadable: entries.filter(({ change }) => change === undefined).map(({ name }) => files.join(folder, name)),
    };
  };

  return {
    record: async (change, owner) => {
      if (!ID.test(change.id)) throw new TypeError('The id of a change must be usable as a file name.');
      await files.makeFolder(folder, 0o700);
      await files.writeAtomic(pathOf(change.id), `${JSON.stringify({ ...change, owner }, null, 2)}\n`, 0o600);
    },
    owner: async (id) => (ID.test(id) ? (await parsed(machine, pathOf(id), owned))?.owner : undefined),
    list: async () => (await all()).changes,
    unreadable: async () => (await all()).unreadable,
    read,
    latest: async () => (await all()).changes.find((change) => change.state !== 'undone'),
  };
}

async function parsed<Value>(machine: Machine, path: string, schema: z.ZodType<Value>): Promise<Value | undefined> {
  try {
    const text = await machine.files.read(path);
    const result = schema.safeParse(JSON.parse(text ?? ''));
    return result.success ? result.data : undefined;
  } catch (error) {
    if (error instanceof FileProblem || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
