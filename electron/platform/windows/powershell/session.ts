import type { AgentOptions, PowerShellFacts } from '../../../core/world/windows.ts';
import { within } from './limit.ts';
import { startShell, type Shell } from './shell.ts';
import { factsOf, isFinal, NO_ANSWER, READ_REQUEST, start, type PowerShellSettings, type SessionFailure, type Started } from './start.ts';
import { ANSWERS, type AnswerTo, type Questions, type Verb } from './verbs.ts';
import { answerIn, requestLine, type ScriptReason } from './wire.ts';

export type SessionAnswer<Value> = { ok: true; value: Value } | { ok: false; reason: SessionFailure | ScriptReason };

/** One Windows PowerShell that is started when first needed, asked one thing after the other, and replaced when it hangs. */
export interface PowerShellSession {
  /** Asks one thing. `timeout` is for the answer; a start that is needed first has a limit of its own. Never rejects. */
  ask<Name extends Verb>(verb: Name, args: Questions[Name], options: AgentOptions): Promise<SessionAnswer<AnswerTo<Name>>>;
  /** Version and language mode, also where scripts are not allowed; `missing` where there is no PowerShell. */
  facts(options: AgentOptions): Promise<PowerShellFacts>;
  /** Ends PowerShell; everything asked afterwards is cancelled. */
  dispose(): Promise<void>;
}

const no = <Reason extends SessionFailure | ScriptReason>(reason: Reason): { ok: false; reason: Reason } => ({ ok: false, reason });

/** One after the other, however each ends. */
function queue(): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** `program` is not started before something is asked. */
export function powershellSession(settings: PowerShellSettings): PowerShellSession {
  let shell: Shell | undefined;
  let current: Promise<Started> | undefined;
  const inTurn = queue();
  let nextId = 0;
  let disposed = false;

  async function started(): Promise<Started> {
    if (current === undefined) {
      shell = startShell(settings);
      current = start(shell, settings);
    }
    const now = await current;
    if (!now.ok && !isFinal(now)) current = undefined;
    return now;
  }

  async function retire(): Promise<void> {
    current = undefined;
    await shell?.kill();
  }

  async function request<Name extends Verb>(verb: Name, args: Questions[Name], timeout: number): Promise<SessionAnswer<AnswerTo<Name>>> {
    const now = await started();
    if (!now.ok) return no(now.reason);
    nextId += 1;
    const id = nextId;
    const ended = await within(now.shell.type(READ_REQUEST, requestLine(id, verb, args)), timeout);
    // The command would go on, and the next one wait behind it: only a new PowerShell is free.
    if (!ended.done || ended.value.how === 'exited') {
      await retire();
      return no(disposed ? 'cancelled' : ended.done ? 'crashed' : 'timed-out');
    }
    const answer = answerIn(ended.value.out, id);
    if (answer?.ok === false) return no(answer.reason);
    const value = answer === undefined ? undefined : ANSWERS[verb].safeParse(answer.value);
    if (value?.success === true) return { ok: true, value: value.data };
    await retire();
    return no('garbled');
  }

  return {
    ask: async (verb, args, options) => {
      const skipped = (): boolean => disposed || options.signal?.aborted === true;
      if (skipped()) return no('cancelled');
      const turn = inTurn(async () => (skipped() ? no('cancelled') : request(verb, args, options.timeout)));
      const ended = await within(turn, Infinity, options.signal);
      return ended.done ? ended.value : no(ended.why);
    },
    facts: async (options) => {
      if (disposed) return NO_ANSWER;
      const ended = await within(inTurn(started), options.timeout, options.signal);
      return ended.done ? factsOf(ended.value) : NO_ANSWER;
    },
    dispose: async () => {
      disposed = true;
      await retire();
    },
  };
}
