import type { ProgramOffer } from '../../electron/core/onboarding/story.ts';
import type { SceneId } from '../../electron/core/model/walkthrough.ts';

/** The walkthroughs for people who set up a mail program, in the order in which they are offered. */
export const PROGRAM_SCENES = [
  'outlook-2016-activesync',
  'outlook-2016-imap',
  'outlook-classic-wizard',
  'outlook-caldav-synchronizer',
  'outlook-new',
  'thunderbird',
  'apple-mail',
  'thunderbird-android',
  'android-gmail',
  'android-samsung',
  'iphone-exchange',
  'iphone-profile',
] as const satisfies readonly SceneId[];
export type ProgramScene = (typeof PROGRAM_SCENES)[number];

/** How the program is set up by hand: for Outlook by the kind of account it would get. */
export function sceneOf({ client, edition, forecast }: Pick<ProgramOffer, 'client' | 'edition' | 'forecast'>): ProgramScene {
  if (client === 'thunderbird' || client === 'apple-mail') return client;
  if (edition === 'new') return 'outlook-new';
  const activesync = client === 'outlook-activesync' || (client === 'outlook' && forecast?.kind === 'activesync');
  return activesync ? 'outlook-2016-activesync' : 'outlook-2016-imap';
}
