import { z } from 'zod';
import { discovery } from '../core/discovery/discovery.ts';
import { verification, serviceProof } from '../core/login/verification.ts';
import { confirmation } from '../core/model/confirmation.ts';
import { clientId, planStep } from '../core/model/plan.ts';
import { guideStep, setUpLevel } from '../core/model/guide.ts';
import { outlookForecast } from '../core/model/prediction.ts';
import { problem } from '../core/model/problem.ts';
import { attempt } from '../core/discovery/discovery.ts';
import { programOffer, setupResult } from '../core/onboarding/story.ts';
import { sceneId, walkthroughValues } from '../core/model/walkthrough.ts';

/**
 * The whole wire between window and main. A call is an intention with a parsed input and a parsed reply; long calls
 * stream events that carry the call's id. Nothing here is a generic power (no "read file", no "run"), and no reply
 * carries a password: it goes in once with `verify` and stays in main as a Secret.
 */
const person = z.object({ address: z.string().max(320), fullName: z.string().max(200) });
const none = z.object({});
const outcomeOf = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value }), z.object({ ok: z.literal(false), problem })]);

const words = z.string().max(4_000);
/** One finding of a domain check in words; `cause` is the row under which it is shown. */
const healthRow = z.object({
  row: z.string().max(8),
  id: z.string().max(60),
  area: words,
  severity: z.enum(['fail', 'warn', 'unknown', 'info', 'ok']),
  severityWord: words,
  person: words,
  technical: words,
  whoWords: words,
  /** `text` is the exact record, or what to do in words. */
  fixes: z.array(z.object({ kind: z.enum(['publish', 'remove', 'step']), label: words, text: words })).max(60),
  cause: z.string().max(8).optional(),
});
const health = z.object({
  domain: z.string().max(600),
  verdict: z.enum(['ready', 'usable', 'broken', 'unknown']),
  verdictWord: words,
  /** One calm sentence for everybody. */
  sentence: words,
  rows: z.array(healthRow).max(500),
  /** Fragment of a zone file with what is missing; empty when nothing is. */
  zone: z.string().max(60_000),
  /** How long others may still see the old state once `zone` is published; absent when that cannot be told. */
  wait: words.optional(),
});

export const CALLS = {
  /** What the window needs to draw its first page. */
  start: {
    input: none,
    output: z.object({
      version: z.string(),
      locale: z.enum(['en', 'de']),
      os: z.enum(['linux', 'windows', 'macos']),
      /** The embedded demo host is answering; the window says so on every page. */
      demo: z.boolean(),
      /** Password of the demo person, shown on the demo band; it opens nothing but the embedded demo host. */
      demoPassword: z.string().max(200).optional(),
      /** Helpdesk mode: details open. */
      details: z.boolean(),
      remoteSession: z.boolean(),
      prefill: person,
      company: z.string(),
      /** `#rrggbb` as a policy has it; the window repairs its contrast. */
      accent: z.string().optional(),
      /** Domains of the company: only what stands before the @ is typed. */
      domains: z.array(z.string()).optional(),
      /** The password may be looked at while it is typed. */
      showPassword: z.boolean().optional(),
      /** Whom to turn to. */
      helpdesk: z.string().optional(),
      /** Reference id a person reads to helpdesk over the phone. */
      reference: z.string(),
      /** A change that a crash left half done. */
      unfinished: z.object({ id: z.string(), address: z.string() }).optional(),
    }),
  },
  /** Parses the address; a repairable slip is in `problem.facts.suggestion`. Then finds the settings. */
  discover: { input: person, output: outcomeOf(discovery) },
  /** How the domain stands for mail, judged by rules and said in words; `fresh` asks the zone's own servers. Sends no password. */
  checkDomain: { input: z.object({ fresh: z.boolean() }), output: outcomeOf(health) },
  /** Writes the last check where the person chooses. */
  saveCheck: {
    input: z.object({ format: z.enum(['html', 'json']) }),
    output: outcomeOf(z.object({ saved: z.boolean(), path: z.string().optional() })),
  },
  /** What this computer offers for the discovered account. */
  programs: { input: none, output: z.array(programOffer) },
  /** Proves the login. `confirmedHosts` are untrusted hosts the person confirmed by name. */
  verify: {
    input: z.object({
      password: z.string().min(1).max(1024),
      username: z.string().max(320).optional(),
      confirmedHosts: z.array(z.string().max(253)).max(20),
    }),
    output: outcomeOf(verification),
  },
  /** The plan in data; nothing is touched. `level` is the person's wish; the reply says what it came to. */
  plan: {
    input: z.object({ client: clientId, level: setUpLevel.optional() }),
    output: outcomeOf(
      z.object({
        steps: z.array(planStep),
        alreadyThere: z.boolean(),
        level: setUpLevel.optional(),
        /** What a person may choose from, most done by Mailramp first. */
        levels: z.array(setUpLevel).optional(),
        guide: z.array(guideStep).optional(),
        forecast: outlookForecast.optional(),
      }),
    ),
  },
  setUp: { input: z.object({ client: clientId, level: setUpLevel.optional() }), output: setupResult },
  /** The answer to `stopped`: the person goes on in the open dialogs, or everything is closed and taken back. */
  answerStop: { input: z.object({ byHand: z.boolean() }), output: z.object({ heard: z.boolean() }) },
  undo: { input: z.object({ change: z.string().optional() }), output: setupResult },
  /** Asks Outlook itself about what was set up in this run; `consent`: the person knows that this starts Outlook. */
  confirmInOutlook: { input: z.object({ consent: z.literal(true) }), output: confirmation },
  openProgram: { input: none, output: z.object({ opened: z.boolean() }) },
  /** The phone page: QR pictures (SVG text) for Thunderbird for Android. */
  phone: { input: none, output: outcomeOf(z.object({ codes: z.array(z.string()) })) },
  /** Values for a program Mailramp does not know, in order. */
  valuesByHand: {
    input: none,
    output: outcomeOf(z.object({ values: z.array(z.object({ group: z.string(), name: z.string(), value: z.string() })) })),
  },
  /** Writes one document where the person chooses in the system's own dialog. */
  save: {
    input: z.object({ format: z.enum(['mobileconfig', 'mobileconfig-ios', 'handout', 'receipt', 'autoconfig']) }),
    output: outcomeOf(z.object({ saved: z.boolean(), path: z.string().optional() })),
  },
  /** What a walkthrough is filled with: what is known of the person, else what was typed, else examples. No password. */
  walkthroughValues: { input: person.extend({ scene: sceneId }), output: walkthroughValues },
  /** Makes an animation, numbered pictures (a folder) or a page of a walkthrough, where the person chooses. */
  saveWalkthrough: {
    input: person.extend({ scene: sceneId, format: z.enum(['gif', 'steps', 'html']) }),
    output: outcomeOf(z.object({ saved: z.boolean(), path: z.string().optional() })),
  },
  copy: { input: z.object({ text: z.string().max(60_000) }), output: z.object({ copied: z.boolean() }) },
  /** Text for helpdesk about where things stand; no password, the local part of the address shortened. */
  report: { input: none, output: z.object({ text: z.string() }) },
  /** Opens one of the provider's own pages from the last discovery, by its index, in the system's browser. */
  openPage: { input: z.object({ page: z.number().int().min(0).max(50) }), output: z.object({ opened: z.boolean() }) },
  /** The title of the native window names the step. */
  nameStep: { input: z.object({ title: z.string().max(200) }), output: none },
} as const;

export const EVENTS = {
  attemptStarted: z.object({ call: z.string(), source: z.string(), url: z.string().optional() }),
  attemptEnded: z.object({ call: z.string(), attempt }),
  discovered: z.object({ call: z.string(), discovery, settled: z.boolean() }),
  /** Questions of a domain check: answered, of those asked so far. */
  checkProgress: z.object({ call: z.string(), done: z.number().int(), of: z.number().int() }),
  serviceProved: z.object({ call: z.string(), proof: serviceProof }),
  stepDone: z.object({ call: z.string(), index: z.number().int() }),
  /** A page of another program's dialogs is open: the step of `guide` that belongs to it. */
  pageOpened: z.object({ call: z.string(), index: z.number().int() }),
  /** A program has to be closed by the person; the set-up goes on by itself then. */
  waitingForProgram: z.object({ call: z.string(), program: z.string() }),
  /** The automation stopped at this step of `guide`, and the dialog is still open: the call waits for `answerStop`. */
  stopped: z.object({ call: z.string(), problem, index: z.number().int() }),
} as const;

export type Health = z.infer<typeof health>;
export type CallName = keyof typeof CALLS;
export type EventName = keyof typeof EVENTS;
export type Input<Name extends CallName> = z.infer<(typeof CALLS)[Name]['input']>;
export type Reply<Name extends CallName> = z.infer<(typeof CALLS)[Name]['output']>;
export type EventOf<Name extends EventName> = z.infer<(typeof EVENTS)[Name]>;

/** What the preload exposes as `window.mailramp`: nothing else of Electron reaches the window. */
export interface ExposedApi {
  /** Replies are parsed in the window; a call that main refuses rejects with an Error that names only the reason. */
  call(name: CallName, id: string, input: unknown): Promise<unknown>;
  /** Ends a running call within 100 ms. */
  cancel(id: string): void;
  /** Returns the function that stops listening. */
  on(name: EventName, listener: (event: unknown) => void): () => void;
}
