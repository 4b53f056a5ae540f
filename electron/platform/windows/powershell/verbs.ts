import { z } from 'zod';

const handle = z.number().int();
const done = z.object({ done: z.literal(true) });

const window = z.object({
  handle,
  className: z.string(),
  title: z.string(),
  processId: z.number().int(),
  enabled: z.boolean(),
  visible: z.boolean(),
});

const control = z.object({
  handle,
  className: z.string(),
  id: z.number().int(),
  caption: z.string(),
  style: z.number().int(),
  enabled: z.boolean(),
  visible: z.boolean(),
  index: z.number().int(),
  parent: handle,
});

const shapes = {
  hello: z.object({
    protocol: z.number().int(),
    version: z.string(),
    edition: z.string(),
    languageMode: z.string(),
    bits: z.number().int(),
  }),
  'window.list': z.object({ windows: z.array(window) }),
  'window.tree': z.object({ controls: z.array(control) }),
  'window.close': done,
  'control.read': z.object({ text: z.string() }),
  'control.set': done,
  'control.choose': done,
  'control.press': done,
  'control.lines': z.object({ lines: z.array(z.string()) }),
  'control.checked': z.object({ checked: z.boolean() }),
  'outlook.accounts': z.object({
    /** 0 Exchange, 1 IMAP, 2 POP3, 4 ActiveSync, 5 other. */
    accounts: z.array(z.object({ displayName: z.string(), address: z.string(), userName: z.string(), type: z.number().int() })),
    /** Whether Outlook had to be started for it; it was closed again. */
    started: z.boolean(),
    profile: z.string(),
  }),
  'system.store': z.object({ packages: z.array(z.object({ name: z.string(), version: z.string() })) }),
  'system.crashes': z.object({ crashes: z.array(z.object({ time: z.string(), module: z.string(), code: z.string() })) }),
} as const;

/** What travels with each; texts a person typed are base64 (see wire.ts). */
export interface Questions {
  hello: Record<string, never>;
  'window.list': { processIds: readonly number[] };
  'window.tree': { window: number };
  'window.close': { window: number };
  'control.read': { control: number };
  'control.set': { control: number; text: string; way: string };
  'control.choose': { control: number; kind: 'checked' | 'line' | 'tab' | 'position'; number: number };
  'control.press': { control: number };
  'control.lines': { control: number };
  'control.checked': { control: number };
  'outlook.accounts': { consent: boolean; profile: string };
  'system.store': Record<string, never>;
  'system.crashes': { days: number };
}

export type Verb = keyof Questions;
export type Answers = { [Name in Verb]: z.infer<(typeof shapes)[Name]> };
export type AnswerTo<Name extends Verb> = Answers[Name];

/** Everything the scripts can be asked, with the shape of the answer. The same list stands in Mailramp.Protocol.ps1. */
export const ANSWERS: { readonly [Name in Verb]: z.ZodType<Answers[Name]> } = shapes;

export type Hello = AnswerTo<'hello'>;

/** Raised with every change that makes old scripts and new code, or the other way round, misunderstand each other. */
export const PROTOCOL = 1;
