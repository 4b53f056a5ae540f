import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '../../../electron/core/model/outcome.ts';
import type { Problem } from '../../../electron/core/model/problem.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import type { StepProps } from '../surroundings.ts';
import { useTakingAlong } from '../taking-along.ts';
import { PhoneContent } from './content.tsx';
import type { Codes, Saved } from './state.ts';

async function collect(bridge: Bridge): Promise<Outcome<Codes, Problem>> {
  const reply = await bridge.call('phone', {});
  return reply.ok ? { ok: true, value: reply.value.codes } : reply;
}

export function PhoneScreen(props: StepProps): ReactNode {
  const { story, tell, go } = props;
  const { t } = useTranslation();
  const { state, save, trouble } = useTakingAlong<Codes, Saved>(props, collect);
  if (trouble !== undefined) return trouble;
  return (
    <PhoneContent
      codes={state.content}
      saved={state.said}
      address={story.address}
      onBack={() => go('back')}
      onSave={(what) =>
        what === 'sheet' ? save('handout', what, t('phone.handout-saved')) : save('mobileconfig-ios', what, t('phone.saved'))
      }
      onShowHow={(scene) => {
        tell({ kind: 'shown-how', scene });
        go('walkthrough');
      }}
    />
  );
}
