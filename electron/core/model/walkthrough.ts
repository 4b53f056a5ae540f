import { z } from 'zod';

/** The animated walkthroughs, by the names that scripts and links use. */
export const SCENE_IDS = [
  'outlook-2016-activesync',
  'outlook-2016-imap',
  'outlook-classic-wizard',
  'outlook-caldav-synchronizer',
  'outlook-new',
  'thunderbird',
  'thunderbird-android',
  'apple-mail',
  'iphone-profile',
  'iphone-exchange',
  'android-gmail',
  'android-samsung',
  'mailcow-domain',
  'mailcow-mailbox',
  'mailcow-dkim',
  'dns-records',
] as const;
export const sceneId = z.enum(SCENE_IDS);
export type SceneId = z.infer<typeof sceneId>;

/** What a walkthrough is filled with; a password is never among it. */
export const walkthroughValues = z.object({
  name: z.string().max(200),
  email: z.string().max(320),
  /** Mail host. */
  server: z.string().max(253),
  user: z.string().max(320),
  /** Name of the new Outlook profile. */
  profile: z.string().max(255),
  domain: z.string().max(253),
  /** Address of the mail host, for the records. */
  ip: z.string().max(45),
  /** The record's text at `dkim._domainkey`. */
  dkim: z.string().max(2000),
});
export type WalkthroughValues = z.infer<typeof walkthroughValues>;
