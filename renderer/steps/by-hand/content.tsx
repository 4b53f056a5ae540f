import { Check, CirclePlay, Copy, FileDown, Smartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BackButton, Button } from '../../ui/button.tsx';
import { Answer, Notice } from '../../ui/notice.tsx';
import { Group, Page, Quiet, Section } from '../../ui/page.tsx';
import { ValueList } from '../../ui/value-list.tsx';
import { groupsOf, type Said, type Value } from './state.ts';

export interface ContentProps {
  /** Undefined while they are collected. */
  values: readonly Value[] | undefined;
  said: Said | undefined;
  onCopy: (index: number, value: Value) => void;
  onSave: () => void;
  onPhone: () => void;
  onShowHow: () => void;
  onBack: () => void;
}

export function ByHandContent({ values, said, onCopy, onSave, onPhone, onShowHow, onBack }: ContentProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Page
      heading={t('by-hand.heading')}
      lead={t('by-hand.lead')}
      back={<BackButton onPress={onBack}>{t('footer.back')}</BackButton>}
      main={
        <Button icon={FileDown} onPress={onSave}>
          {t('by-hand.save')}
        </Button>
      }
    >
      {said?.kind === 'saved' ? <Answer tone="good">{t('by-hand.saved')}</Answer> : null}
      {values === undefined ? <Quiet>{t('by-hand.loading')}</Quiet> : <Values values={values} said={said} onCopy={onCopy} />}
      <Group row>
        <Button icon={Smartphone} onPress={onPhone}>
          {t('by-hand.phone')}
        </Button>
        <Button icon={CirclePlay} onPress={onShowHow}>
          {t('walkthrough.show-how')}
        </Button>
      </Group>
    </Page>
  );
}

interface ValuesProps {
  values: readonly Value[];
  said: Said | undefined;
  onCopy: (index: number, value: Value) => void;
}

function Values({ values, said, onCopy }: ValuesProps): ReactNode {
  const { t } = useTranslation();
  return groupsOf(values).map((group) => {
    const title = t(`documents:handout.group.${group.name}`, { defaultValue: group.name });
    return (
      <Section key={group.name} title={title}>
        <ValueList
          exact
          values={group.values.map(({ index, value }) => {
            const name = t(`documents:handout.value.${value.name}`, { defaultValue: value.name });
            const copied = said?.kind === 'copied' && said.index === index;
            return {
              id: value.name,
              name,
              value: value.value,
              action: (
                <Button
                  look="quiet"
                  icon={copied ? Check : Copy}
                  onPress={() => onCopy(index, value)}
                  spoken={t('by-hand.copy-what', { name, group: title })}
                >
                  {t('by-hand.copy')}
                </Button>
              ),
            };
          })}
        />
        {said?.kind === 'not-copied' && group.values.some(({ index }) => index === said.index) ? (
          <Notice tone="warn">{t('copying.failed')}</Notice>
        ) : null}
      </Section>
    );
  });
}
