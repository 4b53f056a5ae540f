import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '../../../electron/core/model/outcome.ts';
import type { Problem } from '../../../electron/core/model/problem.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { useCopy } from '../copying.ts';
import type { StepProps } from '../surroundings.ts';
import { useTakingAlong } from '../taking-along.ts';
import { ByHandContent } from './content.tsx';
import type { Said, Value } from './state.ts';

async function collect(bridge: Bridge): Promise<Outcome<readonly Value[], Problem>> {
  const reply = await bridge.call('valuesByHand', {});
  return reply.ok ? { ok: true, value: reply.value.values } : reply;
}

export function ByHandScreen(props: StepProps): ReactNode {
  const { go } = props;
  const { t } = useTranslation();
  const copy = useCopy();
  const { state, say, save, trouble } = useTakingAlong<readonly Value[], Said>(props, collect);
  if (trouble !== undefined) return trouble;
  return (
    <ByHandContent
      values={state.content}
      said={state.said}
      onCopy={(index, { value }) =>
        void copy(value, t('by-hand.copied', { value })).then((copied) => say({ kind: copied ? 'copied' : 'not-copied', index }))
      }
      onSave={() => save('handout', { kind: 'saved' }, t('by-hand.saved'))}
      onPhone={() => go('phone')}
      onShowHow={() => go('walkthrough')}
      onBack={() => go('back')}
    />
  );
}
