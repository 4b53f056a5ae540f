import { discover as findSettings, type Discovery, type DiscoveryEvent } from '../../core/discovery/index.ts';
import { parseAddress } from '../../core/model/address.ts';
import { failed, succeeded } from '../../core/model/outcome.ts';
import { problemOf } from '../../core/model/problem.ts';
import { pinnedTrusted } from '../../core/onboarding/index.ts';
import type { Call, Handler } from '../answer.ts';
import type { Desk } from '../desk.ts';
import { startOver } from '../session.ts';

/** Finds the settings; a run that found nothing still answers with what was tried, its problem inside. */
export const discover =
  ({ world, session, trail, policy }: Desk): Handler<'discover'> =>
  async ({ address: typed, fullName }, call) => {
    const address = parseAddress(typed);
    if (!address.ok) return address;
    startOver(session, address.value, fullName);
    trail.note('discover', { address: address.value.text });
    const { signal } = call;
    // The person may go on as soon as enough is known, or ask for another address; a result belongs to its address only.
    const keep = (found: Discovery): void => {
      if (session.address === address.value && !signal.aborted) session.discovery = found;
    };
    const trusting = (found: Discovery): Discovery => pinnedTrusted(policy.values, found);
    const onEvent = (event: DiscoveryEvent): void => {
      const told = event.kind === 'update' ? { ...event, discovery: trusting(event.discovery) } : event;
      if (told.kind === 'update') keep(told.discovery);
      tell(call, told);
    };
    const discovery = trusting(await findSettings(world, address.value, { signal, fullName, onEvent }));
    if (signal.aborted) return failed(problemOf('cancelled', {}, ['retry']));
    keep(discovery);
    trail.note('discovered', { services: discovery.services.length, problem: discovery.problem?.code, tried: discovery.tried });
    return succeeded(discovery);
  };

function tell(call: Call, event: DiscoveryEvent): void {
  if (event.kind === 'started')
    call.emit('attemptStarted', { source: event.source, ...(event.url === undefined ? {} : { url: event.url }) });
  else if (event.kind === 'ended') call.emit('attemptEnded', { attempt: event.attempt });
  else call.emit('discovered', { discovery: event.discovery, settled: event.settled });
}

/** Only pages that the last discovery named, and only over https. */
export const openPage =
  ({ session, shell }: Desk): Handler<'openPage'> =>
  async ({ page }) => {
    const url = session.discovery?.pages[page]?.url;
    if (url === undefined || !URL.canParse(url) || new URL(url).protocol !== 'https:') return { opened: false };
    await shell.browse(url);
    return { opened: true };
  };
