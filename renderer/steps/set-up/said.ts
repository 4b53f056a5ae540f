import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../ui/live-region.tsx';
import { useWording } from '../wording.ts';
import { shownAs, type State } from './state.ts';

/** Says what changes by itself: each step as it is done, the step a person is at, and a program that must be closed. */
export function useSaid(state: State): void {
  const { t } = useTranslation();
  const { planStep, guideStep } = useWording();
  const announce = useAnnounce();
  const last = [...state.done].at(-1);
  const step = last === undefined ? undefined : state.steps[last];
  const page = state.page === undefined || shownAs(state) === 'automated' ? undefined : state.guide[state.page];
  const sentences = [
    step === undefined ? undefined : planStep(step),
    page === undefined || state.page === undefined
      ? undefined
      : t('set-up.step-now', { number: state.page + 1, all: state.guide.length, step: guideStep(page.kind) }),
    state.waiting === undefined ? undefined : t('set-up.close-it', { program: state.waiting }),
  ];
  const [done, now, waiting] = sentences;
  useEffect(() => {
    if (done !== undefined) announce(done);
  }, [announce, done]);
  useEffect(() => {
    if (now !== undefined) announce(now);
  }, [announce, now]);
  useEffect(() => {
    if (waiting !== undefined) announce(waiting);
  }, [announce, waiting]);
}
