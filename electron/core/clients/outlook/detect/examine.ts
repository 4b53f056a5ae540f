import type { PowerShellFailure } from '../../../model/confirmation.ts';
import type { AgentOptions, PowerShell, PowerShellFacts, Windows } from '../../../world/windows.ts';
import type { World } from '../../../world/world.ts';
import type { OfficeFacts } from '../office-facts.ts';
import { gatherOfficeFacts, storePackages } from './detect.ts';
import { readerOf } from './registry-reading.ts';

/** A little longer than PowerShell's own limit for its first start of a day. */
const START_LIMIT = 35_000;
const ASK_LIMIT = 20_000;
/** Days for which Outlook's crashes are looked up. */
const DAYS = 7;

/**
 * Everything that `gatherOfficeFacts` tells, and what only PowerShell does: its own version and language mode, Outlook's
 * crashes, the new Outlook where the registry keeps silent. Each says so when it could not be told. Starts no Outlook.
 */
export async function examineOffice(world: World, signal?: AbortSignal): Promise<OfficeFacts> {
  const facts = await gatherOfficeFacts(world);
  const { windows } = world;
  if (windows === undefined) return facts;
  const limit = (timeout: number): AgentOptions => ({ timeout, ...(signal === undefined ? {} : { signal }) });
  const { powershell } = windows;
  const told = await powershell.facts(limit(START_LIMIT));
  const silent = whySilent(told, signal);
  return {
    ...facts,
    powershell: told,
    newOutlook: await newOutlook(facts.newOutlook, windows, silent, limit(ASK_LIMIT)),
    crashes: await crashes(powershell, silent, limit(ASK_LIMIT)),
  };
}

/** A PowerShell that did not come up is asked nothing more: each question would start it anew. */
function whySilent({ state, version }: PowerShellFacts, signal: AbortSignal | undefined): PowerShellFailure | undefined {
  if (state === 'ready') return undefined;
  if (signal?.aborted === true) return 'cancelled';
  if (state !== 'unknown') return state;
  return version === undefined ? 'timed-out' : 'failed';
}

async function newOutlook(
  known: OfficeFacts['newOutlook'],
  { registry, powershell }: Windows,
  silent: PowerShellFailure | undefined,
  options: AgentOptions,
): Promise<OfficeFacts['newOutlook']> {
  if (known.installed || (await storePackages(readerOf(registry))).length > 0) return known;
  if (silent !== undefined) return { ...known, untold: silent };
  const answer = await powershell.newOutlook(options);
  if (!answer.ok) return { ...known, untold: answer.reason };
  const [found] = answer.value;
  return found === undefined ? known : { ...known, installed: true, version: found.version };
}

async function crashes(
  powershell: PowerShell,
  silent: PowerShellFailure | undefined,
  options: AgentOptions,
): Promise<NonNullable<OfficeFacts['crashes']>> {
  if (silent !== undefined) return { days: DAYS, list: [], untold: silent };
  const answer = await powershell.outlookCrashes(DAYS, options);
  return answer.ok ? { days: DAYS, list: answer.value } : { days: DAYS, list: [], untold: answer.reason };
}
