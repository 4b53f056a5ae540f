import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Discovery } from '../../../electron/core/discovery/discovery.ts';
import { domainForPeople } from '../../../electron/core/model/address.ts';
import { protocol as protocolNamed } from '../../../electron/core/model/service.ts';
import { BackButton, Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Group, Page, Quiet } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { StatusList } from '../../ui/status-list.tsx';
import type { HealthState } from '../domain-health.ts';
import { nameInBothForms } from '../names.ts';
import { useWording } from '../wording.ts';
import { DomainLine } from './domain-line.tsx';
import { Questions } from './questions.tsx';
import { answeredOf, canGoOn, FINDINGS, findingsIn, isSearching, type State } from './state.ts';

export interface ContentProps {
  state: State;
  domain: string;
  /** Helpdesk sees the drawer open. */
  detailsOpen: boolean;
  /** How the domain stands for mail, as far as that is known. */
  health: HealthState;
  onHealth: () => void;
  onBack: () => void;
  onCancel: () => void;
  onGoOn: () => void;
}

export function CheckingContent({ state, domain, detailsOpen, health, onHealth, onBack, onCancel, onGoOn }: ContentProps): ReactNode {
  const { t } = useTranslation();
  const [answered, asked] = [answeredOf(state), state.rows.length];
  const searching = isSearching(state);
  const incoming = state.discovery?.recommended.incoming;
  return (
    <Page
      heading={useHeading(state, domain)}
      lead={
        <>
          <p>
            {t(
              state.phase === 'settled'
                ? 'checking.lead-settled'
                : state.phase === 'enough'
                  ? 'checking.lead-enough'
                  : 'checking.lead-looking',
            )}
          </p>
          <WireForm name={incoming?.host ?? domain} />
        </>
      }
      back={
        <BackButton cancels={searching} onPress={searching ? onCancel : onBack}>
          {t(searching ? 'footer.cancel' : 'footer.back')}
        </BackButton>
      }
      main={
        <Button look="main" disabled={!canGoOn(state)} onPress={onGoOn}>
          {t('checking.go-on')}
        </Button>
      }
    >
      <ProgressBar label={t('checking.progress', { answered, asked })} done={answered} of={asked} />
      <Found state={state} />
      <DomainLine health={health} domain={domain} onOpen={onHealth} />
      <Group>
        <Disclosure title={t('checking.details')} open={detailsOpen}>
          <Questions rows={state.rows} />
        </Disclosure>
      </Group>
      {state.discovery === undefined || state.discovery.conflicts.length === 0 ? null : <Conflicts discovery={state.discovery} />}
    </Page>
  );
}

/** An internationalized name as it stands on the wire, since either form may be what helpdesk is told. */
function WireForm({ name }: { name: string }): ReactNode {
  const { t } = useTranslation();
  return domainForPeople(name) === name ? null : <p>{t('checking.idn', { ascii: name })}</p>;
}

/** One headline that says what is known by now. */
export function useHeading({ phase, discovery }: State, domain: string): string {
  const { t } = useTranslation();
  const incoming = discovery?.recommended.incoming;
  const found = (phase === 'enough' || phase === 'settled') && incoming;
  return found ? t('checking.found', { host: domainForPeople(incoming.host) }) : t('checking.looking', { domain: domainForPeople(domain) });
}

function Found({ state }: { state: State }): ReactNode {
  const { t } = useTranslation();
  const findings = findingsIn(state.discovery);
  const searching = isSearching(state);
  return (
    <StatusList
      label={t('checking.found-label')}
      rows={FINDINGS.map((id) => {
        const service = findings[id];
        return {
          id,
          name: t(`checking.row.${id}`),
          status: service === null ? (searching ? 'waiting' : 'absent') : 'done',
          result: service === null ? t(searching ? 'checking.asking' : 'checking.not-offered') : domainForPeople(service.host),
        };
      })}
    />
  );
}

function Conflicts({ discovery }: { discovery: Discovery }): ReactNode {
  const { t } = useTranslation();
  const { source, service } = useWording();
  return (
    <Notice tone="plain" title={t('checking.conflict-title')}>
      {discovery.conflicts.map(({ protocol, chosen, other }) => {
        const named = protocolNamed.safeParse(protocol);
        return (
          <Quiet key={`${protocol} ${chosen.host} ${other.host} ${other.source}`}>
            {t('checking.conflict', {
              protocol: named.success ? service(named.data) : protocol,
              chosen: nameInBothForms(chosen.host),
              chosenSource: source(chosen.source),
              other: nameInBothForms(other.host),
              otherSource: source(other.source),
            })}
          </Quiet>
        );
      })}
    </Notice>
  );
}
