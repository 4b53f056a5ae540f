import type { Account } from '../model/account.ts';
import type { ClientId } from '../model/plan.ts';
import { problemOf, type Problem } from '../model/problem.ts';
import type { Service } from '../model/service.ts';
import { judgePolicy, noPolicy, type PolicyValues } from '../policy/index.ts';
import type { Discovery } from '../discovery/index.ts';
import type { AccountWishes } from './choose-account.ts';
import { levelsFor } from './levels.ts';
import type { Wishes } from './set-up.ts';
import type { ProgramOffer, SetupChoice } from './story.ts';

/** What the company decided about setting up. */
export type Rules = Pick<
  PolicyValues,
  'allowActiveSync' | 'allowImap' | 'allowPop3' | 'pinnedHosts' | 'preferredProgram' | 'profileName' | 'setUpLevel'
>;

/** Nobody decided anything. */
export const NO_RULES: Rules = judgePolicy(noPolicy).values;

type Kind = NonNullable<Wishes['forbidden']>[number];

/** Kinds of account that are not to be set up. */
export const forbiddenKinds = ({ allowActiveSync, allowImap, allowPop3 }: Rules): Kind[] => [
  ...(allowActiveSync ? [] : ['activesync' as const]),
  ...(allowImap ? [] : ['imap' as const]),
  ...(allowPop3 ? [] : ['pop3' as const]),
];

/** Where IMAP is forbidden and nobody asked for it, POP3 is taken if the server has it. */
export function accountWishesUnder(rules: Rules, discovery: Discovery, wishes: AccountWishes): AccountWishes {
  const offered = discovery.services.some(({ protocol, security }) => protocol === 'pop3' && security !== 'none');
  return wishes.protocol === undefined && !rules.allowImap && rules.allowPop3 && offered ? { ...wishes, protocol: 'pop3' } : wishes;
}

/** What the company wants where the person wants nothing else. */
export function wishesUnder(rules: Rules, client: ClientId, wishes: Wishes): Wishes {
  const { profileName, setUpLevel } = rules;
  const dialogs = levelsFor(client).length > 1;
  return {
    ...(profileName === undefined ? {} : { profileName }),
    ...(setUpLevel === undefined || !dialogs ? {} : { level: setUpLevel }),
    ...wishes,
    forbidden: forbiddenKinds(rules),
  };
}

/** Hosts that the company pins count as confirmed. */
export const choiceUnder = ({ pinnedHosts }: Rules, choice: SetupChoice): SetupChoice => ({
  ...choice,
  confirmedHosts: [...(choice.confirmedHosts ?? []), ...pinnedHosts],
});

/** Programs that were named by the kind of account they get. */
const NAMED: Partial<Record<ClientId, Kind>> = { 'outlook-activesync': 'activesync', 'outlook-imap': 'imap', 'outlook-pop3': 'pop3' };

/** The kind of account that this program would get; undefined where the prediction for Outlook decides. */
function kindOf(client: ClientId, account: Account): Kind | undefined {
  if (client === 'outlook') return undefined;
  const incoming = account.incoming?.protocol;
  return NAMED[client] ?? (incoming === 'imap' || incoming === 'pop3' ? incoming : undefined);
}

/** The rule that a set-up would break, as `forbidden-by-policy`. Outlook's kind, where it is not named, is seen to by its plan. */
export function obstacleIn(rules: Rules, client: ClientId, account: Account, level?: Wishes['level']): Problem | undefined {
  const kind = kindOf(client, account);
  if (kind !== undefined && forbiddenKinds(rules).includes(kind)) return forbidden({ protocol: kind });
  const tooMuch = level !== undefined && !levelsFor(client, rules.setUpLevel).includes(level);
  return tooMuch ? forbidden({ level }) : undefined;
}

const forbidden = (facts: Problem['facts']): Problem =>
  problemOf('forbidden-by-policy', facts, ['choose-other-program', 'ask-administrator']);

/** The preferred program first where it can be set up, and none that would get a forbidden kind of account. */
export function offersUnder(rules: Rules, offers: readonly ProgramOffer[], incoming: string | undefined): ProgramOffer[] {
  const forbiddenIncoming = forbiddenKinds(rules).some((kind) => kind === incoming);
  const allowed = offers.map((offer): ProgramOffer => {
    const takesIncoming = offer.state === 'ready' && forbiddenIncoming && offer.client !== 'outlook';
    return takesIncoming ? { ...offer, state: 'unsupported', recommended: false, why: 'forbidden-by-policy' } : offer;
  });
  const preferred = allowed.find(({ client, state }) => state === 'ready' && client === familyOf(rules.preferredProgram));
  const best = preferred ?? allowed.find(({ recommended }) => recommended) ?? allowed.find(({ state }) => state === 'ready');
  const marked = allowed.map((offer) => ({ ...offer, recommended: offer === best }));
  return [...marked.filter(({ recommended }) => recommended), ...marked.filter(({ recommended }) => !recommended)];
}

/** Outlook is offered once, whatever kind of account it is preferred with. */
const familyOf = (program: ClientId | undefined): ClientId | undefined => (program?.startsWith('outlook') === true ? 'outlook' : program);

/** Servers that the company pins may have the password without a question; nothing goes there unencrypted all the same. */
export function pinnedTrusted({ pinnedHosts }: Pick<Rules, 'pinnedHosts'>, discovery: Discovery): Discovery {
  const trusting = (service: Service): Service => {
    const pinned = !service.trusted && service.security !== 'none' && pinnedHosts.includes(service.host);
    return pinned ? { ...service, trusted: true, reasons: ['pinned-by-policy', ...service.reasons] } : service;
  };
  const of = (service: Service | null): Service | null => (service === null ? null : trusting(service));
  const { incoming, outgoing, activesync, calendar, contacts } = discovery.recommended;
  return {
    ...discovery,
    services: discovery.services.map(trusting),
    recommended: {
      ...discovery.recommended,
      incoming: of(incoming),
      outgoing: of(outgoing),
      activesync: of(activesync),
      calendar: of(calendar),
      contacts: of(contacts),
    },
  };
}
