import type { CaptionKey, SENTENCES } from './captions.ts';
import type { ControlKind } from './controls.ts';

export const PAGE_IDS = [
  'mail-setup',
  'mail',
  'new-profile',
  'auto',
  'choose-service',
  'eas',
  'pop-imap',
  'more-settings',
  'test',
  'done',
  'simplified',
  'certificate-warning',
  'credential-prompt',
  'redirect-prompt',
  'account-exists',
  'data-file',
  'message-box',
  'unknown',
] as const;
export type PageId = (typeof PAGE_IDS)[number];

/** What a control is for. */
export const ROLES = [
  'profiles',
  'close',
  'add',
  'ok',
  'cancel',
  'no',
  'yes',
  'always-profile',
  'default-profile',
  'profile-name',
  'back',
  'next',
  'finish',
  'auto-choice',
  'manual-choice',
  'eas-choice',
  'pop-imap-choice',
  'name',
  'address',
  'password',
  'retype',
  'server',
  'user',
  'incoming',
  'outgoing',
  'account-type',
  'remember',
  'test-on-next',
  'more-settings',
  'tabs',
  'rows',
  'stop',
] as const;
export type Role = (typeof ROLES)[number];

/** Least and most visible controls of a kind; a kind that is not named does not matter. */
export type Fingerprint = Partial<Record<ControlKind, readonly [least: number, most: number]>>;

export interface Page {
  id: PageId;
  /** A page of the wizard's frame, a dialog of its own, or either where the look decides. */
  where: 'wizard' | 'dialog' | 'either';
  fingerprint: Fingerprint;
  /** Title of the window, heading of the wizard's page, or a sentence that stands in its text. */
  title?: CaptionKey;
  heading?: CaptionKey;
  sentence?: keyof typeof SENTENCES;
  /** The words alone are enough: boxes that differ in nothing else. */
  wordsDecide?: true;
  /** Fields in the order in which every known version shows them. */
  fields: readonly Role[];
  /** What the engine presses or chooses here; each must be found, or the page stops it. */
  needs: readonly Role[];
  leadsOn: Role | undefined;
  /** What may follow; anything else is an unexpected window. */
  follows: readonly PageId[];
}

const NONE = [0, 0] as const;
const MANY = 99;
const ONCE = [1, 1] as const;
const BOXES: readonly PageId[] = [
  'certificate-warning',
  'credential-prompt',
  'redirect-prompt',
  'account-exists',
  'message-box',
  'unknown',
];
const box: Fingerprint = { edit: NONE, password: NONE, combo: NONE, radio: NONE, list: NONE, tab: NONE, slider: NONE, push: [1, 3] };
/** A window that shows progress asks nothing; it goes by itself. */
const asks: Fingerprint = { ...box, progress: NONE };
const noFields = { edit: NONE, password: NONE, combo: NONE } as const;

/** The set-up dialogs as data: how each is recognised, what it wants, what leads on and what may come. */
export const PAGES: readonly Page[] = [
  {
    id: 'mail-setup',
    where: 'dialog',
    fingerprint: { ...noFields, radio: NONE, check: NONE, list: NONE, tab: NONE, push: [2, 6] },
    title: 'mail-setup',
    fields: [],
    needs: ['profiles'],
    leadsOn: 'profiles',
    follows: ['mail', ...BOXES],
  },
  {
    id: 'mail',
    where: 'dialog',
    fingerprint: { edit: NONE, password: NONE, list: ONCE, radio: [2, 2], combo: ONCE, push: [4, 8] },
    title: 'mail',
    fields: [],
    needs: ['add', 'ok'],
    leadsOn: 'add',
    follows: ['new-profile', ...BOXES],
  },
  {
    id: 'new-profile',
    where: 'dialog',
    fingerprint: { edit: ONCE, password: NONE, combo: NONE, radio: NONE, list: NONE, tab: NONE, push: [2, 3] },
    title: 'new-profile',
    fields: ['profile-name'],
    needs: ['ok'],
    leadsOn: 'ok',
    follows: ['auto', 'choose-service', 'simplified', ...BOXES],
  },
  {
    id: 'auto',
    where: 'either',
    fingerprint: { edit: [2, 2], password: [2, 2], combo: NONE, list: NONE, radio: [2, 3] },
    heading: 'auto-heading',
    fields: ['name', 'address', 'password', 'retype'],
    needs: ['manual-choice', 'next'],
    leadsOn: 'next',
    follows: ['choose-service', 'test', 'done', 'data-file', ...BOXES],
  },
  {
    id: 'choose-service',
    where: 'either',
    // Newer versions ask for the address of a Microsoft 365 account here, older ones list other kinds of servers.
    fingerprint: { edit: [0, 1], password: NONE, combo: NONE, list: [0, 1], radio: [2, 6] },
    heading: 'choose-heading',
    fields: [],
    needs: ['next'],
    leadsOn: 'next',
    follows: ['eas', 'pop-imap', ...BOXES],
  },
  {
    id: 'eas',
    where: 'either',
    fingerprint: { edit: [4, 4], password: ONCE, combo: [0, 1], list: NONE, radio: NONE, tab: NONE },
    heading: 'eas-heading',
    fields: ['name', 'address', 'server', 'user', 'password'],
    needs: ['next'],
    leadsOn: 'next',
    follows: ['test', 'done', 'data-file', ...BOXES],
  },
  {
    id: 'pop-imap',
    where: 'either',
    // POP3 may ask for an existing data file beside the account's own fields.
    fingerprint: { edit: [5, 6], password: ONCE, combo: [1, 2], list: NONE, tab: NONE },
    heading: 'pop-imap-heading',
    fields: ['name', 'address', 'incoming', 'outgoing', 'user', 'password'],
    needs: ['account-type', 'more-settings', 'next'],
    leadsOn: 'next',
    follows: ['more-settings', 'test', 'done', 'data-file', ...BOXES],
  },
  {
    id: 'more-settings',
    where: 'dialog',
    fingerprint: { tab: ONCE, list: NONE, push: [2, MANY] },
    title: 'more-settings-title',
    fields: [],
    needs: ['tabs', 'ok'],
    leadsOn: 'ok',
    follows: ['pop-imap', ...BOXES],
  },
  {
    id: 'test',
    where: 'dialog',
    fingerprint: { ...noFields, radio: NONE, list: [0, 2], push: [1, 4] },
    title: 'test-title',
    fields: [],
    needs: ['close'],
    leadsOn: 'close',
    follows: ['done', 'eas', 'pop-imap', 'auto', 'data-file', ...BOXES],
  },
  {
    id: 'done',
    where: 'wizard',
    fingerprint: { ...noFields, radio: NONE, list: NONE, slider: NONE },
    heading: 'done-heading',
    fields: [],
    needs: ['finish'],
    leadsOn: 'finish',
    follows: ['mail', 'mail-setup', ...BOXES],
  },
  {
    id: 'simplified',
    where: 'either',
    fingerprint: { office: [1, MANY], ...noFields },
    fields: [],
    needs: [],
    leadsOn: undefined,
    follows: [],
  },
  {
    id: 'certificate-warning',
    where: 'dialog',
    fingerprint: { ...box, push: [1, 4] },
    title: 'certificate-title',
    sentence: 'certificate',
    wordsDecide: true,
    fields: [],
    needs: [],
    leadsOn: undefined,
    follows: [],
  },
  {
    id: 'credential-prompt',
    where: 'dialog',
    fingerprint: { edit: [0, 2], password: [1, 2], radio: NONE, list: NONE, tab: NONE, push: [1, 4] },
    title: 'credential-title',
    fields: [],
    needs: [],
    leadsOn: undefined,
    follows: [],
  },
  {
    id: 'redirect-prompt',
    where: 'dialog',
    fingerprint: box,
    sentence: 'redirect',
    wordsDecide: true,
    fields: [],
    needs: ['yes'],
    leadsOn: 'yes',
    follows: ['test', 'done', 'auto', ...BOXES],
  },
  {
    id: 'account-exists',
    where: 'dialog',
    fingerprint: box,
    sentence: 'exists',
    wordsDecide: true,
    fields: [],
    needs: [],
    leadsOn: undefined,
    follows: [],
  },
  {
    id: 'data-file',
    where: 'either',
    fingerprint: { password: NONE, combo: NONE, list: NONE },
    title: 'data-file-title',
    heading: 'data-file-title',
    sentence: 'data-file',
    wordsDecide: true,
    fields: [],
    needs: [],
    leadsOn: undefined,
    follows: [],
  },
  { id: 'message-box', where: 'dialog', fingerprint: asks, fields: [], needs: [], leadsOn: undefined, follows: [] },
];

export const pageOf = (id: PageId): Page | undefined => PAGES.find((page) => page.id === id);
