import { z } from 'zod';
import { account } from '../model/account.ts';
import { change, clientId, installation, planStep, proof } from '../model/plan.ts';
import { outlookForecast } from '../model/prediction.ts';
import { problem } from '../model/problem.ts';

/** A mail program as the "program" page offers it. */
export const programOffer = z.object({
  client: clientId,
  /** `ready` can be set up now; `missing` is not installed; `unsupported` is here but cannot be set up, `why` says so. */
  state: z.enum(['ready', 'missing', 'unsupported']),
  installation: installation.optional(),
  recommended: z.boolean(),
  /** Sentence under `program.why.<code>`. */
  why: z.enum([
    'calendar-and-contacts',
    'installed',
    'not-installed',
    'needs-windows',
    'needs-mac',
    'no-suitable-settings',
    'set-up-by-hand',
    'mail-and-add-in',
    'mail-only',
    'password-goes-to-microsoft',
    'forbidden-by-policy',
  ]),
  /** New Outlook, which is another program than the Outlook that is set up. */
  edition: z.literal('new').optional(),
  /** For classic Outlook: the kind of account it would get, why, and how calendar and contacts arrive. */
  forecast: outlookForecast.optional(),
});
export type ProgramOffer = z.infer<typeof programOffer>;

export const SETUP_OUTCOMES = ['planned', 'verified', 'written', 'already-there', 'undone', 'failed', 'cancelled'] as const;

/** What `setup` and `undo` report, in the window and on the command line alike. */
export const setupResult = z.object({
  client: clientId,
  plan: z.array(planStep),
  outcome: z.enum(SETUP_OUTCOMES),
  change: change.optional(),
  verified: z.array(proof),
  problem: problem.optional(),
});
export type SetupResult = z.infer<typeof setupResult>;

export const setupChoice = z.object({
  client: clientId,
  account,
  installation: installation.optional(),
  profile: z.string().optional(),
  /** Hosts outside the domain that the person confirmed by name: nothing is written that would send a password elsewhere. */
  confirmedHosts: z.array(z.string()).optional(),
});
export type SetupChoice = z.infer<typeof setupChoice>;
