import type { Account } from '../core/model/account.ts';
import type { PrintedPage } from '../core/model/document.ts';
import type { SetupResult } from '../core/onboarding/index.ts';
import { phrase, planStepPhrase, proofPhrase, say, type Translate } from '../wording/index.ts';

export interface ReceiptFacts {
  account: Account;
  result: SetupResult;
  reference: string;
  /** When the receipt is printed, for a change that carries no time of its own. */
  now: Date;
  language: string;
}

/** What was set up, when, and how it was verified, on one sheet to keep. */
export function receiptPage({ account, result, reference, now, language }: ReceiptFacts, translate: Translate): PrintedPage {
  const at = result.change === undefined ? now : new Date(result.change.at);
  const client = say(translate, phrase(`codes:client.${result.client}`));
  const { address } = account;
  return {
    language,
    title: translate('receipt:title', {}),
    subtitle: translate('receipt:subtitle', { name: account.fullName || address, address }),
    sections: [
      {
        heading: translate('receipt:done', { client }),
        paragraphs: [translate('receipt:when', { at })],
        steps: result.plan.map((step) => say(translate, planStepPhrase(step))),
      },
      { heading: translate('receipt:checked', {}), steps: result.verified.map((proof) => say(translate, proofPhrase(proof))) },
      { heading: '', paragraphs: [translate('receipt:undo', {})] },
    ],
    footer: translate('receipt:footer', { reference }),
  };
}
