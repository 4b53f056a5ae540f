import { describe, expect, it } from 'vitest';
import type { CallName, EventName, ExposedApi } from '../../../electron/contract/calls.ts';
import { createBridge, problemOfRefusal } from '../../../renderer/bridge/bridge.ts';

interface Wire extends ExposedApi {
  calls: { name: CallName; id: string; input: unknown; answer: (reply: unknown) => void; refuse: (reason: string) => void }[];
  cancelled: string[];
  tell: (name: EventName, event: unknown) => void;
  listening: () => number;
}

function wire(): Wire {
  const listeners = new Map<(event: unknown) => void, EventName>();
  const calls: Wire['calls'] = [];
  const cancelled: string[] = [];
  return {
    calls,
    cancelled,
    call: (name, id, input) =>
      new Promise((resolve, reject) => {
        calls.push({ name, id, input, answer: resolve, refuse: (reason) => reject(new Error(reason)) });
      }),
    cancel: (id) => cancelled.push(id),
    on: (name, listener) => {
      listeners.set(listener, name);
      return () => listeners.delete(listener);
    },
    tell: (name, event) => {
      for (const [listener, heard] of listeners) if (heard === name) listener(event);
    },
    listening: () => listeners.size,
  };
}

const only = ({ calls }: Wire): Wire['calls'][number] => {
  const [call] = calls;
  if (call === undefined) throw new Error('Nothing was called');
  return call;
};

describe('the bridge', () => {
  it('gives back what the contract names and drops the rest', async () => {
    const api = wire();
    const reply = createBridge(api).call('copy', { text: 'x' });
    only(api).answer({ copied: true, password: 'secret' });
    expect(await reply).toEqual({ copied: true });
    expect(only(api).input).toEqual({ text: 'x' });
  });

  it('rejects an answer outside the contract', async () => {
    const api = wire();
    const reply = createBridge(api).call('copy', { text: 'x' });
    only(api).answer({ copied: 'yes' });
    await expect(reply).rejects.toThrow();
  });

  it('makes a problem of a refusal, so that a page can say it', async () => {
    const api = wire();
    const reply = createBridge(api).call('programs', {});
    only(api).refuse('busy');
    const error = await reply.catch((reason: unknown) => reason);
    expect(problemOfRefusal(error)).toMatchObject({ code: 'unexpected', whose: 'us', facts: { reason: 'busy' } });
    expect(problemOfRefusal('odd').facts).toEqual({ reason: 'unknown' });
  });

  it('hears the events of its own call only, and only while it runs', async () => {
    const api = wire();
    const heard: number[] = [];
    const reply = createBridge(api).call('setUp', { client: 'thunderbird' }, { on: { stepDone: ({ index }) => heard.push(index) } });
    const { id, answer } = only(api);
    api.tell('stepDone', { call: id, index: 0 });
    api.tell('stepDone', { call: 'other', index: 1 });
    answer({ client: 'thunderbird', plan: [], outcome: 'verified', verified: [] });
    await reply;
    api.tell('stepDone', { call: id, index: 2 });
    expect(heard).toEqual([0]);
    expect(api.listening()).toBe(0);
  });

  it('cancels by id, and not after the answer', async () => {
    const api = wire();
    const abort = new AbortController();
    const reply = createBridge(api).call('programs', {}, { signal: abort.signal });
    abort.abort();
    const { id, answer } = only(api);
    expect(api.cancelled).toEqual([id]);
    answer([]);
    await reply;

    const late = new AbortController();
    const second = createBridge(api).call('programs', {}, { signal: late.signal });
    api.calls[1]?.answer([]);
    await second;
    late.abort();
    expect(api.cancelled).toHaveLength(1);
  });

  it('ends a call at once whose signal had fired before', async () => {
    const api = wire();
    const reply = createBridge(api).call('programs', {}, { signal: AbortSignal.abort() });
    expect(api.cancelled).toEqual([only(api).id]);
    only(api).answer([]);
    await reply;
  });

  it('never uses an id twice, also after the page was loaded anew', () => {
    const api = wire();
    for (const bridge of [createBridge(api), createBridge(api)]) for (let call = 0; call < 3; call += 1) void bridge.call('programs', {});
    expect(new Set(api.calls.map(({ id }) => id)).size).toBe(6);
    expect(api.calls.every(({ id }) => /^[\w.:-]{1,64}$/.test(id))).toBe(true);
  });
});
