import { type ReactNode, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../electron/core/model/problem.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import { useSurroundings, type WaysOut } from '../surroundings.ts';
import { TroubleContent } from './content.tsx';
import { INITIAL, reduce } from './state.ts';

export function TroubleScreen({ problem, ways }: { problem: Problem; ways: WaysOut }): ReactNode {
  const { bridge, start } = useSurroundings();
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [state, send] = useReducer(reduce, INITIAL);
  const copyReport = async (): Promise<void> => {
    const { text } = await bridge.call('report', {});
    const { copied } = await bridge.call('copy', { text });
    send({ kind: copied ? 'report-copied' : 'copying-failed' });
    announce(t(copied ? 'trouble.copied' : 'trouble.not-copied'));
  };
  return (
    <TroubleContent
      problem={problem}
      state={state}
      ways={ways}
      detailsOpen={start.details}
      helpdesk={start.helpdesk}
      onCopyReport={() => void copyReport().catch(() => send({ kind: 'copying-failed' }))}
    />
  );
}
