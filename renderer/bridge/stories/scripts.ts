import type { Reply } from '../../../electron/contract/calls.ts';
import type { Discovery } from '../../../electron/core/discovery/discovery.ts';
import type { LoginOutcome } from '../../../electron/core/login/verification.ts';
import type { Change, PlanStep, Proof } from '../../../electron/core/model/plan.ts';
import { type Problem, problemOf } from '../../../electron/core/model/problem.ts';
import type { Protocol } from '../../../electron/core/model/service.ts';
import type { ProgramOffer } from '../../../electron/core/onboarding/story.ts';
import type { HealthStory } from './health.ts';
import { type Dialogs, OUTLOOK_SCRIPTS } from './outlook.ts';
import { healthyRows, nothingOf, type Row, settingsOf, silentRows } from './settings.ts';

/** One scripted course of events, from the first page to the last. */
export interface Script {
  start: Partial<Reply<'start'>>;
  rows: (domain: string) => Row[];
  /** When enough is known to go on, in milliseconds of the story; undefined: never before the end. */
  enoughAt?: number;
  discovery: (address: string) => Discovery;
  offers: ProgramOffer[];
  outcomes: Partial<Record<Protocol, LoginOutcome>>;
  /** Ends the proof of the login instead of a verdict over single services. */
  loginProblem?: Problem;
  /** The password that is refused once; any other is taken. */
  wrongPassword?: string;
  plan: PlanStep[];
  alreadyThere?: boolean;
  /** How often `plan` answers with this problem before it works. */
  planProblem?: { problem: Problem; times: number };
  setUpProblem?: Problem;
  proofs: Proof[];
  /** How the domain stands; well unless told. */
  health?: HealthStory;
  /** A program with dialogs: its guide, and how a person may go through them. */
  dialogs?: Dialogs;
  /** Nothing can be copied. */
  noClipboard?: boolean;
  /** This call stops half way and waits until it is cancelled. */
  holds?: 'discover' | 'verify' | 'setUp';
}

export const THUNDERBIRD: ProgramOffer = {
  client: 'thunderbird',
  state: 'ready',
  recommended: true,
  why: 'calendar-and-contacts',
  installation: { client: 'thunderbird', kind: 'package', version: '128.5.0', program: '/usr/bin/thunderbird', programArguments: [] },
};
const APPLE: ProgramOffer = { client: 'apple-mail', state: 'unsupported', recommended: false, why: 'needs-mac' };
const OUTLOOK: ProgramOffer = { client: 'outlook', state: 'unsupported', recommended: false, why: 'needs-windows' };

export const PROFILE = '/home/anna/.thunderbird/k3x1m9ab.default-release';

const PLAN: PlanStep[] = [
  { kind: 'use-profile', facts: { name: 'default-release', folder: PROFILE } },
  { kind: 'back-up-file', facts: { path: `${PROFILE}/prefs.js` } },
  { kind: 'add-account', facts: { address: 'anna@firma.example', protocol: 'imap', host: 'mail.firma.example', port: 993 } },
  { kind: 'add-outgoing-server', facts: { host: 'mail.firma.example', port: 465 } },
  { kind: 'add-calendar', facts: { name: 'Anna Berg', url: 'https://mail.firma.example/SOGo/dav/anna@firma.example/Calendar/personal/' } },
  {
    kind: 'add-address-book',
    facts: { name: 'Personal', url: 'https://mail.firma.example/SOGo/dav/anna@firma.example/Contacts/personal/' },
  },
  { kind: 'ask-password-later', facts: {} },
];

export const CHANGE: Change = {
  id: 'c-20260302-0914',
  client: 'thunderbird',
  address: 'anna@firma.example',
  at: '2026-03-02T09:14:27.000Z',
  state: 'verified',
  data: {},
};

const HEALTHY: Script = {
  start: {},
  rows: healthyRows,
  enoughAt: 320,
  discovery: (address) => settingsOf(address, { mail: `mail.${address.slice(address.lastIndexOf('@') + 1)}` }),
  offers: [THUNDERBIRD, OUTLOOK, APPLE],
  outcomes: {},
  plan: PLAN,
  proofs: [
    { kind: 'account-in-profile', facts: { address: 'anna@firma.example' } },
    { kind: 'outgoing-server-in-profile', facts: { host: 'mail.firma.example' } },
    { kind: 'calendar-in-profile', facts: { name: 'Anna Berg' } },
    { kind: 'address-book-in-profile', facts: { name: 'Personal' } },
  ],
};

const LONG = 'Maximiliane Wilhelmine von Hohenlohe-Schillingsfürst-Waldenburg';
const LONG_ADDRESS = 'maximiliane.wilhelmine.von.hohenlohe-schillingsfuerst@donaudampfschifffahrtsgesellschaft.example';
const provider = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
const nothing = (code: 'nothing-found' | 'offline' | 'captive-portal', next: Problem['next']): Partial<Script> => ({
  rows: (domain) => silentRows(domain, code === 'nothing-found' ? 'absent' : code),
  discovery: (address) => nothingOf(address, problemOf(code, { domain: provider(address) }, next)),
});

const NOTHING_FOUND = nothing('nothing-found', ['check-spelling', 'ask-provider', 'copy-report']);

/** Every story by the name that stands in `?story=`. */
export const SCRIPTS: Record<string, Partial<Script>> = {
  healthy: {},
  ...OUTLOOK_SCRIPTS,
  slow: {
    rows: (domain) => healthyRows(domain).map((row) => ({ ...row, attempt: { ...row.attempt, ms: row.attempt.ms * 12 } })),
    enoughAt: 5000,
  },
  'held-checking': { holds: 'discover' },
  'held-looking': { holds: 'discover', enoughAt: 100_000 },
  'held-sign-in': { holds: 'verify' },
  'held-set-up': { holds: 'setUp' },
  'nothing-found': NOTHING_FOUND,
  'nothing-found-held-health': { ...NOTHING_FOUND, health: 'held' },
  'nothing-found-helpdesk': { ...NOTHING_FOUND, start: { details: true } },
  offline: nothing('offline', ['check-network', 'retry']),
  'captive-portal': nothing('captive-portal', ['sign-in-to-network', 'retry']),
  'consent-needed': { discovery: (address) => settingsOf(address, { mail: 'mail.other.example', trusted: false }) },
  conflict: {
    discovery: (address) =>
      settingsOf(
        address,
        { mail: 'mail.firma.example' },
        {
          conflicts: [
            {
              protocol: 'imap',
              chosen: { host: 'mail.firma.example', source: 'autoconfig' },
              other: { host: 'imap.old.example', source: 'autodiscover-outlook' },
            },
          ],
        },
      ),
  },
  idn: {
    discovery: (address) => settingsOf(address, { mail: 'mail.xn--mller-kva.example' }, { domainUnicode: 'müller.example' }),
    start: { prefill: { address: 'anna@müller.example', fullName: 'Anna Berg' } },
  },
  'wrong-password': { wrongPassword: 'wrong' },
  partly: { outcomes: { caldav: 'service-off', carddav: 'service-off' } },
  'certificate-expired': {
    loginProblem: problemOf('certificate-expired', { host: 'mail.firma.example', certificateTo: '2026-02-27T23:59:59.000Z' }, [
      'ask-provider',
      'copy-report',
      'retry-later',
    ]),
    outcomes: { imap: 'certificate-expired', smtp: 'certificate-expired' },
  },
  'thunderbird-missing': {
    offers: [{ client: 'thunderbird', state: 'missing', recommended: false, why: 'not-installed' }, OUTLOOK, APPLE],
  },
  'thunderbird-running': {
    planProblem: { problem: problemOf('client-running', { program: 'Thunderbird' }, ['close-program', 'retry']), times: 3 },
  },
  'thunderbird-stays-open': {
    planProblem: { problem: problemOf('client-running', { program: 'Thunderbird' }, ['close-program', 'retry']), times: 100_000 },
  },
  'already-there': { alreadyThere: true, plan: [{ kind: 'already-there', facts: { what: 'account', name: 'anna@firma.example' } }] },
  'not-verified': { setUpProblem: problemOf('undone-after-failure', { because: 'not-verified' }, ['retry', 'copy-report']) },
  unfinished: { start: { unfinished: { id: 'c-20260301-1702', address: 'anna@firma.example' } } },
  demo: { start: { demo: true, demoPassword: 'demo', prefill: { address: 'anna@demo.example', fullName: 'Anna Berg' } } },
  'no-clipboard': { noClipboard: true },
  'domain-broken': { health: 'broken' },
  'held-health': { health: 'held' },
  helpdesk: { start: { details: true, company: 'Firma GmbH' } },
  managed: {
    start: {
      company: 'Firma GmbH',
      accent: '#c8102e',
      domains: ['firma.example'],
      showPassword: true,
      helpdesk: 'IT-Service, Telefon 4711, it@firma.example',
    },
  },
  'managed-domains': {
    start: { company: 'Firma GmbH', accent: '#ffd100', domains: ['firma.example', 'xn--mller-kva.example', 'werk.example'] },
  },
  'long-names': { start: { company: LONG, prefill: { address: LONG_ADDRESS, fullName: LONG } } },
};

export const scriptOf = (name: string): Script => ({ ...HEALTHY, ...SCRIPTS[name] });
