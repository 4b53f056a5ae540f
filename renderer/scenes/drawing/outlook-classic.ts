import type { Control, Pane, Words } from '../scene.ts';

/** Dialogs of classic Outlook's Mail item, which several scenes share. Labels stand in each scene's own catalogue. */

/** Control Panel in small icons; the item is called `mail-item`. */
export const controlPanel = (): Pane => ({
  id: 'control-panel',
  frame: 'explorer',
  title: 'control-panel',
  location: 'control-panel-path',
  box: [30, 26, 560, 400],
  controls: [
    { kind: 'text', box: [24, 72, 360, 24], text: 'control-panel-heading', look: 'title' },
    { kind: 'text', box: [400, 76, 140, 18], text: 'view-by', look: 'quiet', align: 'end' },
    ...ITEMS.map(([text, icon], index): Control => {
      const box: Control['box'] = [24 + (index % 2) * 264, 116 + Math.floor(index / 2) * 40, 250, 30];
      return { kind: 'row', box, text, icon, ...(text === 'mail-item' ? { id: 'mail-item' } : {}) };
    }),
  ],
});

const ITEMS = [
  ['item-programs', 'folder'],
  ['item-internet', 'globe'],
  ['item-users', 'users'],
  ['mail-item', 'mail'],
  ['item-keyboard', 'settings'],
  ['item-date', 'calendar'],
  ['item-devices', 'monitor'],
  ['item-security', 'shield'],
] as const;

/** Its buttons: `email-accounts`, `data-files`, `show-profiles`. */
export const mailSetup = (): Pane => ({
  id: 'mail-setup',
  frame: 'dialog',
  title: 'mail-setup',
  box: [150, 70, 460, 292],
  controls: [
    { kind: 'text', box: [20, 42, 280, 18], text: 'setup-accounts', look: 'bold' },
    { kind: 'text', box: [20, 62, 270, 34], text: 'setup-accounts-lead' },
    { kind: 'button', id: 'email-accounts', box: [312, 58, 126, 26], text: 'email-accounts' },
    { kind: 'text', box: [20, 112, 280, 18], text: 'setup-files', look: 'bold' },
    { kind: 'text', box: [20, 132, 270, 34], text: 'setup-files-lead' },
    { kind: 'button', id: 'data-files', box: [312, 128, 126, 26], text: 'data-files' },
    { kind: 'text', box: [20, 182, 280, 18], text: 'setup-profiles', look: 'bold' },
    { kind: 'text', box: [20, 202, 270, 34], text: 'setup-profiles-lead' },
    { kind: 'button', id: 'show-profiles', box: [312, 198, 126, 26], text: 'show-profiles' },
    { kind: 'button', id: 'setup-close', box: [352, 254, 86, 26], text: 'close' },
  ],
});

/** The list of profiles; with `new` the profile that was just made stands in it. */
export const mailApplet = (state?: 'new'): Pane => ({
  id: 'mail',
  frame: 'dialog',
  title: 'mail',
  box: [150, 50, 440, 376],
  controls: [
    { kind: 'tabs', box: [12, 38, 100, 24], lines: ['general'], chosen: 0 },
    { kind: 'panel', box: [12, 62, 414, 268], look: 'card' },
    { kind: 'text', box: [28, 74, 380, 18], text: 'profiles-lead' },
    {
      kind: 'list',
      id: 'profiles',
      box: [28, 96, 382, 92],
      lines: state === 'new' ? ['old-profile', '=profile'] : ['old-profile'],
      chosen: 0,
    },
    { kind: 'button', id: 'add-profile', box: [28, 196, 104, 26], text: 'add' },
    { kind: 'button', box: [138, 196, 86, 26], text: 'remove' },
    { kind: 'button', box: [230, 196, 96, 26], text: 'properties' },
    { kind: 'button', box: [332, 196, 78, 26], text: 'copy' },
    { kind: 'text', box: [28, 236, 380, 18], text: 'when-starting' },
    { kind: 'radio', id: 'prompt', box: [36, 256, 370, 18], text: 'prompt-profile' },
    { kind: 'radio', id: 'always', box: [36, 276, 370, 18], text: 'always-profile', on: true },
    { kind: 'combo', id: 'default-profile', box: [54, 298, 356, 22], lines: ['old-profile', '=profile'], chosen: 0 },
    { kind: 'button', id: 'mail-ok', box: [144, 340, 88, 26], text: 'ok', look: 'default' },
    { kind: 'button', box: [240, 340, 88, 26], text: 'cancel' },
    { kind: 'button', box: [336, 340, 90, 26], text: 'apply', disabled: true },
  ],
});

/** Asks for the name in `profile-name`. */
export const newProfile = (): Pane => ({
  id: 'new-profile',
  frame: 'dialog',
  title: 'new-profile',
  box: [190, 150, 370, 146],
  controls: [
    { kind: 'text', box: [18, 40, 200, 18], text: 'create-profile' },
    { kind: 'text', box: [18, 66, 200, 18], text: 'profile-name' },
    { kind: 'field', id: 'profile-name', box: [18, 86, 230, 22] },
    { kind: 'button', id: 'profile-ok', box: [264, 42, 88, 26], text: 'ok', look: 'default' },
    { kind: 'button', box: [264, 76, 88, 26], text: 'cancel' },
  ],
});

/** A page of the Add Account wizard; `next`, or `finish` on the last one, leads on. */
export const addAccount = (heading: Words, lead: Words, controls: readonly Control[], last?: 'finish'): Pane => ({
  id: 'add-account',
  frame: 'dialog',
  title: 'add-account',
  box: [54, 22, 640, 430],
  controls: [
    { kind: 'panel', box: [0, 28, 638, 58], look: 'header' },
    { kind: 'text', box: [20, 36, 540, 20], text: heading, look: 'heading' },
    { kind: 'text', box: [34, 58, 540, 18], text: lead },
    { kind: 'icon', box: [592, 42, 28, 28], icon: 'mail', look: 'quiet' },
    ...controls,
    { kind: 'panel', box: [0, 380, 638, 1], look: 'line' },
    { kind: 'button', box: [320, 391, 92, 26], text: 'back', ...(last === undefined ? {} : { disabled: true as const }) },
    last === undefined
      ? { kind: 'button', id: 'next', box: [416, 391, 100, 26], text: 'next', look: 'default' }
      : { kind: 'button', id: 'finish', box: [416, 391, 100, 26], text: 'finish', look: 'default' },
    { kind: 'button', box: [526, 391, 92, 26], text: 'cancel' },
  ],
});

/** Outlook tries the account; `test-rows` tell how it went. */
export const testWindow = (tests: readonly Words[]): Pane => ({
  id: 'test',
  frame: 'dialog',
  title: 'test-title',
  box: [150, 110, 450, 250],
  controls: [
    { kind: 'text', box: [18, 40, 300, 36], text: 'test-lead' },
    { kind: 'button', box: [344, 38, 88, 26], text: 'stop', disabled: true },
    { kind: 'button', id: 'test-close', box: [344, 72, 88, 26], text: 'close' },
    { kind: 'tabs', box: [18, 106, 170, 24], lines: ['tasks', 'errors'], chosen: 0 },
    {
      kind: 'table',
      id: 'test-rows',
      box: [18, 130, 414, 104],
      head: ['tasks', 'status'],
      columns: [3, 1],
      lines: tests.map((test) => [test, 'in-progress']),
    },
  ],
});

/** First page of the wizard: `by-email` or `by-hand`. */
export const autoPage = addAccount('auto-heading', 'auto-lead', [
  { kind: 'radio', id: 'by-email', box: [24, 108, 300, 18], text: 'email-account', on: true },
  { kind: 'text', box: [44, 140, 150, 18], text: 'your-name' },
  { kind: 'field', box: [200, 137, 330, 22] },
  { kind: 'text', box: [44, 170, 150, 18], text: 'email-address' },
  { kind: 'field', box: [200, 167, 330, 22] },
  { kind: 'text', box: [44, 200, 150, 18], text: 'password' },
  { kind: 'field', box: [200, 197, 330, 22], secret: true },
  { kind: 'text', box: [44, 230, 150, 18], text: 'retype' },
  { kind: 'field', box: [200, 227, 330, 22], secret: true },
  { kind: 'radio', id: 'by-hand', box: [24, 276, 420, 18], text: 'manual-setup' },
]);

/** Second page: `service-exchange`, `service-pop` or `service-eas`. */
export const choosePage = addAccount('choose-heading', 'choose-lead', [
  { kind: 'radio', id: 'service-exchange', box: [24, 110, 480, 18], text: 'service-365' },
  { kind: 'text', box: [46, 130, 500, 18], text: 'service-365-lead', look: 'quiet' },
  { kind: 'radio', id: 'service-pop', box: [24, 162, 480, 18], text: 'service-pop' },
  { kind: 'text', box: [46, 182, 500, 18], text: 'service-pop-lead', look: 'quiet' },
  { kind: 'radio', id: 'service-eas', box: [24, 214, 480, 18], text: 'service-eas' },
  { kind: 'text', box: [46, 234, 500, 18], text: 'service-eas-lead', look: 'quiet' },
]);

/** Last page. */
export const endPage = addAccount(
  'end-heading',
  'end-lead',
  [
    { kind: 'icon', box: [30, 120, 44, 44], icon: 'check', look: 'accent' },
    { kind: 'text', box: [92, 122, 440, 22], text: 'congratulations', look: 'title' },
    { kind: 'text', box: [92, 150, 440, 40], text: 'end-text' },
  ],
  'finish',
);
