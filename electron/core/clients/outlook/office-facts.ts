import { z } from 'zod';
import { powershellFailure } from '../../model/confirmation.ts';
import { OUTLOOK_PRODUCTS } from '../../model/prediction.ts';

export { OUTLOOK_PRODUCTS };

export const officeInstallation = z.object({
  product: z.enum(OUTLOOK_PRODUCTS),
  /** `ProductReleaseIds`, or the MSI product name. */
  productIds: z.array(z.string()),
  /** `16.0.17932.20000`; undefined when the installation does not say. */
  version: z.string().optional(),
  /** Major key under `Software\Microsoft\Office`: `15.0`, `16.0`. */
  registryVersion: z.string(),
  channel: z.string().optional(),
  bitness: z.union([z.literal(32), z.literal(64)]),
  kind: z.enum(['click-to-run', 'msi', 'store']),
  /** OUTLOOK.EXE. */
  program: z.string(),
  /** MLCFG32.CPL; a Store installation has none. */
  applet: z.string().optional(),
  /** OLCFG.EXE, where it is beside Outlook. */
  olcfg: z.string().optional(),
});
export type OfficeInstallation = z.infer<typeof officeInstallation>;

export const ACCOUNT_KINDS = ['pop3', 'imap', 'activesync', 'exchange', 'http', 'other'] as const;

/** An account of a profile, without any password value: those are never read. */
export const outlookAccount = z.object({
  kind: z.enum(ACCOUNT_KINDS),
  /** Key below the profile's account section, `00000002`. */
  key: z.string(),
  name: z.string().optional(),
  address: z.string().optional(),
  server: z.string().optional(),
  user: z.string().optional(),
  port: z.number().optional(),
  /** `auto` lets Outlook fall back to no protection. */
  security: z.enum(['tls', 'starttls', 'none', 'auto']).optional(),
  outgoingServer: z.string().optional(),
  outgoingPort: z.number().optional(),
  outgoingSecurity: z.enum(['tls', 'starttls', 'none', 'auto']).optional(),
  /** Whether it signs in at the outgoing server; absent: not written down. */
  outgoingLogin: z.boolean().optional(),
});
export type OutlookAccount = z.infer<typeof outlookAccount>;

export const outlookProfile = z.object({ name: z.string(), default: z.boolean(), accounts: z.array(outlookAccount) });
export type OutlookProfile = z.infer<typeof outlookProfile>;

/** A policy or switch that changes what the set-up dialogs do; `path` from the hive on. */
export const switchInForce = z.object({
  path: z.string(),
  name: z.string(),
  value: z.union([z.string(), z.number()]),
  managed: z.boolean(),
});
export type SwitchInForce = z.infer<typeof switchInForce>;

/** A profile's accounts as Outlook's object model has them; `started`: Outlook was started for it and closed again. */
export const outlookAsked = z.object({
  profile: z.string(),
  started: z.boolean(),
  accounts: z.array(z.object({ kind: z.enum(ACCOUNT_KINDS), name: z.string(), address: z.string(), user: z.string() })),
});
export type OutlookAsked = z.infer<typeof outlookAsked>;

/** `time` in ISO 8601 and UTC; `untold`: why the log could not be read, the list is empty then. */
export const outlookCrashes = z.object({
  days: z.number().int(),
  list: z.array(z.object({ time: z.string(), module: z.string(), code: z.string() })),
  untold: powershellFailure.optional(),
});

/** Everything `doctor` sees on a Windows computer; `doctor --facts` replays it. */
export const officeFacts = z.object({
  windows: z.object({ version: z.string(), language: z.string() }).optional(),
  office: z.array(officeInstallation),
  newOutlook: z.object({
    /** False also where it could not be told; `untold` says so. */
    installed: z.boolean(),
    /** It is the one that starts. */
    preferred: z.boolean(),
    version: z.string().optional(),
    /** Why it could not be told: the registry lists no Store packages, and PowerShell did not answer. */
    untold: powershellFailure.optional(),
  }),
  calDavSynchronizer: z.boolean(),
  /** Process ids of OUTLOOK.EXE in this session. */
  running: z.array(z.number()),
  profiles: z.array(outlookProfile),
  switches: z.array(switchInForce),
  session: z.object({ remote: z.boolean(), locked: z.boolean(), elevated: z.boolean(), otherUser: z.boolean(), desktop: z.boolean() }),
  /** Asked for by `examineOffice` alone; until then its state is not known. */
  powershell: z.object({
    version: z.string().optional(),
    languageMode: z.enum(['full', 'constrained', 'restricted', 'none', 'unknown']),
    state: z.enum(['ready', 'restricted', 'missing', 'unknown']).optional(),
  }),
  /** Outlook's crashes in Windows' own log, newest first; absent where nobody asked. */
  crashes: outlookCrashes.optional(),
});
export type OfficeFacts = z.infer<typeof officeFacts>;
