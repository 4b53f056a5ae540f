import { z } from 'zod';
import { sceneId } from './walkthrough.ts';

/**
 * How much Mailramp does in another program's dialogs, most first. `automated`: everything; `assisted`: it opens the
 * dialogs, watches and reads back, and sets nothing; `walkthrough`: it opens nothing and only looks whether the account came.
 */
export const SETUP_LEVELS = ['automated', 'assisted', 'walkthrough'] as const;
export const setUpLevel = z.enum(SETUP_LEVELS);
export type SetUpLevel = z.infer<typeof setUpLevel>;

/** What a person does in Outlook's dialogs; sentences under `guide.step.<kind>` and `guide.how.<kind>` in `codes`. */
export const GUIDE_KINDS = [
  'close-outlook',
  'open-mail',
  'show-profiles',
  'add-profile',
  'name-profile',
  'choose-manual',
  'choose-activesync',
  'choose-pop-imap',
  'fill-activesync',
  'fill-imap',
  'fill-pop3',
  'more-settings',
  'test-account',
  'finish',
  'leave-profiles',
  'close-mail',
] as const;
export type GuideKind = (typeof GUIDE_KINDS)[number];

/** Names of the values a person needs; words under `guide.value.<name>`. A password is never one of them. */
export const GUIDE_VALUES = [
  'profile-name',
  'name',
  'address',
  'server',
  'user',
  'account-type',
  'incoming',
  'outgoing',
  'incoming-port',
  'incoming-security',
  'outgoing-port',
  'outgoing-security',
] as const;

export const guideStep = z.object({
  kind: z.enum(GUIDE_KINDS),
  /** Pages of the dialogs on which the step is done, by their ids; none for what happens outside of them. */
  pages: z.array(z.string()),
  /** `copy`: the text is typed as it stands, rather than chosen from a list. */
  values: z.array(z.object({ name: z.enum(GUIDE_VALUES), value: z.string(), copy: z.boolean() })),
  scene: sceneId,
  /** The first step of the scene that shows it, counted from 0; absent where no picture is needed. */
  sceneStep: z.number().int().min(0).optional(),
});
export type GuideStep = z.infer<typeof guideStep>;
