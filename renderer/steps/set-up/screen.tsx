import { type ReactNode, useEffect, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetUpLevel } from '../../../electron/core/model/guide.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import { useCopy } from '../copying.ts';
import { sceneOf } from '../scene-of.ts';
import type { StepProps } from '../surroundings.ts';
import { useWording } from '../wording.ts';
import { ByHandContent } from './by-hand.tsx';
import { PlanContent } from './content.tsx';
import { useLookAgain } from './look-again.ts';
import { useRun } from './run.ts';
import { useSaid } from './said.ts';
import { endsByItself, INITIAL, reduce, shownAs } from './state.ts';
import { useTrouble } from './trouble.ts';
import { PuttingBackContent, WorkingContent } from './working.tsx';
import { WrittenPicture } from './written-picture.tsx';

export function SetUpScreen(props: StepProps): ReactNode {
  const { story, discovery, tell, go } = props;
  const copy = useCopy();
  const { t } = useTranslation();
  const { client: nameOf, program: programOf } = useWording();
  const announce = useAnnounce();
  const [state, send] = useReducer(reduce, INITIAL);
  const client = story.program?.client ?? 'thunderbird';
  const program = story.program === undefined ? nameOf(client) : programOf(story.program);
  const run = useRun(client, send, (result) => {
    tell({ kind: 'set-up', result });
    go('go-on');
  });
  const { plan, setUp } = run;
  const { wish } = state;

  useEffect(() => void plan(), [plan]);
  useLookAgain(endsByItself(state.problem), async () => {
    if (!(await plan(wish))) return;
    announce(t('set-up.closed', { program }));
    if (state.wanted === 'set-up') await setUp(wish);
  });
  useSaid(state);

  const chooseLevel = (level: SetUpLevel): Promise<boolean> => {
    send({ kind: 'level-chosen', level });
    return plan(level);
  };
  const trouble = useTrouble(props, { state, run, program, chooseLevel, planAnew: () => send({ kind: 'planning' }) });
  if (trouble !== undefined) return trouble;
  if (state.phase === 'putting-back') return <PuttingBackContent />;
  if (state.phase === 'working') {
    const onTurn = (index: number): void => send({ kind: 'page-opened', index });
    return shownAs(state) === 'automated' || state.waiting !== undefined ? (
      <WorkingContent
        state={state}
        program={program}
        onCancel={run.cancel}
        picture={client === 'thunderbird' ? <WrittenPicture state={state} story={story} discovery={discovery} program={program} /> : null}
      />
    ) : (
      <ByHandContent
        state={state}
        program={program}
        onCancel={run.cancel}
        onTurn={onTurn}
        onCopy={(value) => copy(value, t('by-hand.copied', { value }))}
      />
    );
  }
  return (
    <PlanContent
      state={state}
      program={program}
      address={story.address}
      onBack={() => go('back')}
      onLevel={(level) => void chooseLevel(level)}
      onSetUp={() => void setUp(wish)}
      onShowHow={() => {
        if (story.program !== undefined) tell({ kind: 'shown-how', scene: sceneOf(story.program) });
        go('walkthrough');
      }}
    />
  );
}
