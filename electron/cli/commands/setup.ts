import path from 'node:path';
import { clientById } from '../../core/clients/index.ts';
import type { Discovery } from '../../core/discovery/index.ts';
import type { Verification } from '../../core/login/index.ts';
import type { EmailAddress } from '../../core/model/address.ts';
import type { Confirmation } from '../../core/model/confirmation.ts';
import { failed, type Outcome, succeeded } from '../../core/model/outcome.ts';
import { SETUP_LEVELS } from '../../core/model/guide.ts';
import { CLIENT_IDS, type ClientId } from '../../core/model/plan.ts';
import { problemOf, type Problem } from '../../core/model/problem.ts';
import type { Secret } from '../../core/model/secret.ts';
import {
  type AccountWishes,
  autodiscoverForOutlook,
  createOnboarding,
  loginObstacle,
  type Onboarding,
  type Rules,
  servicesToProve,
  type SetupChoice,
  type SetupResult,
  type Wishes,
} from '../../core/onboarding/index.ts';
import { type Answer, type Call, failure, oneOf, usage } from '../call.ts';
import { WRITTEN_NOT_VERIFIED } from '../exit-codes.ts';
import { addressOf, findSettings } from '../find-settings.ts';
import { passwordSource, readPassword } from '../password.ts';
import { setupLines } from '../print/print-setup.ts';
import { rulesHere } from '../rules.ts';
import { confirmedHosts, wishesOf } from '../wishes.ts';
import { confirmed } from './confirm-setup.ts';
import { writeForElsewhere } from './setup-document.ts';
import { toldVerification, tryLogin } from './verify.ts';

interface Wanted {
  rules: Rules;
  address: EmailAddress;
  client: ClientId;
  wishes: AccountWishes;
  /** Where the password comes from; undefined: none is needed. */
  source: 'stdin' | 'person' | undefined;
  /** The login is not tried first. */
  untried: boolean;
}

/** `setup ADDRESS --client ID`: finds, proves the login, plans, applies, reads back, and takes it back when that fails. */
export async function setup(call: Call): Promise<Answer> {
  const rules = await rulesHere(call);
  const wanted = wantedBy(call, rules);
  if (!wanted.ok) return failure(wanted.problem);
  const { client, address } = wanted.value;
  if (clientById(client) === undefined) return ended(call, notDone(client, notYet(client)));
  if (!call.given.has('dry-run')) await takeBackUnfinished(call);
  const found = await findSettings(call, address);
  if (!found.ok) return ended(call, notDone(client, found.problem));
  const tried = await proved(call, wanted.value, found.value);
  if (!tried.ok) return ended(call, notDone(client, tried.problem));
  return carryOut(call, wanted.value, found.value, tried.value);
}

/** These programs were named by their way of fetching mail. */
const NEEDED: Partial<Record<ClientId, Pick<AccountWishes, 'protocol'>>> = {
  'outlook-imap': { protocol: 'imap' },
  'outlook-pop3': { protocol: 'pop3' },
};

/** A set-up that a crash stopped half-way is taken back before a new one begins; where that fails, the new one will say why. */
async function takeBackUnfinished(call: Call): Promise<void> {
  const onboarding = createOnboarding(call.world);
  const left = await onboarding.unfinished();
  if (left === undefined) return;
  const undone = await onboarding.undo(left.id);
  call.trail(`← unfinished ${left.id}: ${undone.ok ? undone.value.outcome : undone.problem.code}`);
}

/** Outlook is told the password in its own dialogs. */
const isOutlook = (client: ClientId): boolean => client.startsWith('outlook');

const notYet = (client: ClientId): Problem =>
  problemOf('client-unsupported', { client, reason: 'not-yet' }, ['choose-other-program', 'set-up-by-hand']);

function wantedBy(call: Call, rules: Rules): Outcome<Wanted, Problem> {
  const { given } = call;
  const address = addressOf(call);
  if (!address.ok) return address;
  const client = oneOf(given, 'client', CLIENT_IDS);
  if (!client.ok) return client;
  if (client.value === undefined) return usage('missing-option', { option: '--client' });
  const wishes = wishesOf(given);
  if (!wishes.ok) return wishes;
  const typesPassword = isOutlook(client.value);
  if (given.has('no-login') && given.has('password-stdin') && !typesPassword)
    return usage('not-together', { option: '--no-login', other: '--password-stdin' });
  if (given.has('profile') && client.value !== 'thunderbird')
    return usage('only-with', { option: '--profile', other: '--client thunderbird' });
  if (given.has('out') && client.value !== 'apple-mail') return usage('only-with', { option: '--out', other: '--client apple-mail' });
  const level = oneOf(given, 'level', ['automated', 'assisted']);
  if (!level.ok) return level;
  const confirm = '--confirm-in-outlook';
  if (given.has('confirm-in-outlook') && !typesPassword) return usage('only-with', { option: confirm, other: '--client outlook' });
  if (given.has('confirm-in-outlook') && given.has('dry-run')) return usage('not-together', { option: confirm, other: '--dry-run' });
  if (given.has('profile-name') && !typesPassword) return usage('only-with', { option: '--profile-name', other: '--client outlook' });
  // A plan can be looked at without a password; calendars are in it only with one.
  const untried = given.has('no-login') || (given.has('dry-run') && !given.has('password-stdin'));
  const needed = !untried || (typesPassword && !given.has('dry-run') && (level.value ?? rules.setUpLevel ?? 'automated') === 'automated');
  const source = needed ? passwordSource(call) : undefined;
  if (source?.ok === false) return source;
  return succeeded({
    rules,
    address: address.value,
    client: client.value,
    wishes: { ...NEEDED[client.value], ...wishes.value },
    source: source?.value,
    untried,
  });
}

/** A command line shows no walkthrough: it would wait for an account, and nobody would know what to do. */
const onlyShown = ({ given }: Call, { setUpLevel }: Rules, client: ClientId): Problem | undefined =>
  isOutlook(client) && setUpLevel === 'walkthrough' && !given.has('dry-run')
    ? problemOf('forbidden-by-policy', { level: setUpLevel }, ['set-up-by-hand', 'ask-administrator'])
    : undefined;

/** A login that was tried, and the password for a program that is told it in its own dialogs. */
interface Tried {
  login?: Verification;
  password?: Secret;
}

/** The login for what this program will use; empty when it is not to be tried. */
async function proved(
  call: Call,
  { rules, address, client, wishes, source, untried }: Wanted,
  found: Discovery,
): Promise<Outcome<Tried, Problem>> {
  const onboarding = createOnboarding(call.world, rules);
  const account = onboarding.accountFrom(found, wishes);
  if (!account.ok) return account;
  const forbidden = onboarding.obstacle(client, account.value) ?? onlyShown(call, rules, client);
  if (forbidden !== undefined) return failed(forbidden);
  if (source === undefined) return succeeded({});
  const password = await readPassword(call, source, address.text);
  if (!password.ok) return password;
  if (untried) return succeeded({ password: password.value });
  const login = await tryLogin(call, address, servicesToProve(account.value, client), password.value, rules.pinnedHosts);
  return call.signal.aborted ? failed(problemOf('cancelled', {}, ['retry'])) : succeeded({ login, password: password.value });
}

async function carryOut(call: Call, { rules, client, wishes }: Wanted, found: Discovery, { login, password }: Tried): Promise<Answer> {
  const onboarding = createOnboarding(call.world, rules);
  const account = onboarding.accountFrom(found, { ...wishes, collections: login?.collections ?? [] });
  if (!account.ok) return ended(call, notDone(client, account.problem), login);
  const obstacle = login === undefined ? undefined : loginObstacle(account.value, login);
  if (obstacle !== undefined) return ended(call, notDone(client, obstacle), login);
  const profile = call.given.text('profile');
  const choice: SetupChoice = {
    client,
    account: account.value,
    confirmedHosts: confirmedHosts(call.given),
    ...(profile === undefined ? {} : { profile: path.resolve(profile) }),
  };
  const out = call.given.text('out');
  if (out !== undefined) {
    const written = await writeForElsewhere(call, choice, out);
    return ended(call, written.ok ? written.value : notDone(client, written.problem), login);
  }
  const more = wishesForClient(call, found, password);
  if (call.given.has('dry-run')) return ended(call, await planned(onboarding, choice, more), login);
  const { result, confirmation } = await confirmed(call, await applied(call, onboarding, choice, more));
  return ended(call, result, login, confirmation);
}

/** What only Outlook is told: its profile's name, who works in its dialogs, and what its own autodiscover would bring. */
function wishesForClient({ given }: Call, found: Discovery, password: Secret | undefined): Wishes {
  const profileName = given.text('profile-name');
  const level = SETUP_LEVELS.find((one) => one === given.text('level'));
  return {
    autodiscover: autodiscoverForOutlook(found),
    ...(level === undefined ? {} : { level }),
    ...(profileName === undefined ? {} : { profileName }),
    ...(password === undefined ? {} : { password }),
  };
}

async function planned(onboarding: Onboarding, choice: SetupChoice, wishes: Wishes): Promise<SetupResult> {
  const plan = await onboarding.plan(choice, wishes);
  if (!plan.ok) return notDone(choice.client, plan.problem);
  const { steps, alreadyThere } = plan.value;
  return { client: choice.client, plan: steps, outcome: alreadyThere ? 'already-there' : 'planned', verified: [] };
}

const applied = (call: Call, onboarding: Onboarding, choice: SetupChoice, wishes: Wishes): Promise<SetupResult> =>
  onboarding.setUp(choice, {
    wishes,
    signal: call.signal,
    ...(call.timeout === undefined ? {} : { patience: call.timeout }),
    onStep: (index) => call.trail(`← step ${index + 1}`),
  });

const notDone = (client: ClientId, problem: Problem): SetupResult => ({
  client,
  plan: [],
  outcome: problem.code === 'cancelled' ? 'cancelled' : 'failed',
  verified: [],
  problem,
});

/** What `setup` and `undo` print. */
export function ended(call: Call, { problem, ...result }: SetupResult, login?: Verification, confirmation?: Confirmation): Answer {
  return {
    document: {
      ...result,
      ...(login === undefined ? {} : { login: toldVerification(login, call) }),
      ...(confirmation === undefined ? {} : { confirmation }),
    },
    lines: setupLines(result, call.words, confirmation),
    problem,
    ...(result.outcome === 'written' ? { exit: WRITTEN_NOT_VERIFIED } : {}),
  };
}
