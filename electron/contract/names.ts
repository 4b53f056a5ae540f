import type { CallName, EventName } from './calls.ts';

/** The names that may pass the preload, without the schemas: a preload stays small. A forgotten name does not compile. */
export const CALL_NAMES = {
  start: true,
  discover: true,
  checkDomain: true,
  saveCheck: true,
  programs: true,
  verify: true,
  plan: true,
  setUp: true,
  answerStop: true,
  undo: true,
  confirmInOutlook: true,
  openProgram: true,
  phone: true,
  valuesByHand: true,
  save: true,
  walkthroughValues: true,
  saveWalkthrough: true,
  copy: true,
  report: true,
  openPage: true,
  nameStep: true,
} satisfies Record<CallName, true>;

export const EVENT_NAMES = {
  attemptStarted: true,
  attemptEnded: true,
  discovered: true,
  checkProgress: true,
  serviceProved: true,
  stepDone: true,
  pageOpened: true,
  waitingForProgram: true,
  stopped: true,
} satisfies Record<EventName, true>;

/** The three channels between preload and main; there is no other. */
export const CHANNELS = { call: 'mailramp:call', cancel: 'mailramp:cancel', event: 'mailramp:event' } as const;

/** What main sends back for a call: the parsed reply, or one word why there is none. */
export type Envelope = { reply: unknown } | { refused: string };
