import { clients, type SetupRequest } from '../clients/index.ts';
import type { Discovery } from '../discovery/index.ts';
import type { ClientId, Installation } from '../model/plan.ts';
import type { OperatingSystem } from '../world/machine.ts';
import type { World } from '../world/world.ts';
import { offerOutlook } from './offer-outlook.ts';
import type { ProgramOffer } from './story.ts';

/** What this computer offers, the recommended program first. Without a discovery result nothing is held against a program. */
export async function offerPrograms(
  world: World,
  discovery?: Discovery,
  forbidden: SetupRequest['forbidden'] = [],
): Promise<ProgramOffer[]> {
  const found = await Promise.all(clients.map(async (client) => ({ id: client.id, installations: await client.detect(world) })));
  const usable = discovery === undefined || (discovery.recommended.incoming !== null && discovery.recommended.outgoing !== null);
  const offers = found.flatMap(({ id, installations }) =>
    installations.length === 0 ? [missing(id, world.machine.os)] : installations.map((installation) => ready(id, installation, usable)),
  );
  const told = await offerOutlook(world, offers, discovery, forbidden);
  const best = told.find((offer) => offer.state === 'ready');
  return told.map((offer) => (offer === best ? { ...offer, recommended: true } : offer)).sort((a, b) => rank(a) - rank(b));
}

const ready = (client: ClientId, installation: Installation, usable: boolean): ProgramOffer =>
  usable
    ? { client, state: 'ready', installation, recommended: false, why: client === 'thunderbird' ? 'calendar-and-contacts' : 'installed' }
    : { client, state: 'unsupported', installation, recommended: false, why: 'no-suitable-settings' };

function missing(client: ClientId, os: OperatingSystem): ProgramOffer {
  if (client === 'outlook' && os !== 'windows') return { client, state: 'unsupported', recommended: false, why: 'needs-windows' };
  const elsewhere = client === 'apple-mail' && os !== 'macos';
  return elsewhere
    ? { client, state: 'unsupported', recommended: false, why: 'needs-mac' }
    : { client, state: 'missing', recommended: false, why: 'not-installed' };
}

const ORDER = { ready: 1, missing: 2, unsupported: 3 } as const;
const rank = (offer: ProgramOffer): number => (offer.recommended ? 0 : ORDER[offer.state]);
