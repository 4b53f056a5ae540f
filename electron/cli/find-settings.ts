import { type Attempt, discover, type Discovery, type DiscoveryEvent } from '../core/discovery/index.ts';
import { type EmailAddress, parseAddress } from '../core/model/address.ts';
import { failed, type Outcome, succeeded } from '../core/model/outcome.ts';
import type { Problem } from '../core/model/problem.ts';
import type { Call } from './call.ts';
import { readSettings } from './settings-file.ts';

const attemptLine = ({ source, outcome, ms, url, detail }: Attempt): string =>
  [`${source} ${outcome} ${Math.round(ms)} ms`, url, detail].filter(Boolean).join(' ');

function tell(call: Call, event: DiscoveryEvent): void {
  if (event.kind === 'started') call.trail(['→', event.source, event.url].filter(Boolean).join(' '));
  if (event.kind === 'ended') call.trail(`← ${attemptLine(event.attempt)}`);
}

/** Asks every source; what was tried goes to the trail. */
export const askSources = (call: Call, address: EmailAddress, fullName?: string): Promise<Discovery> =>
  discover(call.world, address, {
    signal: call.signal,
    timeout: call.timeout,
    fullName,
    onEvent: (event) => tell(call, event),
  });

/** The address that the command is about. */
export const addressOf = (call: Call): Outcome<EmailAddress, Problem> => readAddress(call.given.arguments[0] ?? '');

const MOST_REPEATED = 100;

/** An address as it was typed; what is none is repeated only so far that its typist knows it again. */
export function readAddress(typed: string): Outcome<EmailAddress, Problem> {
  const address = parseAddress(typed);
  if (address.ok || typed.length <= MOST_REPEATED) return address;
  return failed({ ...address.problem, facts: { typed: `${typed.slice(0, MOST_REPEATED)} …` } });
}

/** The settings of one address, from `--settings` or from the network; fails when there are none. */
export async function findSettings(call: Call, address: EmailAddress): Promise<Outcome<Discovery, Problem>> {
  const file = call.given.text('settings');
  if (file !== undefined) return readSettings(file, address, call.signal);
  const found = await askSources(call, address, call.given.text('full-name'));
  return found.problem === undefined ? succeeded(found) : failed(found.problem);
}
