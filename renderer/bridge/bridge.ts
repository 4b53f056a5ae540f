import type { z } from 'zod';
import {
  CALLS,
  type CallName,
  EVENTS,
  type EventName,
  type EventOf,
  type ExposedApi,
  type Input,
  type Reply,
} from '../../electron/contract/calls.ts';
import { type Problem, problemOf } from '../../electron/core/model/problem.ts';

declare global {
  interface Window {
    /** Put there by the preload; touched by this file alone. */
    mailramp?: ExposedApi;
  }
}

export interface CallOptions {
  /** Ends the call; main answers with the problem `cancelled`. */
  signal?: AbortSignal;
  /** Hears the events of this call alone, until it has answered. */
  on?: { [Name in EventName]?: (event: EventOf<Name>) => void };
}

export interface Bridge {
  /** Rejects only when main refused the call or answered outside the contract: `problemOfRefusal` makes a Problem of it. */
  call<Name extends CallName>(name: Name, input: Input<Name>, options?: CallOptions): Promise<Reply<Name>>;
}

// The same tables, typed so that a name and its reply stay together inside generic code.
const CALLED: { [Name in CallName]: { output: z.ZodType<Reply<Name>> } } = CALLS;
const TOLD: { [Name in EventName]: z.ZodType<EventOf<Name>> } = EVENTS;

export function createBridge(api: ExposedApi): Bridge {
  let calls = 0;
  // A page loaded anew must not take up the ids of the one before it.
  const run = crypto.randomUUID().slice(0, 8);

  const listen = <Name extends EventName>(name: Name, id: string, listener: ((event: EventOf<Name>) => void) | undefined): (() => void) => {
    if (listener === undefined) return () => undefined;
    return api.on(name, (raw) => {
      const event = TOLD[name].parse(raw);
      if (event.call === id) listener(event);
    });
  };

  return {
    async call(name, input, options = {}) {
      calls += 1;
      const id = `${name}-${run}-${calls}`;
      const { on = {} } = options;
      const silences = [
        listen('attemptStarted', id, on.attemptStarted),
        listen('attemptEnded', id, on.attemptEnded),
        listen('discovered', id, on.discovered),
        listen('checkProgress', id, on.checkProgress),
        listen('serviceProved', id, on.serviceProved),
        listen('stepDone', id, on.stepDone),
        listen('pageOpened', id, on.pageOpened),
        listen('waitingForProgram', id, on.waitingForProgram),
        listen('stopped', id, on.stopped),
      ];
      const cancel = (): void => api.cancel(id);
      options.signal?.addEventListener('abort', cancel, { once: true });
      try {
        const reply = api.call(name, id, input);
        if (options.signal?.aborted === true) cancel();
        return CALLED[name].output.parse(await reply);
      } finally {
        options.signal?.removeEventListener('abort', cancel);
        for (const silence of silences) silence();
      }
    },
  };
}

export const exposedApi = (): ExposedApi | undefined => window.mailramp;

/** A refusal is a bug on our side; the person is told so and can hand it on. */
export const problemOfRefusal = (error: unknown): Problem =>
  problemOf('unexpected', { reason: error instanceof Error ? error.message.slice(0, 300) : 'unknown' });
