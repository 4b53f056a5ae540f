import type { Change, ClientId } from '../model/plan.ts';
import { problemOf, type Problem } from '../model/problem.ts';
import { FileProblem } from '../world/machine.ts';
import type { World } from '../world/world.ts';
import { createJournal } from './journal.ts';

/**
 * Changes that a Mailramp that runs has begun and not ended, this one included: they are its own to finish or to take back.
 * Only where the system tells processes apart (Windows); elsewhere, and in journals from before, nobody is named.
 */
export async function inProgress({ machine, windows }: World): Promise<Change[]> {
  if (windows === undefined) return [];
  const journal = createJournal(machine);
  const live: Change[] = [];
  for (const change of await begun(journal)) {
    const owner = await journal.owner(change.id);
    if (owner !== undefined && (await windows.running(owner.id))?.started === owner.started) live.push(change);
  }
  return live;
}

/** A journal that cannot be read keeps nobody from working. */
async function begun(journal: ReturnType<typeof createJournal>): Promise<Change[]> {
  try {
    return (await journal.list()).filter(({ state }) => state === 'started');
  } catch (error) {
    if (error instanceof FileProblem) return [];
    throw error;
  }
}

const programOf = (client: ClientId): ClientId => (client.startsWith('outlook') ? 'outlook' : client);

/** Whether two set-ups would meet in one program: Outlook has several names, by the kind of account. */
export const sameProgram = (one: ClientId, other: ClientId): boolean => programOf(one) === programOf(other);

/** What whoever comes second is told. */
export const setUpRunning = (client: ClientId): Problem => problemOf('set-up-running', { client: programOf(client) }, ['retry']);
