import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Discovery } from '../../../electron/core/discovery/discovery.ts';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { Group, Quiet } from '../../ui/page.tsx';
import { nameInBothForms } from '../names.ts';
import { type Consent, hostsToConfirm } from './state.ts';

export interface ConsentsProps {
  discovery: Discovery | undefined;
  consents: Readonly<Record<string, Consent>>;
  onConsent: (host: string, consent: Consent) => void;
}

/** One question for each server that nothing proves to belong to the address: asked by name, with no answer chosen. */
export function Consents({ discovery, consents, onConsent }: ConsentsProps): ReactNode {
  const { t } = useTranslation();
  const hosts = hostsToConfirm(discovery);
  if (hosts.length === 0) return null;
  return (
    <Group>
      {hosts.map((host) => (
        <ChoiceCards
          key={host}
          compact
          label={t('sign-in.consent', { domain: nameInBothForms(discovery?.domain ?? ''), host: nameInBothForms(host) })}
          choices={[
            { id: 'yes', name: t('sign-in.consent-yes') },
            { id: 'no', name: t('sign-in.consent-no') },
          ]}
          chosen={consents[host]}
          onChoose={(id) => onConsent(host, id === 'yes' ? 'yes' : 'no')}
        />
      ))}
      <Quiet>{t('sign-in.consent-why')}</Quiet>
    </Group>
  );
}
