import type { Plan } from '../clients/index.ts';
import { SETUP_LEVELS, type SetUpLevel } from '../model/guide.ts';
import type { ClientId } from '../model/plan.ts';
import type { OutlookForecast } from '../model/prediction.ts';

export interface LevelWishes {
  /** Fixed by the company: nobody goes above it. */
  policy?: SetUpLevel | undefined;
  /** Chosen by the person in this run. */
  person?: SetUpLevel | undefined;
}

const WITH_DIALOGS: readonly ClientId[] = ['outlook', 'outlook-activesync', 'outlook-imap', 'outlook-pop3'];

/** How a program can be set up, most done by Mailramp first. Only where there are dialogs is there a choice. */
export function levelsFor(client: ClientId, policy?: SetUpLevel): SetUpLevel[] {
  if (!WITH_DIALOGS.includes(client)) return ['automated'];
  return SETUP_LEVELS.slice(policy === undefined ? 0 : SETUP_LEVELS.indexOf(policy));
}

/**
 * The level of one run: the company's, else the person's, else the one that the prediction allows. A person may always
 * ask for less than the company fixed, never for more. A remote session changes nothing: no dialog needs the focus.
 */
export function levelFor(client: ClientId, forecast: OutlookForecast | undefined, { policy, person }: LevelWishes): SetUpLevel {
  const levels = levelsFor(client, policy);
  if (person !== undefined && levels.includes(person)) return person;
  if (policy !== undefined) return levels[0] ?? 'automated';
  return forecast === undefined || promises(forecast) ? 'automated' : 'assisted';
}

/** What is unlikely to work is not done behind a person's back. */
function promises({ kind, prediction }: OutlookForecast): boolean {
  const { likelihood } = kind === 'activesync' ? prediction.activesync : prediction.imap;
  return kind === 'pop3' || likelihood === 'automatic' || likelihood === 'possible';
}

/** A plan with the level it was made for and the levels a person may choose from. */
export interface LevelledPlan extends Plan {
  level: SetUpLevel;
  levels: SetUpLevel[];
}
