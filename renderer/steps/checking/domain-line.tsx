import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { domainForPeople } from '../../../electron/core/model/address.ts';
import { Button } from '../../ui/button.tsx';
import { Group } from '../../ui/page.tsx';
import { type Status, StatusList } from '../../ui/status-list.tsx';
import type { HealthState } from '../domain-health.ts';

const STATUS = { ready: 'done', usable: 'warn', broken: 'failed', unknown: 'absent' } as const;

interface DomainLineProps {
  health: HealthState;
  domain: string;
  onOpen: () => void;
}

/** One calm line about the domain with its light; it keeps its place from the start, so that nothing moves when it is known. */
export function DomainLine({ health: state, domain, onOpen }: DomainLineProps): ReactNode {
  const { t } = useTranslation();
  const { health, running, problem } = state;
  const before: [Status, string] =
    problem !== undefined
      ? ['absent', t('checking.health-none')]
      : running
        ? ['working', t('checking.health-working')]
        : ['waiting', t('checking.health-waiting')];
  const [status, result] = health === undefined ? before : [STATUS[health.verdict], health.verdictWord];
  return (
    <Group>
      <StatusList
        label={t('checking.health-label')}
        rows={[
          {
            id: 'domain',
            status,
            name: t('checking.health', { domain: domainForPeople(domain) }),
            result,
            detail: health?.sentence ?? t('checking.health-lead'),
          },
        ]}
      />
      <Group row>
        <Button look="quiet" disabled={health === undefined && problem === undefined} onPress={onOpen}>
          {t('checking.health-open')}
        </Button>
      </Group>
    </Group>
  );
}
