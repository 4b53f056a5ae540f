import { z } from 'zod';
import { service } from './service.ts';

/** A calendar or address book as the server names it. */
export const collection = z.object({ kind: z.enum(['calendar', 'addressbook']), url: z.string(), name: z.string() });
export type Collection = z.infer<typeof collection>;

/**
 * What a mail program is to be told: one person, one address, the services chosen for it.
 * It never holds a password; the program asks the person itself.
 */
export const account = z.object({
  address: z.string(),
  fullName: z.string(),
  /** Name of the company or provider, for display. */
  provider: z.string().optional(),
  incoming: service.optional(),
  outgoing: service.optional(),
  activesync: service.optional(),
  caldav: service.optional(),
  carddav: service.optional(),
  collections: z.array(collection),
});
export type Account = z.infer<typeof account>;
