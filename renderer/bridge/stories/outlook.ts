import type { GuideKind, GuideStep, SetUpLevel } from '../../../electron/core/model/guide.ts';
import type { PlanStep, Proof } from '../../../electron/core/model/plan.ts';
import type { OutlookForecast } from '../../../electron/core/model/prediction.ts';
import { type Problem, problemOf } from '../../../electron/core/model/problem.ts';
import type { ProgramOffer } from '../../../electron/core/onboarding/story.ts';
import type { Script } from './scripts.ts';

/** How a set-up in another program's dialogs goes. */
export interface Dialogs {
  guide: GuideStep[];
  levels: SetUpLevel[];
  /** What it comes to without a wish. */
  level: SetUpLevel;
  forecast: OutlookForecast;
  /** The program is open, and stays so for this long, milliseconds of the story. */
  open?: number;
  /** The automation stops at this step; the dialog stays open where `asks` says so. */
  stops?: { at: GuideKind; problem: Problem; asks: boolean };
  /** The dialogs stand still at this step. */
  stands?: GuideKind;
}

const ADDRESS = 'anna@firma.example';
const HOST = 'mail.firma.example';
const PROFILE = `Mailramp – ${ADDRESS}`;

const typed = (name: GuideStep['values'][number]['name'], value: string): GuideStep['values'][number] => ({ name, value, copy: true });
const chosen = (name: GuideStep['values'][number]['name'], value: string): GuideStep['values'][number] => ({ name, value, copy: false });

const VALUES: Partial<Record<GuideKind, GuideStep['values']>> = {
  'name-profile': [typed('profile-name', PROFILE)],
  'fill-activesync': [typed('name', 'Anna Berg'), typed('address', ADDRESS), typed('server', HOST), typed('user', ADDRESS)],
  'fill-imap': [
    typed('name', 'Anna Berg'),
    typed('address', ADDRESS),
    chosen('account-type', 'IMAP'),
    typed('incoming', HOST),
    typed('outgoing', HOST),
    typed('user', ADDRESS),
  ],
  'more-settings': [
    typed('incoming-port', '993'),
    chosen('incoming-security', 'SSL/TLS'),
    typed('outgoing-port', '465'),
    chosen('outgoing-security', 'SSL/TLS'),
  ],
};

const guideOf = (scene: GuideStep['scene'], middle: GuideKind[]): GuideStep[] =>
  (
    [
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
    ] as const
  ).map((kind, place) => ({
    kind,
    pages: [],
    values: VALUES[kind] ?? [],
    scene,
    ...(place === 0 ? {} : { sceneStep: place - 1 }),
  }));

const FORECAST_2019: OutlookForecast = {
  product: '2019',
  version: '16.0.10417.20020',
  kind: 'activesync',
  calendarAndContacts: 'included',
  addIn: false,
  prediction: {
    activesync: {
      likelihood: 'possible',
      reasons: [
        { code: 'engine-present-reports-differ', source: 'vendor-manual' },
        { code: 'autodiscover-offers-something-else', source: 'this-discovery' },
        { code: 'manual-page-needed', source: 'source-code' },
      ],
    },
    imap: { likelihood: 'automatic', reasons: [{ code: 'autodiscover-offers-it', source: 'this-discovery' }] },
    recommended: 'outlook-activesync',
    calendarAndContacts: { activesync: 'included', imap: 'caldav-synchronizer' },
  },
};

const FORECAST_365: OutlookForecast = {
  ...FORECAST_2019,
  product: '365',
  kind: 'imap',
  calendarAndContacts: 'caldav-synchronizer',
  prediction: {
    ...FORECAST_2019.prediction,
    activesync: {
      likelihood: 'unlikely',
      reasons: [
        { code: 'reports-differ-widely', source: 'vendor-manual' },
        { code: 'new-device-at-each-start', source: 'issue-tracker' },
      ],
    },
    recommended: 'outlook-imap',
  },
};

const offer = (forecast: OutlookForecast, why: ProgramOffer['why']): ProgramOffer => ({
  client: 'outlook',
  state: 'ready',
  recommended: true,
  why,
  installation: {
    client: 'outlook',
    kind: 'click-to-run',
    program: 'C:\\Program Files\\Microsoft Office\\OUTLOOK.EXE',
    programArguments: [],
  },
  forecast,
});

const MISSING: ProgramOffer = { client: 'thunderbird', state: 'missing', recommended: false, why: 'not-installed' };
const NEW: ProgramOffer = {
  client: 'outlook',
  state: 'unsupported',
  recommended: false,
  why: 'password-goes-to-microsoft',
  edition: 'new',
};

const planOf = (kind: 'add-activesync' | 'add-imap'): PlanStep[] => [
  { kind: 'switch-classic-wizard', facts: {} },
  { kind: 'create-outlook-profile', facts: { name: PROFILE } },
  { kind, facts: { name: PROFILE, address: ADDRESS, host: HOST, port: 443, security: 'tls', user: ADDRESS } },
];

const PROOFS: Proof[] = [
  { kind: 'profile-in-list', facts: { name: PROFILE, default: false } },
  { kind: 'account-in-profile', facts: { address: ADDRESS } },
];

const stopped = problemOf('unexpected-window', { window: 'message-box', title: 'Microsoft Outlook' }, [
  'set-up-assisted',
  'set-up-by-hand',
  'copy-report',
]);

const vanished = problemOf('control-not-found', { reason: 'gone', page: 'test' }, ['retry', 'set-up-assisted', 'copy-report']);

function story(more: Partial<Dialogs>): Partial<Script> {
  const dialogs: Dialogs = {
    guide: guideOf('outlook-2016-activesync', ['choose-activesync', 'fill-activesync']),
    levels: ['automated', 'assisted', 'walkthrough'],
    level: 'automated',
    forecast: FORECAST_2019,
    ...more,
  };
  const imap = dialogs.forecast.kind === 'imap';
  return {
    start: { os: 'windows' },
    offers: [offer(dialogs.forecast, imap ? 'mail-and-add-in' : 'calendar-and-contacts'), MISSING, NEW],
    plan: planOf(imap ? 'add-imap' : 'add-activesync'),
    proofs: PROOFS,
    dialogs,
  };
}

const IMAP: Partial<Dialogs> = {
  guide: guideOf('outlook-2016-imap', ['choose-pop-imap', 'fill-imap', 'more-settings']),
  forecast: FORECAST_365,
};

/** Outlook's stories by the name that stands in `?story=`. */
export const OUTLOOK_SCRIPTS: Record<string, Partial<Script>> = {
  outlook: story({}),
  'outlook-imap': story(IMAP),
  'outlook-new-only': { start: { os: 'windows' }, offers: [MISSING, NEW] },
  'held-outlook': story({ stands: 'fill-activesync' }),
  'held-outlook-open': story({ open: 1e9 }),
  'outlook-open': story({ open: 900 }),
  'held-outlook-assisted': story({ ...IMAP, level: 'assisted', stands: 'fill-imap' }),
  'held-outlook-walkthrough': story({ level: 'walkthrough', stands: 'close-outlook' }),
  'outlook-walkthrough': story({ level: 'walkthrough' }),
  'outlook-managed': story({ level: 'assisted', levels: ['assisted', 'walkthrough'] }),
  'outlook-stops': story({ stops: { at: 'fill-activesync', problem: stopped, asks: true } }),
  'held-outlook-handed': story({ stops: { at: 'fill-activesync', problem: stopped, asks: true }, stands: 'test-account' }),
  'outlook-vanishes': story({ stops: { at: 'test-account', problem: vanished, asks: false } }),
  'held-outlook-again': story({ stops: { at: 'test-account', problem: vanished, asks: false }, stands: 'show-profiles' }),
};
