import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Confirmation } from '../../../electron/core/model/confirmation.ts';
import type { SetupResult } from '../../../electron/core/onboarding/story.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import { type StepProps, useSurroundings } from '../surroundings.ts';
import { useWording } from '../wording.ts';

/** Where the question to Outlook itself stands. */
export type Asking = 'no' | 'running' | Confirmation;

export interface Confirming {
  asking: Asking;
  confirm: () => void;
}

/** Outlook alone can be asked, and only about what was set up in this run. */
export const canConfirm = (result: SetupResult | undefined): boolean =>
  result?.outcome === 'verified' && result.change !== undefined && result.client.startsWith('outlook');

/** An answer of Outlook as one sentence. */
export function useConfirmationWords(): (confirmation: Confirmation) => string {
  const { t } = useTranslation();
  const { problem, unasked } = useWording();
  return (confirmation) => {
    switch (confirmation.outcome) {
      case 'confirmed':
        return t('done.confirmed');
      case 'differs':
        return problem(confirmation.problem).because ?? problem(confirmation.problem).message;
      case 'not-asked':
        return unasked(confirmation.why);
    }
  };
}

const FAILED: Confirmation = { outcome: 'not-asked', why: 'failed' };

/** Asks Outlook itself when the person wants it; what it confirms goes onto the receipt. Ends with the page. */
export function useConfirmation(result: SetupResult | undefined, tell: StepProps['tell']): Confirming {
  const { bridge } = useSurroundings();
  const { t } = useTranslation();
  const words = useConfirmationWords();
  const announce = useAnnounce();
  const [asking, setAsking] = useState<Asking>('no');
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const ask = async ({ signal }: AbortController): Promise<void> => {
    setAsking('running');
    announce(t('done.confirming'));
    const answer = await bridge.call('confirmInOutlook', { consent: true }, { signal }).catch(() => FAILED);
    if (signal.aborted) return;
    setAsking(answer);
    announce(words(answer));
    if (answer.outcome === 'confirmed' && result !== undefined) {
      tell({ kind: 'set-up', result: { ...result, verified: [...result.verified, answer.proof] } });
    }
  };
  return {
    asking,
    confirm: () => {
      if (asking === 'running') return;
      stop.current = new AbortController();
      void ask(stop.current);
    },
  };
}
