import type { Account } from '../../model/account.ts';
import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import type { ClientId, PlanStep } from '../../model/plan.ts';
import type { OutlookForecast } from '../../model/prediction.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import type { World } from '../../world/world.ts';
import type { Plan, SetupRequest } from '../client.ts';
import type { OutlookPlan } from './attempt.ts';
import { gatherOfficeFacts } from './detect/detect.ts';
import { policyFor } from './detect/switches.ts';
import { outlookForecastFor } from './forecast.ts';
import { guideFor } from './guide.ts';
import type { OfficeFacts, OfficeInstallation } from './office-facts.ts';
import { type Prediction, predict, type PredictionFacts } from './prediction.ts';
import { profileWith, profileWithMailbox, settingsBeside } from './read-back.ts';
import { type OutlookKind, profileName, wantedFrom } from './wanted.ts';

export const DEFAULT_PROFILE_NAME = 'Mailramp – {address}';

/** Versions whose dialogs and registry are known. */
const KNOWN_VERSIONS = ['15.0', '16.0'];

/** The classic Outlook to set up: the wanted one, else the first that has a way to its Mail dialogs. */
export function chooseOffice(facts: OfficeFacts, program?: string): OfficeInstallation | undefined {
  const usable = facts.office.filter(({ applet, olcfg, kind, registryVersion }) => {
    const hasWay = applet !== undefined || olcfg !== undefined || kind !== 'store';
    return hasWay && KNOWN_VERSIONS.includes(registryVersion);
  });
  return usable.find((one) => one.program.toLowerCase() === program?.toLowerCase()) ?? usable[0];
}

/** ActiveSync or IMAP on this computer, for this account. */
export function predictFor(
  facts: OfficeFacts,
  account: Account,
  autodiscover: PredictionFacts['autodiscover'],
  forbidden?: SetupRequest['forbidden'],
): Prediction {
  const office = chooseOffice(facts) ?? facts.office[0];
  const version = office?.version;
  const outlook: PredictionFacts['outlook'] =
    office === undefined ? { kind: 'new' } : { kind: 'classic', product: office.product, ...(version === undefined ? {} : { version }) };
  return predict({
    outlook,
    server: {
      activesync: account.activesync !== undefined,
      imap: account.incoming?.protocol === 'imap',
      dav: account.caldav !== undefined || account.carddav !== undefined,
    },
    autodiscover,
    policy: policyFor(facts.switches, forbidden),
  });
}

/** What the Outlook that would be set up here is expected to do with this account; undefined where none can be. */
export function outlookForecastOf(
  facts: OfficeFacts,
  account: Account,
  autodiscover: PredictionFacts['autodiscover'],
  program?: string,
  forbidden?: SetupRequest['forbidden'],
): OutlookForecast | undefined {
  const installation = chooseOffice(facts, program);
  const predicted = predictFor(facts, account, autodiscover, forbidden);
  return installation === undefined ? undefined : outlookForecastFor(facts, installation, kindPredicted(predicted, account), predicted);
}

/** What would be done in Outlook's dialogs, made by looking alone. */
export async function planOutlook(world: World, client: ClientId, request: SetupRequest): Promise<Outcome<Plan, Problem>> {
  const facts = await gatherOfficeFacts(world);
  const installation = chooseOffice(facts, request.installation?.program);
  if (installation === undefined) return failed(noOutlook(world, facts));
  const kind = kindOf(facts, client, request);
  if (!kind.ok) return kind;
  if (request.forbidden?.includes(kind.value) === true) return failed(forbiddenKind(kind.value));
  const names = facts.profiles.map(({ name }) => name);
  const name = profileName(request.profileName ?? DEFAULT_PROFILE_NAME, request.account.address, names);
  const wanted = wantedFrom(request.account, kind.value, name);
  if (!wanted.ok) return wanted;
  const there = profileWith(facts.profiles, wanted.value);
  const predicted = predictFor(facts, request.account, request.autodiscover ?? 'nothing', request.forbidden);
  const forecast = outlookForecastFor(facts, installation, kind.value, predicted);
  const base = { client, address: request.account.address, forecast };
  if (there !== undefined) {
    return succeeded({ ...base, steps: [{ kind: 'already-there', facts: { name: there.name } }], alreadyThere: true, data: {} });
  }
  const level = request.level ?? 'automated';
  // A walkthrough changes nothing itself: Outlook makes its first profile the default one anyway.
  const makeDefault = level !== 'walkthrough' && (request.makeDefault ?? names.length === 0);
  const data: OutlookPlan = {
    wanted: wanted.value,
    installation,
    route: request.autodiscover === kind.value ? 'automatic' : 'manual',
    level,
    trustedHosts: trustedHosts(request.account),
    makeDefault,
    ...(request.password === undefined ? {} : { password: request.password }),
  };
  return succeeded({ ...base, steps: stepsOf(facts, data), alreadyThere: false, data, guide: guideFor(wanted.value) });
}

function kindOf(facts: OfficeFacts, client: ClientId, { account, autodiscover, forbidden }: SetupRequest): Outcome<OutlookKind, Problem> {
  if (client === 'outlook-imap') return succeeded('imap');
  if (client === 'outlook-pop3') return succeeded('pop3');
  const predicted = predictFor(facts, account, autodiscover ?? 'nothing', forbidden);
  if (client === 'outlook') return succeeded(kindPredicted(predicted, account));
  const { activesync } = predicted;
  const [reason] = activesync.reasons;
  if (activesync.likelihood !== 'impossible' || reason === undefined || reason.code === 'server-lacks-activesync')
    return succeeded('activesync');
  if (reason.code === 'forbidden-by-policy') return failed(forbiddenKind('activesync'));
  return failed(problemOf('client-unsupported', { client, reason: reason.code }, ['choose-other-program']));
}

const forbiddenKind = (protocol: OutlookKind): Problem =>
  problemOf('forbidden-by-policy', { protocol }, ['choose-other-program', 'ask-administrator']);

function kindPredicted({ recommended }: Prediction, account: Account): OutlookKind {
  if (recommended !== 'other-program') return recommended === 'outlook-activesync' ? 'activesync' : 'imap';
  return account.incoming?.protocol === 'pop3' ? 'pop3' : 'imap';
}

function noOutlook(world: World, facts: OfficeFacts): Problem {
  if (world.windows === undefined)
    return problemOf('client-unsupported', { client: 'outlook', needs: 'windows' }, ['choose-other-program', 'set-up-by-hand']);
  const other = facts.newOutlook.installed || facts.office.length > 0;
  return other
    ? problemOf('client-unsupported', { client: 'outlook', needs: 'classic-outlook' }, ['choose-other-program', 'set-up-by-hand'])
    : problemOf('client-missing', { client: 'outlook' }, ['install-program', 'choose-other-program']);
}

/**
 * Hosts that discovery found and believes, and the ones of which Outlook itself asks the settings of this address; Outlook's
 * own redirect question is answered for these alone.
 */
function trustedHosts({ address, incoming, outgoing, activesync, caldav, carddav }: Account): string[] {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const services = [incoming, outgoing, activesync, caldav, carddav].flatMap((one) => (one?.trusted === true ? [one.host] : []));
  return [...new Set([...services, domain, `autodiscover.${domain}`].map((host) => host.toLowerCase()))];
}

/**
 * The mailbox may be there with another port or encryption. That is told and left alone: somebody may work with it as it is,
 * and a new profile beside it does it no harm.
 */
function stepsOf(facts: OfficeFacts, { wanted, installation, makeDefault, level }: OutlookPlan): PlanStep[] {
  const { host, port, security, user } = wanted.incoming;
  const touches = level !== 'walkthrough';
  const beside = profileWithMailbox(facts.profiles, wanted);
  return [
    ...(beside === undefined ? [] : [{ kind: 'other-settings-there' as const, facts: settingsBeside(beside, wanted) }]),
    ...(facts.running.length > 0 ? [{ kind: 'ask-outlook-closed' as const, facts: {} }] : []),
    ...(touches && installation.registryVersion === '16.0' ? [{ kind: 'switch-classic-wizard' as const, facts: {} }] : []),
    { kind: 'create-outlook-profile', facts: { name: wanted.profile } },
    { kind: `add-${wanted.kind}`, facts: { name: wanted.profile, address: wanted.address, host, port, security, user } },
    ...(makeDefault ? [{ kind: 'make-default-profile' as const, facts: { name: wanted.profile } }] : []),
  ];
}
