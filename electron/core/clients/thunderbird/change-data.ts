import { z } from 'zod';
import { account } from '../../model/account.ts';
import { installation } from '../../model/plan.ts';
import { target } from './profiles.ts';

const value = z.union([z.string(), z.number(), z.boolean()]);

/** What `plan` hands to `apply`. */
export const planData = z.object({ account, target, installation: installation.optional() });
export type PlanData = z.infer<typeof planData>;

/** What the journal holds: enough to verify, to open and to take back, whatever moment the writing reached. */
export const changeData = z.object({
  target,
  installation: installation.optional(),
  /** The folder of all profiles is made by us. */
  madeRoot: z.boolean(),
  /** There was no `profiles.ini`. */
  madeRegistry: z.boolean(),
  /** What stood in the folder before. */
  hadPrefs: z.boolean(),
  hadLock: z.boolean(),
  /** Copy of prefs.js as it was; only if there was one. */
  backup: z.string().optional(),
  /** Every setting written, with its former value. */
  prefs: z.array(z.object({ name: z.string(), value, before: value.optional() })),
  keys: z.object({
    account: z.string().optional(),
    server: z.string().optional(),
    identity: z.string().optional(),
    smtp: z.string().optional(),
    calendars: z.array(z.string()),
    books: z.array(z.string()),
  }),
});
export type ChangeData = z.infer<typeof changeData>;
