import type { Outcome } from '../../model/outcome.ts';
import type { Problem } from '../../model/problem.ts';
import type { Evidence, SourceId } from '../../model/service.ts';
import type { Origin } from '../candidates.ts';
import { now, type SourceContext, type Standing } from '../context.ts';
import type { End } from '../ledger.ts';
import { follow, outcomeOfStatus, type Followed, type Question } from '../http.ts';

export type Answered = Extract<Followed, { ok: true }>;

/** Asks for a document and ends the row unless a 200 came. */
export async function fetchDocument(context: SourceContext, question: Question, end: End): Promise<Answered | undefined> {
  const answer = await follow(context, question);
  if (!answer.ok) {
    end(answer.outcome, answer.detail);
    return undefined;
  }
  const outcome = outcomeOfStatus(answer.code);
  if (outcome === undefined) return answer;
  end(outcome, `HTTP ${answer.code}`);
  return undefined;
}

/** What reading gave, or the row's end: a web page or nothing at all offers nothing, anything else is a broken document. */
export function readOrEnd<Value>(reading: Outcome<Value, Problem>, end: End): Value | undefined {
  if (reading.ok) return reading.value;
  const reason = String(reading.problem.facts['reason'] ?? '');
  end(reason === 'html' || reason === 'empty' ? 'no-result' : reason === 'too-large' ? 'too-large' : 'document-invalid', reason);
  return undefined;
}

/** How an answer was reached, for everything that it names. */
export function originOf(
  context: SourceContext,
  source: SourceId,
  answer: Pick<Answered, 'url' | 'plainHttp' | 'otherDomain' | 'privateAddress'>,
  weakest: { standing: Standing; transport: Evidence['transport'] },
): Origin {
  const http = { standing: 'http', transport: 'http' } as const;
  const { standing, transport } = answer.plainHttp ? http : weakest;
  const evidence: Evidence = { source, transport, at: now(context), url: answer.url.replace(/\?.*$/, '') };
  // What another domain answered is worth what the pointer to it is worth, never as much as an own answer.
  const lowered: Standing = answer.otherDomain && standing === 'own' ? 'dns' : standing;
  return { source, evidence, standing: lowered, otherDomain: answer.otherDomain, privateAddress: answer.privateAddress };
}
