import { Building2, Copy, Globe, LifeBuoy, type LucideIcon, Server, User } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NextStep, Problem } from '../../../electron/core/model/problem.ts';
import { BackButton, Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Kicker } from '../../ui/kicker.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberedSteps } from '../../ui/numbered-steps.tsx';
import { Group, Page, Quiet, Section } from '../../ui/page.tsx';
import { ValueList } from '../../ui/value-list.tsx';
import type { OtherWay, WaysOut } from '../surroundings.ts';
import { useWording } from '../wording.ts';
import { type State, stepsOf, technicalFacts } from './state.ts';

export interface ContentProps {
  problem: Problem;
  state: State;
  ways: WaysOut;
  detailsOpen: boolean;
  /** Whom the company names. */
  helpdesk?: string | undefined;
  onCopyReport: () => void;
}

/** A button beside the page's deed. */
type Door = Omit<OtherWay, 'way'> & { way: OtherWay['way'] | 'retry' };

const ICONS: Record<Problem['whose'], LucideIcon> = { you: User, provider: Server, network: Globe, policy: Building2, us: LifeBuoy };

/** What happened, whose it is, what to do now, what to send: in this order. */
export function TroubleContent({ problem, state, ways, detailsOpen, helpdesk, onCopyReport }: ContentProps): ReactNode {
  const { t } = useTranslation();
  const words = useWording().problem(problem);
  const { onRetry, onGoOnHere, others = [] } = ways;
  const steps = stepsOf(words.next, onGoOnHere !== undefined ? ['set-up-assisted', 'set-up-by-hand'] : lowerOffered(others));
  const retry = onRetry === undefined ? [] : [{ way: 'retry' as const, take: onRetry }];
  const deed =
    onGoOnHere === undefined ? (
      retry.map(({ way, take }) => (
        <Button key={way} look="main" onPress={take}>
          {t('trouble.retry')}
        </Button>
      ))
    ) : (
      <Button look="main" onPress={onGoOnHere}>
        {t('trouble.go-on-here')}
      </Button>
    );
  const doors: readonly Door[] = onGoOnHere === undefined ? others : [...retry, ...others];
  return (
    <Page
      above={<Kicker icon={ICONS[problem.whose]}>{words.whose}</Kicker>}
      heading={words.title}
      lead={words.because === undefined ? words.message : [words.message, words.because].join(' ')}
      back={<BackButton onPress={ways.onBack}>{t('footer.back')}</BackButton>}
      main={deed}
    >
      {ways.watching === undefined ? null : <Notice tone="plain">{ways.watching}</Notice>}
      {steps.length === 0 ? null : (
        <Section title={t('trouble.what-now')}>
          <NumberedSteps steps={steps.map(({ words: sentence }) => sentence)} />
        </Section>
      )}
      {doors.length === 0 ? null : (
        <Group row>
          {doors.map(({ way, take, quiet = false }) => (
            <Button key={way} look={quiet ? 'quiet' : 'plain'} onPress={take}>
              {t(`trouble.${way}`)}
            </Button>
          ))}
        </Group>
      )}
      <Section title={t('trouble.send')}>
        {helpdesk === undefined ? null : <p>{t('trouble.contact', { helpdesk })}</p>}
        <Quiet>
          {state.report === 'offered'
            ? [t(`trouble.send-to.${problem.whose}`), t('trouble.send-what')].join(' ')
            : t(`trouble.${state.report}`)}
        </Quiet>
        <Group row>
          <Button icon={Copy} onPress={onCopyReport}>
            {t('trouble.copy')}
          </Button>
        </Group>
      </Section>
      <Disclosure title={t('trouble.details')} open={detailsOpen}>
        <ValueList exact values={technicalFacts(problem).map(([name, value]) => ({ id: name, name, value }))} />
      </Disclosure>
    </Page>
  );
}

const lowerOffered = (others: NonNullable<WaysOut['others']>): NextStep[] =>
  others.some(({ way }) => way === 'assisted' || way === 'walkthrough') ? ['set-up-assisted'] : [];
