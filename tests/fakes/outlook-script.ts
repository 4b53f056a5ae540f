import type { AppletHabits } from './outlook-habits.ts';
import type { RemovalTrouble } from './outlook-removal.ts';

export type Place = 'mail-setup' | 'mail' | 'new-profile' | 'auto' | 'choose' | 'eas' | 'pop-imap' | 'more-settings' | 'test' | 'done';

export interface AppletScript extends AppletHabits {
  language?: 'en' | 'de' | 'xx';
  /** 0: frame and page windows, plain edits. 1: everything in one dialog, rich edits, other ids. */
  look?: 0 | 1;
  trouble?:
    | 'stubborn'
    | 'typed-only'
    | 'slow'
    | 'hang'
    | 'crash'
    | 'certificate'
    | 'credentials'
    | 'redirect'
    | 'message'
    | 'exists'
    | 'extra-page'
    | 'simplified'
    | 'simplified-always'
    | 'greyed'
    | 'test-fails'
    | 'test-over'
    | 'writes-nothing'
    | 'writes-other-kind'
    | 'no-eas-choice'
    | RemovalTrouble;
  at?: Place;
  /** The trouble comes not when the page is shown but when its first field is filled in. */
  late?: boolean;
  redirectUrl?: string;
  /** What a failed test says beside its rows. */
  testSays?: string;
  /** A new profile becomes the default one. */
  takesDefault?: boolean;
  /** Leaving the wizard asks whether to make a profile without accounts, in these words; Cancel goes back. */
  asksOnCancel?: boolean | string;
  /** What the automatic page finds. */
  autodiscover?: 'activesync' | 'imap' | 'nothing';
  expectServer?: string;
}
