import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CALLS } from '../../../electron/contract/calls.ts';
import { CALL_NAMES } from '../../../electron/contract/names.ts';
import { answer, type Answer, type Answers, type Call, type Caller, openCounter } from '../../../electron/main/answer.ts';
import { memoryTrail } from './memory-trail.ts';

const quiet: Call = { signal: new AbortController().signal, emit: () => undefined };
const input = z.object({ host: z.string().max(10) });
const output = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.string() }),
  z.object({ ok: z.literal(false), problem: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }) }),
]);

describe('answer', () => {
  it('gives the handler only what the contract names', async () => {
    const seen: unknown[] = [];
    const call = answer({ input, output }, (given) => {
      seen.push(given);
      return Promise.resolve({ ok: true as const, value: given.host });
    });
    expect(await call.run({ host: 'a', extra: 1 }, quiet, memoryTrail())).toEqual({ reply: { ok: true, value: 'a' } });
    expect(seen).toEqual([{ host: 'a' }]);
  });

  it.each([undefined, null, 7, 'x', [], {}, { host: 7 }, { host: 'longer than ten' }])('refuses the malformed input %j', async (given) => {
    const call = answer({ input, output }, () => Promise.reject(new Error('never reached')));
    expect(await call.run(given, quiet, memoryTrail())).toEqual({ refused: 'malformed-input' });
  });

  it('lets nothing out that the contract does not name', async () => {
    const leaking = { ok: true as const, value: 'x', password: 'hunter2' };
    const call = answer({ input, output }, () => Promise.resolve(leaking));
    expect(JSON.stringify(await call.run({ host: 'a' }, quiet, memoryTrail()))).not.toContain('hunter2');
  });

  it('turns a bug into the problem "unexpected" with the reference that the trail has', async () => {
    const trail = memoryTrail();
    const call = answer({ input, output }, () => Promise.reject(new Error('boom in /home/anna/x')));
    expect(await call.run({ host: 'a' }, quiet, trail)).toMatchObject({
      reply: { ok: false, problem: { code: 'unexpected', facts: { reference: 'TST-REF-1' } } },
    });
    expect(JSON.stringify(trail.lines)).toContain('boom');
  });

  it('refuses with the reference where a reply cannot carry a problem', async () => {
    const call = answer({ input, output: z.array(z.string()) }, () => Promise.reject(new Error('boom')));
    expect(await call.run({ host: 'a' }, quiet, memoryTrail())).toEqual({ refused: 'unexpected TST-REF-1' });
  });

  it('lets go of cancelled work at once', async () => {
    const abort = new AbortController();
    const call = answer({ input, output }, () => new Promise<never>(() => undefined));
    const ended = call.run({ host: 'a' }, { ...quiet, signal: abort.signal }, memoryTrail());
    abort.abort();
    expect(await ended).toMatchObject({ reply: { ok: false, problem: { code: 'cancelled' } } });
  });

  it('waits for work that must not be left half done', async () => {
    const abort = new AbortController();
    const work = deferred();
    const call = answer({ input, output }, () => work.promise, { cancels: 'when-safe' });
    const ended = call.run({ host: 'a' }, { ...quiet, signal: abort.signal }, memoryTrail());
    abort.abort();
    work.resolve({ ok: true, value: 'whole' });
    expect(await ended).toEqual({ reply: { ok: true, value: 'whole' } });
  });
});

interface Deferred {
  promise: Promise<{ ok: true; value: string }>;
  resolve: (value: { ok: true; value: string }) => void;
}

function deferred(): Deferred {
  let resolve: Deferred['resolve'] = () => undefined;
  const promise = new Promise<{ ok: true; value: string }>((done) => (resolve = done));
  return { promise, resolve };
}

const hanging: Answer = answer(CALLS.report, () => new Promise<never>(() => undefined));

/** Every call hangs but those given. */
const answersWith = (some: Partial<Answers>): Answers => ({
  start: hanging,
  discover: hanging,
  checkDomain: hanging,
  saveCheck: hanging,
  programs: hanging,
  verify: hanging,
  plan: hanging,
  setUp: hanging,
  answerStop: hanging,
  undo: hanging,
  confirmInOutlook: hanging,
  openProgram: hanging,
  phone: hanging,
  valuesByHand: hanging,
  save: hanging,
  walkthroughValues: hanging,
  saveWalkthrough: hanging,
  copy: hanging,
  report: hanging,
  openPage: hanging,
  nameStep: hanging,
  ...some,
});

describe('openCounter', () => {
  const heard: unknown[] = [];
  const caller: Caller = { trusted: true, send: (name, event) => heard.push([name, event]) };

  it('refuses foreign senders, unknown calls and malformed ids', async () => {
    const counter = openCounter(answersWith({}), memoryTrail());
    expect(await counter.serve({ ...caller, trusted: false }, 'start', '1', {})).toEqual({ refused: 'foreign-sender' });
    for (const name of ['readFile', 'toString', '__proto__', 7, null]) {
      expect(await counter.serve(caller, name, '1', {})).toEqual({ refused: 'unknown-call' });
    }
    for (const id of ['', 'x'.repeat(65), 'a b', 7, undefined]) {
      expect(await counter.serve(caller, 'start', id, {})).toEqual({ refused: 'malformed-id' });
    }
  });

  it('cancels a call by its id, for trusted callers only', async () => {
    const counter = openCounter(answersWith({}), memoryTrail());
    const running = counter.serve(caller, 'report', 'one', {});
    expect(await counter.serve(caller, 'report', 'one', {})).toEqual({ refused: 'id-in-use' });
    counter.cancel({ ...caller, trusted: false }, 'one');
    expect(await counter.serve(caller, 'report', 'one', {})).toEqual({ refused: 'id-in-use' });
    counter.cancel(caller, 'one');
    expect(await running).toEqual({ refused: 'cancelled' });
  });

  it('serves a bounded number of calls at once and frees them together', async () => {
    const counter = openCounter(answersWith({}), memoryTrail());
    const running = Array.from({ length: 32 }, (_, index) => counter.serve(caller, 'report', `call-${index}`, {}));
    expect(await counter.serve(caller, 'report', 'one-more', {})).toEqual({ refused: 'busy' });
    counter.cancelAll();
    expect(new Set(await Promise.all(running.map(async (one) => JSON.stringify(await one)))).size).toBe(1);
  });

  it('ends only when what must not be left half done is whole or taken back', async () => {
    const told: string[] = [];
    const change = answer(
      CALLS.openProgram,
      (_given, { signal }) =>
        new Promise<{ opened: boolean }>((done) =>
          signal.addEventListener('abort', () => {
            told.push('taken back');
            done({ opened: false });
          }),
        ),
      { cancels: 'when-safe' },
    );
    const counter = openCounter(answersWith({ openProgram: change }), memoryTrail());
    void counter.serve(caller, 'openProgram', 'change', {});
    void counter.serve(caller, 'report', 'question', {});
    await counter.end().then(() => told.push('ended'));
    expect(told).toEqual(['taken back', 'ended']);
  });

  it('streams only events that the contract knows, with the id of their call, and none after a cancel', async () => {
    const trail = memoryTrail();
    let kept: Call | undefined;
    const report = answer(CALLS.report, (_input, call) => {
      kept = call;
      call.emit('stepDone', { index: 3 });
      call.emit('stepDone', { index: 0.5 });
      return Promise.resolve({ text: '' });
    });
    heard.length = 0;
    const counter = openCounter(answersWith({ report }), trail);
    await counter.serve(caller, 'report', 'seven', {});
    expect(heard).toEqual([['stepDone', { call: 'seven', index: 3 }]]);
    expect(JSON.stringify(trail.lines)).toContain('event-malformed');
    expect(kept?.signal.aborted).toBe(false);
  });
});

describe('CALL_NAMES', () => {
  it('are the names of the contract', () => {
    expect(Object.keys(CALL_NAMES).sort()).toEqual(Object.keys(CALLS).sort());
  });
});
