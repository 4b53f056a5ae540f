import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuideStep } from '../../../electron/core/model/guide.ts';
import { BackButton, Button } from '../../ui/button.tsx';
import { CurrentStep } from '../../ui/current-step.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Group, Page, Section } from '../../ui/page.tsx';
import { StatusList } from '../../ui/status-list.tsx';
import { ValueList } from '../../ui/value-list.tsx';
import { useWording } from '../wording.ts';
import { StepPicture } from './picture.tsx';
import { shownAs, type State } from './state.ts';

export interface ByHandProps {
  state: State;
  program: string;
  onCancel: () => void;
  onTurn: (page: number) => void;
  /** Whether it was copied. */
  onCopy: (value: string) => Promise<boolean>;
}

/** The step at which the first dialog is open. */
const FIRST_DIALOG = 2;

/** The person works in the other program's windows: the step that is on is large, all others are listed. */
export function ByHandContent({ state, program, onCancel, onTurn, onCopy }: ByHandProps): ReactNode {
  const { t } = useTranslation();
  const { guideStep } = useWording();
  const mode = shownAs(state) === 'walkthrough' ? 'walkthrough' : 'assisted';
  const walks = mode === 'walkthrough';
  // Mailramp opens the first dialog itself.
  const { guide, page = walks ? 0 : FIRST_DIALOG, handed, stoppedAt } = state;
  const step = guide[page];
  const next = useRef<HTMLButtonElement>(null);
  const previous = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The button that led to the first or the last step is gone with it.
    if (walks && document.activeElement === document.body) (next.current ?? previous.current)?.focus();
  }, [page, walks]);
  // Said until the person has begun again.
  const before = stoppedAt === undefined || handed || page > FIRST_DIALOG ? undefined : guide[stoppedAt];
  return (
    <Page
      key={mode}
      heading={t(`set-up.by-hand.${mode}`, { program })}
      lead={t(handed ? 'set-up.by-hand.handed-lead' : `set-up.by-hand.${mode}-lead`)}
      back={
        <BackButton cancels onPress={onCancel}>
          {t('footer.cancel')}
        </BackButton>
      }
      main={
        walks && step !== undefined ? (
          <Button look="main" ref={next} onPress={() => onTurn(page + 1)}>
            {t('set-up.next-step')}
          </Button>
        ) : undefined
      }
    >
      {before === undefined || stoppedAt === undefined ? null : (
        <Notice tone="plain">
          <p>{t('set-up.begin-again', { number: stoppedAt + 1, step: guideStep(before.kind) })}</p>
        </Notice>
      )}
      {step === undefined ? (
        <CurrentStep place={t('set-up.after-last')} title={t('set-up.looking')} how={t('set-up.looking-how')} />
      ) : (
        <Now step={step} number={page + 1} all={guide.length} picture={<StepPicture guide={guide} page={page} />} onCopy={onCopy} />
      )}
      {walks && page > 0 ? (
        <Group row>
          <Button ref={previous} onPress={() => onTurn(page - 1)}>
            {t('set-up.previous-step')}
          </Button>
        </Group>
      ) : null}
      <Section title={t('set-up.all-steps')}>
        <StatusList
          label={t('set-up.all-steps')}
          rows={guide.map(({ kind }, index) => ({
            id: kind,
            name: guideStep(kind),
            status: index < page ? 'done' : index === page ? 'working' : 'planned',
          }))}
        />
      </Section>
    </Page>
  );
}

interface NowProps {
  step: GuideStep;
  number: number;
  all: number;
  picture: ReactNode;
  onCopy: ByHandProps['onCopy'];
}

function Now({ step, number, all, picture, onCopy }: NowProps): ReactNode {
  const { t } = useTranslation();
  const { guideStep, guideHow, guideValue } = useWording();
  const [copying, setCopying] = useState<{ id: string; done: boolean }>();
  const { kind, values } = step;
  const title = guideStep(kind);
  return (
    <CurrentStep place={t('set-up.step-of', { number, all })} title={title} how={guideHow(kind)}>
      {picture}
      {values.length === 0 ? null : (
        <ValueList
          exact
          values={values.map(({ name, value, copy }) => {
            const words = guideValue(name);
            const id = `${kind} ${name}`;
            return {
              id,
              name: words,
              value,
              action: copy ? (
                <Button
                  look="quiet"
                  icon={copying?.done === true && copying.id === id ? Check : Copy}
                  onPress={() => void onCopy(value).then((done) => setCopying({ id, done }))}
                  spoken={t('by-hand.copy-what', { name: words, group: title })}
                >
                  {t('by-hand.copy')}
                </Button>
              ) : undefined,
            };
          })}
        />
      )}
      {copying?.done === false && copying.id.startsWith(`${kind} `) ? <Notice tone="warn">{t('copying.failed')}</Notice> : null}
    </CurrentStep>
  );
}
