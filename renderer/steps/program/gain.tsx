import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutlookForecast } from '../../../electron/core/model/prediction.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Quiet, Section } from '../../ui/page.tsx';
import { type Status, StatusList } from '../../ui/status-list.tsx';
import { ValueList } from '../../ui/value-list.tsx';
import { useWording } from '../wording.ts';

/** What a person gets with this Outlook and what not, and why this kind of account was chosen for it. */
export function Gain({ name, forecast }: { name: string; forecast: OutlookForecast }): ReactNode {
  const { t } = useTranslation();
  const { client, prediction, likelihood } = useWording();
  const { activesync, imap } = forecast.prediction;
  const label = t('program.gain.label', { name });
  const routes = [
    { kind: 'outlook-activesync', route: activesync },
    { kind: 'outlook-imap', route: imap },
  ] as const;
  const dates = DATES[datesOf(forecast)];
  return (
    <Section title={label}>
      <StatusList
        label={label}
        rows={[
          { id: 'mail', status: 'done', name: t('program.gain.mail'), result: t('program.gain.included') },
          ...(['calendar', 'contacts'] as const).map((id) => ({
            id,
            status: dates.status,
            name: t(`program.gain.${id}`),
            result: t(dates.words),
          })),
        ]}
      />
      <Disclosure title={t('program.why-so')}>
        <ValueList
          values={routes.map(({ kind, route }) => ({
            id: kind,
            name: client(kind),
            value: (
              <>
                {likelihood(route.likelihood)}
                <Quiet>{route.reasons.map(({ code }) => prediction(code)).join(' ')}</Quiet>
              </>
            ),
          }))}
        />
      </Disclosure>
    </Section>
  );
}

const DATES = {
  included: { status: 'done', words: 'program.gain.included' },
  'add-in-there': { status: 'done', words: 'program.gain.add-in-there' },
  'add-in-needed': { status: 'warn', words: 'program.gain.add-in-needed' },
  'not-available': { status: 'absent', words: 'program.gain.not-available' },
} as const satisfies Record<string, { status: Status; words: string }>;

function datesOf({ calendarAndContacts, addIn }: OutlookForecast): keyof typeof DATES {
  if (calendarAndContacts !== 'caldav-synchronizer') return calendarAndContacts;
  return addIn ? 'add-in-there' : 'add-in-needed';
}
