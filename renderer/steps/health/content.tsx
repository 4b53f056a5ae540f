import { Copy, FileDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Health } from '../../../electron/contract/calls.ts';
import { BackButton, Button } from '../../ui/button.tsx';
import { ExactLines, FindingList, type FindingItem } from '../../ui/finding-list.tsx';
import { Answer } from '../../ui/notice.tsx';
import { Group, Page, Quiet, Section } from '../../ui/page.tsx';
import { PickList } from '../../ui/pick-list.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { HealthState } from '../domain-health.ts';
import { choicesOf, EVERYTHING, type Filter, filtered, grouped, type Nested } from './rows.ts';

export interface Said {
  words: string;
  tone: 'good' | 'warn';
}

export interface ContentProps {
  state: HealthState;
  health: Health;
  /** What was done last: the page says so. */
  said: Said | undefined;
  onBack: () => void;
  onAgain: () => void;
  onCopy: (text: string) => void;
  onSave: (format: 'html' | 'json') => void;
}

export function HealthContent({ state, health, said, onBack, onAgain, onCopy, onSave }: ContentProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Page
      heading={t('health.heading', { domain: health.domain })}
      lead={`${health.verdictWord}: ${health.sentence}`}
      back={<BackButton onPress={onBack}>{t('footer.back')}</BackButton>}
      main={
        <Button look="main" disabled={state.running} onPress={onAgain}>
          {t('health.again')}
        </Button>
      }
    >
      {said === undefined ? null : (
        <Answer key={said.words} tone={said.tone}>
          {said.words}
        </Answer>
      )}
      {state.running ? (
        <ProgressBar label={t('health.checking', { done: state.done, of: state.of })} done={state.done} of={Math.max(state.of, 1)} />
      ) : (
        <Quiet>{t('health.again-hint')}</Quiet>
      )}
      <Findings health={health} onCopy={onCopy} />
      <Zone health={health} onCopy={onCopy} />
      <Group row>
        <Button icon={FileDown} onPress={() => onSave('html')}>
          {t('health.save-html')}
        </Button>
        <Button icon={FileDown} onPress={() => onSave('json')}>
          {t('health.save-json')}
        </Button>
      </Group>
    </Page>
  );
}

function Findings({ health, onCopy }: { health: Health; onCopy: (text: string) => void }): ReactNode {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<Filter>(EVERYTHING);
  const { rows } = health;
  const shown = filtered(rows, filter);
  return (
    <>
      <Group>
        <TextField
          label={t('health.search')}
          name="search"
          autoComplete="off"
          maxLength={100}
          value={filter.text}
          onChange={(text) => setFilter({ ...filter, text })}
        />
        <Group row>
          <PickList
            label={t('health.state')}
            name="severity"
            value={filter.severity}
            choices={choicesOf(rows, t('health.every-state'), ({ severity, severityWord }) => [severity, severityWord])}
            onChoose={(severity) => setFilter({ ...filter, severity })}
          />
          <PickList
            label={t('health.subject')}
            name="area"
            value={filter.area}
            choices={choicesOf(rows, t('health.every-subject'), ({ area }) => [area, area])}
            onChoose={(area) => setFilter({ ...filter, area })}
          />
        </Group>
        <div role="status">
          <Quiet>{shown.length === 0 ? t('health.none') : t('health.shown', { shown: shown.length, all: rows.length })}</Quiet>
        </div>
      </Group>
      {grouped(shown).map(({ who, findings }) => (
        <Section key={who} title={who}>
          <FindingList items={findings.map((one) => itemOf(one, t('health.copy'), onCopy))} follows={t('health.follows')} />
        </Section>
      ))}
    </>
  );
}

const itemOf = ({ row, effects }: Nested, copy: string, onCopy: (text: string) => void): FindingItem => ({
  id: row.row,
  tone: row.severity,
  state: row.severityWord,
  subject: row.area,
  words: row.person,
  technical: row.technical,
  fixes: row.fixes.map(({ kind, label, text }, index) => ({
    id: String(index),
    label,
    text,
    exact: kind !== 'step',
    ...(kind === 'step'
      ? {}
      : {
          action: (
            <Button look="small" icon={Copy} spoken={`${copy}: ${text}`} onPress={() => onCopy(text)}>
              {copy}
            </Button>
          ),
        }),
  })),
  effects: effects.map((effect) => itemOf(effect, copy, onCopy)),
});

function Zone({ health, onCopy }: { health: Health; onCopy: (text: string) => void }): ReactNode {
  const { t } = useTranslation();
  const { zone, domain, wait } = health;
  if (zone === '') {
    return (
      <Section title={t('health.zone')}>
        <Quiet>{t('health.zone-none')}</Quiet>
      </Section>
    );
  }
  return (
    <Section title={t('health.zone')}>
      <Quiet>{t('health.zone-lead', { domain })}</Quiet>
      <ExactLines>{zone.trimEnd()}</ExactLines>
      {wait === undefined ? null : <Quiet>{wait}</Quiet>}
      <Group row>
        <Button icon={Copy} onPress={() => onCopy(zone)}>
          {t('health.copy-zone')}
        </Button>
      </Group>
    </Section>
  );
}
