import { safeWords } from '../model/secret.ts';
import type { HttpAnswer } from '../world/network.ts';
import type { Answered } from './ask.ts';
import type { Candidate } from './choose.ts';
import { refusalOfStatus } from './refusals.ts';
import { failedStep, type Login, step, type Step } from './step.ts';

const MOST_WORDS = 2_000;

export type Reply = Extract<HttpAnswer, { status: 'answered' }>;

/** The answer when it is a success, otherwise the step that it means. */
export function replyOr(login: Login, candidate: Candidate, answered: Answered): { url: string; reply: Reply } | Step {
  if (answered.status === 'led-away') return step('consent-needed', { redirectHost: answered.host });
  const { answer, url } = answered;
  if (answer.status === 'failed') return failedStep(candidate.host, answer, login.password);
  if (answer.code >= 200 && answer.code < 300) return { url, reply: answer };
  return step(refusalOfStatus(answer.code, wordsOf(answer)), { status: answer.code }, safeWords(wordsOf(answer), login.password));
}

/** What a person could read of an answer: the challenge and the text without its tags. */
function wordsOf({ headers, body }: Reply): string {
  const text = new TextDecoder()
    .decode(body.subarray(0, MOST_WORDS))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [headers['www-authenticate'] ?? '', text].filter((part) => part !== '').join(' · ');
}

export const isStep = (value: { url: string; reply: Reply } | Step): value is Step => 'outcome' in value;

/** Without a password: anything that answers and knows the address counts; a login is asked for as a matter of course. */
export function probeStep(login: Login, candidate: Candidate, answered: Answered): Step {
  if (answered.status === 'led-away') return step('consent-needed', { redirectHost: answered.host });
  const { answer } = answered;
  if (answer.status === 'failed') return failedStep(candidate.host, answer, login.password);
  if (answer.code === 404 || answer.code === 410) return step('not-offered', { status: answer.code });
  return answer.code >= 500 ? step('server-error', { status: answer.code }) : step('ok');
}
