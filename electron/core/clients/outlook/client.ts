import { failed, type Outcome } from '../../model/outcome.ts';
import type { Change, ClientId, Installation, Proof } from '../../model/plan.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import type { World } from '../../world/world.ts';
import type { Client } from '../client.ts';
import { applyOutlook } from './apply.ts';
import { outlookChange } from './change-data.ts';
import { gatherOfficeFacts } from './detect/detect.ts';
import { chooseOffice, planOutlook } from './plan.ts';
import { readBack } from './read-back.ts';
import { undoOutlook } from './undo.ts';

async function detect(world: World, client: ClientId): Promise<Installation[]> {
  const facts = await gatherOfficeFacts(world);
  const office = chooseOffice(facts);
  if (office === undefined) return [];
  const { kind, program, version } = office;
  return [{ client, kind, program, programArguments: [], ...(version === undefined ? {} : { version }) }];
}

async function verify(world: World, change: Change): Promise<Outcome<Proof[], Problem>> {
  const data = outlookChange.safeParse(change.data);
  if (world.windows === undefined || !data.success) return failed(problemOf('not-verified', { reason: 'unreadable' }));
  const { registryVersion, wanted, makeDefault } = data.data;
  return readBack(world.windows.registry, registryVersion, wanted, makeDefault);
}

async function open(world: World, change: Change): Promise<boolean> {
  const data = outlookChange.safeParse(change.data);
  if (world.windows === undefined || !data.success) return false;
  return (await world.windows.launch(data.data.program, ['/profile', data.data.wanted.profile], { outlives: true })) !== undefined;
}

const outlookClient = (id: ClientId): Client => ({
  id,
  detect: (world) => detect(world, id),
  plan: (world, request) => planOutlook(world, id, request),
  apply: applyOutlook,
  verify,
  undo: (world, change, { byPerson = false } = {}) => undoOutlook(world, change, { inApplet: byPerson }),
  open,
});

/** Classic Outlook with the kind of account that is predicted to work. */
export const outlook = outlookClient('outlook');
export const outlookActiveSync = outlookClient('outlook-activesync');
export const outlookImap = outlookClient('outlook-imap');
export const outlookPop3 = outlookClient('outlook-pop3');
