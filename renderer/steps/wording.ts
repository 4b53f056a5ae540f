import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attempt } from '../../electron/core/discovery/discovery.ts';
import type { LoginOutcome } from '../../electron/core/login/verification.ts';
import type { GuideStep } from '../../electron/core/model/guide.ts';
import type { ClientId, PlanStep, Proof } from '../../electron/core/model/plan.ts';
import type { Likelihood, PredictionReason } from '../../electron/core/model/prediction.ts';
import type { NextStep, Problem } from '../../electron/core/model/problem.ts';
import type { Protocol } from '../../electron/core/model/service.ts';
import type { ProgramOffer } from '../../electron/core/onboarding/story.ts';
import { type Phrase, planStepPhrase, problemWords, proofPhrase, say, serviceNamed, unaskedPhrase } from '../../electron/wording/index.ts';

/** A problem in sentences. */
export interface SaidProblem {
  title: string;
  message: string;
  because: string | undefined;
  whose: string;
  next: { code: NextStep; words: string }[];
}

/** The sentences that window and command line share. */
export interface Wording {
  problem: (problem: Problem) => SaidProblem;
  messageOf: (problem: Problem) => string;
  planStep: (step: PlanStep) => string;
  proof: (proof: Proof) => string;
  unasked: (why: Parameters<typeof unaskedPhrase>[0]) => string;
  client: (client: ClientId) => string;
  /** An Outlook by its year, new Outlook as the other program that it is. */
  program: (offer: Pick<ProgramOffer, 'client' | 'edition' | 'forecast'>) => string;
  why: (why: ProgramOffer['why']) => string;
  prediction: (reason: PredictionReason['code']) => string;
  likelihood: (likelihood: Likelihood) => string;
  guideStep: (kind: GuideStep['kind']) => string;
  guideHow: (kind: GuideStep['kind']) => string;
  guideValue: (name: GuideStep['values'][number]['name']) => string;
  login: (outcome: LoginOutcome) => string;
  attempt: (outcome: Attempt['outcome']) => string;
  source: (source: string) => string;
  service: (protocol: Protocol) => string;
}

export function useWording(): Wording {
  const { t } = useTranslation();
  return useMemo(() => {
    const said = (phrase: Phrase): string => say((key, values) => t(key, values), phrase);
    return {
      problem: (problem) => {
        const { title, message, because, whose, next } = problemWords(problem);
        return {
          title: said(title),
          message: said(message),
          because: because === undefined ? undefined : said(because),
          whose: said(whose),
          next: next.map(({ code, phrase }) => ({ code, words: said(phrase) })),
        };
      },
      messageOf: (problem) => said(problemWords(problem).message),
      planStep: (step) => said(planStepPhrase(step)),
      proof: (proof) => said(proofPhrase(proof)),
      unasked: (why) => said(unaskedPhrase(why)),
      client: (client) => t(`codes:client.${client}`),
      program: ({ client, edition, forecast }) => {
        if (edition === 'new') return t('program.new-outlook');
        if (forecast === undefined || forecast.product === 'older') return t(`codes:client.${client}`);
        return forecast.product === '365' ? t('program.outlook-365') : t('program.outlook-of', { product: forecast.product });
      },
      prediction: (reason) => t(`codes:prediction.${reason}`),
      likelihood: (likelihood) => t(`codes:likelihood.${likelihood}`),
      guideStep: (kind) => t(`codes:guide.step.${kind}`),
      guideHow: (kind) => t(`codes:guide.how.${kind}`),
      guideValue: (name) => t(`codes:guide.value.${name}`),
      why: (why) => t(`codes:program.why.${why}`),
      login: (outcome) => t(`codes:login.${outcome}`),
      attempt: (outcome) => t(`codes:attempt.${outcome}`),
      source: (source) => t(`codes:source.${source}`),
      service: (protocol) => said(serviceNamed(protocol)),
    };
  }, [t]);
}
