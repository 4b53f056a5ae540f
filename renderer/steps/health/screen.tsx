import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { domainForPeople } from '../../../electron/core/model/address.ts';
import type { Problem } from '../../../electron/core/model/problem.ts';
import { problemOfRefusal } from '../../bridge/bridge.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import { useCopy } from '../copying.ts';
import type { DomainHealth } from '../domain-health.ts';
import { type StepProps, useSurroundings } from '../surroundings.ts';
import { HealthContent, type Said } from './content.tsx';
import { FirstCheck } from './first-check.tsx';

export function HealthScreen({ story, go, drawTrouble, domainHealth }: StepProps & { domainHealth: DomainHealth }): ReactNode {
  const { bridge } = useSurroundings();
  const { t } = useTranslation();
  const announce = useAnnounce();
  const { state, begin } = domainHealth;
  const copyAloud = useCopy();
  const [said, setSaid] = useState<Said>();
  const [problem, setProblem] = useState<Problem>();
  const { health, running } = state;
  const domain = domainForPeople(story.address.slice(story.address.lastIndexOf('@') + 1));

  const ranBefore = useRef(running);
  useEffect(() => {
    if (ranBefore.current && !running && health !== undefined) announce(`${health.verdictWord}: ${health.sentence}`);
    ranBefore.current = running;
  }, [announce, health, running]);

  const tell = (words: string): void => {
    setSaid({ words, tone: 'good' });
    announce(words);
  };
  const copy = async (text: string): Promise<void> => {
    const copied = await copyAloud(text, t('health.copied'));
    setSaid(copied ? undefined : { words: t('copying.failed'), tone: 'warn' });
  };
  const save = async (format: 'html' | 'json'): Promise<void> => {
    const reply = await bridge.call('saveCheck', { format });
    if (!reply.ok) setProblem(reply.problem);
    else if (reply.value.saved) tell(t('health.saved'));
  };
  const attempt = (work: Promise<void>): void => void work.catch((error: unknown) => setProblem(problemOfRefusal(error)));
  const again = (): void => {
    setSaid(undefined);
    setProblem(undefined);
    begin(true);
  };

  const trouble = problem ?? state.problem;
  if (trouble !== undefined) {
    const saving = problem !== undefined;
    return drawTrouble(trouble, { onBack: () => (saving ? setProblem(undefined) : go('back')), ...(saving ? {} : { onRetry: again }) });
  }
  if (health === undefined) return <FirstCheck state={state} domain={domain} onBack={() => go('back')} />;
  return (
    <HealthContent
      state={state}
      health={health}
      said={said}
      onBack={() => go('back')}
      onAgain={again}
      onCopy={(text) => void copy(text)}
      onSave={(format) => attempt(save(format))}
    />
  );
}
