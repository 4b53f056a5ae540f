import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Discovery } from '../../../electron/core/discovery/discovery.ts';
import type { ServiceProof } from '../../../electron/core/login/verification.ts';
import type { Protocol } from '../../../electron/core/model/service.ts';
import { StatusList, type StatusRow } from '../../ui/status-list.tsx';
import { useWording } from '../wording.ts';
import { isBusy, type State, toProve } from './state.ts';

/** What the password is for: once it was tried, what it was good for. */
export function Proofs({ state, discovery }: { state: State; discovery: Discovery | undefined }): ReactNode {
  const { t } = useTranslation();
  const { login } = useWording();
  const services = toProve(discovery);
  const next = services.find((service) => proofOf(state, service) === undefined);
  const rows = services.map((service): StatusRow => {
    const proof = proofOf(state, service);
    const row = { id: `${service.protocol} ${service.host}`, name: t(`sign-in.row.${nameOf(service.protocol)}`) };
    if (proof !== undefined)
      return {
        ...row,
        status: statusOf(proof),
        result: proof.outcome === 'not-tried' ? t('sign-in.not-tried') : login(proof.outcome),
        detail: detailOf(proof),
      };
    const working = state.phase === 'checking' && service === next;
    return { ...row, status: working ? 'working' : 'waiting', result: isBusy(state) ? t(waitingFor(state, working)) : undefined };
  });
  return <StatusList label={t('sign-in.checked-label')} rows={rows} />;
}

const waitingFor = ({ phase }: State, working: boolean): string =>
  phase === 'waiting' ? 'sign-in.waiting' : working ? 'sign-in.checking' : 'sign-in.will-check';

const proofOf = ({ proofs }: State, { protocol, host }: { protocol: Protocol; host: string }): ServiceProof | undefined =>
  proofs.findLast((proof) => proof.protocol === protocol && proof.host === host) ?? proofs.findLast((proof) => proof.protocol === protocol);

function statusOf({ outcome }: ServiceProof): StatusRow['status'] {
  if (outcome === 'ok') return 'done';
  return outcome === 'not-tried' || outcome === 'cancelled' || outcome === 'consent-needed' ? 'absent' : 'failed';
}

/** Only where it failed: who it is, for helpdesk. */
const detailOf = (proof: ServiceProof): string | undefined => (statusOf(proof) === 'failed' ? `${proof.host}:${proof.port}` : undefined);

type Named = 'imap' | 'pop3' | 'smtp' | 'caldav' | 'carddav' | 'activesync';

/** Everything that is not listed by its own name is a way to receive mail. */
export function nameOf(protocol: Protocol): Named {
  return protocol === 'sieve' || protocol === 'jmap' ? 'imap' : protocol;
}

export const announcementOf = (t: ReturnType<typeof useTranslation>['t'], proof: ServiceProof, result: string): string =>
  t('sign-in.announce', { name: t(`sign-in.row.${nameOf(proof.protocol)}`), result });
