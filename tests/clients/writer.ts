import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createJournal } from '../../electron/core/clients/journal.ts';
import { thunderbird } from '../../electron/core/clients/thunderbird/index.ts';
import { account } from '../../electron/core/model/account.ts';
import { createMachine } from '../../electron/platform/machine/machine.ts';
import { systemClock } from '../../electron/platform/clock.ts';
import { fakeWorld } from '../fakes/world.ts';

/** A process for tests that sets an account up and takes it back, again and again, until it is killed. */
const { values } = parseArgs({ options: { home: { type: 'string' }, profile: { type: 'string' }, account: { type: 'string' } } });
const machine = createMachine({ home: values.home ?? '', dataFolder: `${values.home ?? ''}/data` });
const world = { ...fakeWorld(machine), clock: systemClock, uuid: () => randomUUID() };
const wanted = account.parse(JSON.parse(values.account ?? ''));
const journal = createJournal(machine);

for (;;) {
  const plan = await thunderbird.plan(world, { account: wanted, profile: values.profile ?? '' });
  if (!plan.ok) throw new Error(JSON.stringify(plan.problem));
  const change = await thunderbird.apply(world, plan.value, {
    record: async (one) => {
      await journal.record(one);
      // From here on a kill finds something half done.
      process.stdout.write(`${one.state}\n`);
    },
  });
  if (!change.ok) throw new Error(JSON.stringify(change.problem));
  const undone = await thunderbird.undo(world, change.value);
  if (!undone.ok) throw new Error(JSON.stringify(undone.problem));
  await journal.record(undone.value);
}
