import type { Attempt, Discovery } from '../../../electron/core/discovery/discovery.ts';
import { type Problem, type ProblemCode, problemOf } from '../../../electron/core/model/problem.ts';
import type { Service } from '../../../electron/core/model/service.ts';

/** One question as the drawer shows it; a row keeps its place while the search runs. */
export interface Row {
  source: string;
  url?: string | undefined;
  ended?: Attempt;
}

export interface State {
  /** `enough`: one can go on while late answers refine what was found. */
  phase: 'idle' | 'looking' | 'enough' | 'settled' | 'failed';
  rows: readonly Row[];
  discovery?: Discovery | undefined;
  problem?: Problem | undefined;
}

export type Event =
  | { kind: 'began' }
  | { kind: 'asked'; source: string; url?: string | undefined }
  | { kind: 'answered'; attempt: Attempt }
  | { kind: 'found'; discovery: Discovery }
  | { kind: 'ended'; discovery: Discovery }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'forgotten' };

export const IDLE: State = { phase: 'idle', rows: [] };

export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case 'began':
      return { phase: 'looking', rows: [] };
    case 'asked':
      return { ...state, rows: [...state.rows, { source: event.source, url: event.url }] };
    case 'answered':
      return { ...state, rows: withAnswer(state.rows, event.attempt) };
    case 'found':
      return { ...state, discovery: event.discovery, phase: isEnough(event.discovery) ? 'enough' : 'looking' };
    case 'ended':
      return ended(state, event.discovery);
    case 'failed':
      return { ...state, phase: 'failed', problem: event.problem };
    case 'forgotten':
      return IDLE;
  }
}

function withAnswer(rows: readonly Row[], attempt: Attempt): Row[] {
  const open = rows.findIndex(({ source, url, ended }) => source === attempt.source && url === attempt.url && ended === undefined);
  const row = { source: attempt.source, url: attempt.url, ended: attempt };
  return open === -1 ? [...rows, row] : rows.map((old, index) => (index === open ? row : old));
}

function ended(before: State, discovery: Discovery): State {
  // What was not waited for is no open question any more.
  const state = { ...before, rows: before.rows.filter(({ ended: answer }) => answer !== undefined) };
  if (isEnough(discovery)) return { ...state, discovery, phase: 'settled', problem: undefined };
  const missing = discovery.recommended.incoming === null ? 'imap' : 'smtp';
  const problem =
    discovery.problem ?? problemOf('service-missing', { domain: discovery.domain, protocol: missing }, ['ask-provider', 'copy-report']);
  return { ...state, discovery, phase: 'failed', problem };
}

const isEnough = ({ recommended }: Discovery): boolean => recommended.incoming !== null && recommended.outgoing !== null;

/** Problems whose cause may stand in the domain's own records or on its servers: there a check of the domain finds more. */
const ABOUT_THE_DOMAIN: readonly ProblemCode[] = [
  'nothing-found',
  'service-missing',
  'domain-not-found',
  'dns-unanswered',
  'certificate-name',
  'certificate-expired',
  'certificate-untrusted',
  'tls-failed',
];

export const isAboutTheDomain = ({ code }: Problem): boolean => ABOUT_THE_DOMAIN.includes(code);

export const canGoOn = ({ phase }: State): boolean => phase === 'enough' || phase === 'settled';

export const isSearching = ({ phase }: State): boolean => phase === 'looking' || phase === 'enough';

/** How the search stands for what waits until it has ended. */
export const searchEnd = ({ phase }: State): 'running' | 'found' | 'failed' =>
  phase === 'settled' ? 'found' : phase === 'failed' ? 'failed' : 'running';

export const answeredOf = ({ rows }: State): number => rows.filter(({ ended: answer }) => answer !== undefined).length;

export const FINDINGS = ['receive', 'send', 'calendar', 'contacts', 'phone'] as const;
export type Finding = (typeof FINDINGS)[number];

/** What was found for each thing a person wants; null: nothing so far. */
export function findingsIn(discovery: Discovery | undefined): Record<Finding, Service | null> {
  const recommended = discovery?.recommended;
  return {
    receive: recommended?.incoming ?? null,
    send: recommended?.outgoing ?? null,
    calendar: recommended?.calendar ?? null,
    contacts: recommended?.contacts ?? null,
    phone: recommended?.activesync ?? null,
  };
}
