import type { SceneStep } from '../scene.ts';
import { autoPage, controlPanel, endPage, mailApplet, mailSetup, newProfile } from './outlook-classic.ts';

/** From the Mail item to the page that asks for the service; the same for every kind of account. */
export const toNewProfile: readonly SceneStep[] = [
  { id: 'show-profiles', panes: [controlPanel(), mailSetup()], actions: [{ do: 'click', at: 'show-profiles' }] },
  { id: 'add-profile', panes: [mailSetup(), mailApplet()], actions: [{ do: 'click', at: 'add-profile' }] },
  {
    id: 'name-profile',
    panes: [mailApplet(), newProfile()],
    actions: [
      { do: 'type', at: 'profile-name', text: '=profile' },
      { do: 'click', at: 'profile-ok' },
    ],
  },
  {
    id: 'by-hand',
    panes: [autoPage],
    actions: [
      { do: 'choose', at: 'by-hand', to: true },
      { do: 'choose', at: 'by-email', to: false },
      { do: 'click', at: 'next' },
    ],
  },
];

/** From the last page to the profile that Outlook starts with. */
export const toDefaultProfile: readonly SceneStep[] = [
  { id: 'finish', panes: [endPage], actions: [{ do: 'click', at: 'finish' }] },
  {
    id: 'always-use',
    panes: [mailApplet('new')],
    actions: [
      { do: 'choose', at: 'always', to: true },
      { do: 'choose', at: 'default-profile', to: 1 },
      { do: 'click', at: 'mail-ok' },
    ],
  },
];
