import type { GuideKind, GuideStep } from '../../model/guide.ts';
import type { SceneId } from '../../model/walkthrough.ts';
import { securityText, serverText, type WantedAccount } from './wanted.ts';
import type { PageId } from './dialogs/pages.ts';

type Value = GuideStep['values'][number];

/** Where each step is done. `pop-imap` comes twice: to be filled, and after More Settings to be left. */
const PAGES: Record<GuideKind, readonly PageId[]> = {
  'close-outlook': [],
  'open-mail': [],
  'show-profiles': ['mail-setup'],
  'add-profile': ['mail'],
  'name-profile': ['new-profile'],
  'choose-manual': ['auto'],
  'choose-activesync': ['choose-service'],
  'choose-pop-imap': ['choose-service'],
  'fill-activesync': ['eas'],
  'fill-imap': ['pop-imap'],
  'fill-pop3': ['pop-imap'],
  'more-settings': ['more-settings'],
  'test-account': ['pop-imap', 'test'],
  finish: ['done'],
  'leave-profiles': ['mail'],
  'close-mail': ['mail-setup'],
};

const SCENE_OF: Record<WantedAccount['kind'], SceneId> = {
  activesync: 'outlook-2016-activesync',
  imap: 'outlook-2016-imap',
  pop3: 'outlook-2016-imap',
};

/** Where the scenes show each step. They split the page of an account in three: person, servers, login. */
const SCENE_STEPS: Partial<Record<GuideKind, number>> = {
  'open-mail': 0,
  'show-profiles': 1,
  'add-profile': 2,
  'name-profile': 3,
  'choose-manual': 4,
  'choose-activesync': 5,
  'choose-pop-imap': 5,
  'fill-activesync': 6,
  'fill-imap': 6,
  'more-settings': 9,
};
const ENDS_ACTIVESYNC: typeof SCENE_STEPS = { 'test-account': 9, finish: 10, 'leave-profiles': 11, 'close-mail': 11 };
const ENDS_POP_IMAP: typeof SCENE_STEPS = { 'test-account': 11, finish: 13, 'leave-profiles': 14, 'close-mail': 14 };

/** The way through Outlook's dialogs for a person, in order, with what is typed where. The password is not in it. */
export function guideFor(wanted: WantedAccount): GuideStep[] {
  const { kind } = wanted;
  const middle: GuideKind[] =
    kind === 'activesync' ? ['choose-activesync', 'fill-activesync'] : ['choose-pop-imap', `fill-${kind}`, 'more-settings'];
  const kinds: GuideKind[] = [
    'close-outlook',
    'open-mail',
    'show-profiles',
    'add-profile',
    'name-profile',
    'choose-manual',
    ...middle,
    'test-account',
    'finish',
    'leave-profiles',
    'close-mail',
  ];
  return kinds.map((step) => ({
    kind: step,
    pages: [...PAGES[step]],
    values: valuesOf(step, wanted),
    scene: SCENE_OF[kind],
    ...sceneStepOf(step, kind),
  }));
}

function sceneStepOf(step: GuideKind, kind: WantedAccount['kind']): Pick<GuideStep, 'sceneStep'> {
  const ends = kind === 'activesync' ? ENDS_ACTIVESYNC : ENDS_POP_IMAP;
  // A picture that shows IMAP and its ports would mislead whoever fills in POP3.
  const misleads = kind === 'pop3' && step === 'more-settings';
  const sceneStep = misleads ? undefined : (SCENE_STEPS[step] ?? ends[step]);
  return sceneStep === undefined ? {} : { sceneStep };
}

const typed = (name: Value['name'], value: string): Value => ({ name, value, copy: true });
const chosen = (name: Value['name'], value: string): Value => ({ name, value, copy: false });

function valuesOf(step: GuideKind, { kind, profile, name, address, incoming, outgoing }: WantedAccount): Value[] {
  switch (step) {
    case 'name-profile':
      return [typed('profile-name', profile)];
    case 'fill-activesync':
      return [typed('name', name), typed('address', address), typed('server', serverText(incoming, kind)), typed('user', incoming.user)];
    case 'fill-imap':
    case 'fill-pop3':
      return [
        typed('name', name),
        typed('address', address),
        chosen('account-type', kind.toUpperCase()),
        typed('incoming', incoming.host),
        ...(outgoing === undefined ? [] : [typed('outgoing', outgoing.host)]),
        typed('user', incoming.user),
      ];
    case 'more-settings':
      return [
        typed('incoming-port', String(incoming.port)),
        chosen('incoming-security', securityText(incoming)),
        ...(outgoing === undefined
          ? []
          : [typed('outgoing-port', String(outgoing.port)), chosen('outgoing-security', securityText(outgoing))]),
      ];
    default:
      return [];
  }
}

/** Reached only from the wizard's last page: leaving the wizard before leads back to the same windows. */
const ENDING: readonly GuideKind[] = ['leave-profiles', 'close-mail'];

/**
 * Index of the step that belongs to the page now open, seen from the step before it: the same, the next one ahead, else
 * the nearest behind, because a person may go back. A page that is no step's leaves everything as it is.
 */
export function stepAt(guide: readonly GuideStep[], current: number, page: string): number {
  const on = (step: GuideStep | undefined): boolean => step?.pages.includes(page) === true;
  if (on(guide[current])) return current;
  const last = guide.findIndex(({ kind }) => kind === 'finish');
  const ahead = guide.findIndex((step, index) => index > current && on(step) && (current >= last || !ENDING.includes(step.kind)));
  if (ahead >= 0) return ahead;
  const behind = guide.findLastIndex((step, index) => index < current && on(step));
  return behind >= 0 ? behind : current;
}
