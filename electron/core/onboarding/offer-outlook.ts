import { gatherOfficeFacts, type OfficeFacts, outlookForecastOf, type SetupRequest } from '../clients/index.ts';
import type { Discovery } from '../discovery/index.ts';
import type { OutlookForecast } from '../model/prediction.ts';
import type { World } from '../world/world.ts';
import { accountFrom } from './choose-account.ts';
import { autodiscoverForOutlook } from './outlook-view.ts';
import type { ProgramOffer } from './story.ts';

/**
 * Says of Outlook what the person gets with it before anything is chosen: which kind of account, and how calendar and
 * contacts arrive. New Outlook is named for what it is: it would hand the password to Microsoft's servers.
 */
export async function offerOutlook(
  world: World,
  offers: ProgramOffer[],
  discovery: Discovery | undefined,
  forbidden: NonNullable<SetupRequest['forbidden']> = [],
): Promise<ProgramOffer[]> {
  if (world.windows === undefined) return offers;
  const facts = await gatherOfficeFacts(world);
  const told = offers.map((offer) =>
    offer.client === 'outlook' && offer.state === 'ready' && discovery !== undefined ? classic(offer, facts, discovery, forbidden) : offer,
  );
  if (!facts.newOutlook.installed) return told;
  // Who has new Outlook alone does not lack Outlook, but the one that can be set up.
  return [...told.filter(({ client, state }) => client !== 'outlook' || state !== 'missing'), NEW_OUTLOOK];
}

const NEW_OUTLOOK: ProgramOffer = {
  client: 'outlook',
  state: 'unsupported',
  recommended: false,
  why: 'password-goes-to-microsoft',
  edition: 'new',
};

function classic(
  offer: ProgramOffer,
  facts: OfficeFacts,
  discovery: Discovery,
  forbidden: NonNullable<SetupRequest['forbidden']>,
): ProgramOffer {
  const account = accountFrom(discovery, { fullName: '' });
  if (!account.ok) return offer;
  const forecast = outlookForecastOf(facts, account.value, autodiscoverForOutlook(discovery), offer.installation?.program, forbidden);
  if (forecast !== undefined && forbidden.includes(forecast.kind)) return { ...offer, state: 'unsupported', why: 'forbidden-by-policy' };
  return forecast === undefined ? offer : { ...offer, why: whyOf(forecast), forecast };
}

const WHYS = {
  included: 'calendar-and-contacts',
  'caldav-synchronizer': 'mail-and-add-in',
  'not-available': 'mail-only',
} as const satisfies Record<OutlookForecast['calendarAndContacts'], ProgramOffer['why']>;

/** With the add-in installed there is nothing to lose. */
const whyOf = ({ calendarAndContacts, addIn }: OutlookForecast): ProgramOffer['why'] =>
  calendarAndContacts === 'caldav-synchronizer' && addIn ? 'calendar-and-contacts' : WHYS[calendarAndContacts];
