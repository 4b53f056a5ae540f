import { z } from 'zod';

export const CLIENT_IDS = ['thunderbird', 'outlook', 'outlook-activesync', 'outlook-imap', 'outlook-pop3', 'apple-mail'] as const;
export const clientId = z.enum(CLIENT_IDS);
export type ClientId = z.infer<typeof clientId>;

/** An installed mail program, or why one that is here cannot be used. */
export const installation = z.object({
  client: clientId,
  /** How it was installed: `package`, `flatpak`, `snap`, `tarball`, `msi`, `store`, `application`. */
  kind: z.string(),
  version: z.string().optional(),
  /** Program file to start. */
  program: z.string(),
  /** Arguments that must stand before any other, such as `run org.mozilla.thunderbird`. */
  programArguments: z.array(z.string()),
  /** Folder that holds the program file itself, where it is known; Thunderbird tells its installations apart by it. */
  folder: z.string().optional(),
  /** Folder that holds `profiles.ini` (Thunderbird). */
  root: z.string().optional(),
});
export type Installation = z.infer<typeof installation>;

/**
 * One thing that setting up would change, as data: `kind` names the sentence (`plan.<kind>` in the catalogues),
 * `facts` fill it. Values are safe to show and to log.
 */
export const planStep = z.object({
  kind: z.enum([
    'create-profile',
    'use-profile',
    'back-up-file',
    'add-account',
    'add-outgoing-server',
    'reuse-outgoing-server',
    'add-calendar',
    'add-address-book',
    'start-once',
    'write-file',
    'open-file',
    'ask-password-later',
    'already-there',
    'other-settings-there',
    'ask-outlook-closed',
    'switch-classic-wizard',
    'create-outlook-profile',
    'add-activesync',
    'add-imap',
    'add-pop3',
    'make-default-profile',
  ]),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type PlanStep = z.infer<typeof planStep>;

/** What was done to this computer and how to take it back. `data` belongs to the client that wrote it. */
export const change = z.object({
  id: z.string(),
  client: clientId,
  address: z.string(),
  /** ISO 8601, UTC. */
  at: z.string(),
  state: z.enum(['started', 'written', 'verified', 'undone']),
  data: z.record(z.string(), z.unknown()),
});
export type Change = z.infer<typeof change>;

/** One thing read back after writing, or proved live. */
export const proof = z.object({ kind: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) });
export type Proof = z.infer<typeof proof>;
