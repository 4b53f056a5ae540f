import { z } from 'zod';
import { type CallName, EVENTS, type EventName, type EventOf, type Input, type Reply } from '../contract/calls.ts';
import { CALL_NAMES, type Envelope } from '../contract/names.ts';
import { failed } from '../core/model/outcome.ts';
import { type Problem, problemOf } from '../core/model/problem.ts';
import type { Trail } from './trail.ts';

/** What a handler knows about the call it answers. */
export interface Call {
  /** Fires when the window cancels the call, loads anew or is gone. */
  signal: AbortSignal;
  /** Streams an event of this call to the window that made it. */
  emit: <Name extends EventName>(name: Name, event: Omit<EventOf<Name>, 'call'>) => void;
}

export type Handler<Name extends CallName> = (input: Input<Name>, call: Call) => Promise<Reply<Name>>;

/** One call made ready: unknown in, parsed out. */
export interface Answer {
  run(input: unknown, call: Call, trail: Trail): Promise<Envelope>;
  /** `at-once` lets go of the work; `when-safe` waits until what is being written is whole or taken back. */
  cancels: 'at-once' | 'when-safe';
}

export interface Schema<In extends z.ZodType, Out extends z.ZodType> {
  input: In;
  output: Out;
}

export interface AnswerOptions<In> {
  cancels?: Answer['cancels'];
  /** The reply that carries a problem, for calls whose reply is no Outcome. */
  onProblem?: (problem: Problem, input: In) => unknown;
}

/**
 * The only way from a handler to the wire: input and reply are parsed by the contract, so that nothing passes that it
 * does not name; an exception becomes the problem `unexpected` with a reference and a line in the trail.
 */
export function answer<In extends z.ZodType, Out extends z.ZodType>(
  { input, output }: Schema<In, Out>,
  handler: (input: z.output<In>, call: Call) => Promise<z.input<Out>>,
  { cancels = 'at-once', onProblem = (problem) => failed(problem) }: AnswerOptions<z.output<In>> = {},
): Answer {
  const trouble = (problem: Problem, given: z.output<In>, otherwise: string): Envelope => {
    const reply = output.safeParse(onProblem(problem, given));
    return reply.success ? { reply: reply.data } : { refused: otherwise };
  };
  return {
    cancels,
    async run(raw, call, trail) {
      const given = input.safeParse(raw);
      if (!given.success) return { refused: 'malformed-input' };
      try {
        const work = handler(given.data, call);
        const ended = cancels === 'at-once' ? await Promise.race([work, aborted(call.signal)]) : await work;
        if (ended === CANCELLED) return trouble(problemOf('cancelled', {}, ['retry']), given.data, 'cancelled');
        return { reply: output.parse(ended) };
      } catch (error) {
        const reference = trail.failure('handler-failed', error);
        return trouble(problemOf('unexpected', { reference }), given.data, `unexpected ${reference}`);
      }
    },
  };
}

const CANCELLED = Symbol('cancelled');

const aborted = (signal: AbortSignal): Promise<typeof CANCELLED> =>
  new Promise((resolve) => {
    const end = (): void => resolve(CANCELLED);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });

export type Answers = Record<CallName, Answer>;

/** Who asks: made from the frame that sent the message. */
export interface Caller {
  trusted: boolean;
  send(name: EventName, event: unknown): void;
}

/** All calls of one window, by their ids. */
export interface Counter {
  serve(caller: Caller, name: unknown, id: unknown, input: unknown): Promise<Envelope>;
  cancel: (caller: Caller, id: unknown) => void;
  /** The window is gone or loads anew: nobody waits for an answer any more. */
  cancelAll: () => void;
  /** The same, and waits until what was being written is whole or taken back. */
  end: () => Promise<void>;
}

const MOST_AT_ONCE = 32;
const callId = z.string().regex(/^[\w.:-]{1,64}$/);
const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(CALL_NAMES, name);

export function openCounter(answers: Answers, trail: Trail): Counter {
  const running = new Map<string, AbortController>();
  const work = new Set<Promise<Envelope>>();
  const cancelAll = (): void => {
    for (const abort of running.values()) abort.abort();
  };

  const refusal = (caller: Caller, name: unknown, id: unknown): string | undefined => {
    if (!caller.trusted) return 'foreign-sender';
    if (!isCallName(name)) return 'unknown-call';
    const parsed = callId.safeParse(id);
    if (!parsed.success) return 'malformed-id';
    if (running.has(parsed.data)) return 'id-in-use';
    return running.size >= MOST_AT_ONCE ? 'busy' : undefined;
  };

  const emitter = (caller: Caller, id: string, signal: AbortSignal): Call['emit'] => {
    return (name, event) => {
      if (signal.aborted) return;
      const parsed = EVENTS[name].safeParse({ ...event, call: id });
      if (parsed.success) caller.send(name, parsed.data);
      else trail.failure('event-malformed', parsed.error);
    };
  };

  return {
    async serve(caller, name, id, input) {
      const refused = refusal(caller, name, id);
      if (refused !== undefined || !isCallName(name) || typeof id !== 'string') {
        trail.note('call-refused', { reason: refused });
        return { refused: refused ?? 'unknown-call' };
      }
      const abort = new AbortController();
      running.set(id, abort);
      const run = answers[name].run(input, { signal: abort.signal, emit: emitter(caller, id, abort.signal) }, trail);
      work.add(run);
      try {
        const envelope = await run;
        if ('refused' in envelope) trail.note('call-refused', { call: name, reason: envelope.refused });
        return envelope;
      } finally {
        running.delete(id);
        work.delete(run);
      }
    },
    cancel(caller, id) {
      if (caller.trusted && typeof id === 'string') running.get(id)?.abort();
    },
    cancelAll,
    async end() {
      cancelAll();
      await Promise.allSettled(work);
    },
  };
}
