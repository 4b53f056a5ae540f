import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { domainForPeople } from '../../../electron/core/model/address.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Group, Page } from '../../ui/page.tsx';
import { PickList } from '../../ui/pick-list.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useWording } from '../wording.ts';
import { domainBehind, type Event, type Leftover, type State, suggestionIn } from './state.ts';

export interface ContentProps {
  state: State;
  send: (event: Event) => void;
  onSubmit: () => void;
  onUndoLeftover: () => void;
  onUseSuggestion: (suggestion: string) => void;
  /** Address of the setup that was interrupted. */
  leftoverAddress?: string | undefined;
  /** Known domains of the company, A-labels. */
  domains?: readonly string[];
  field?: Ref<HTMLInputElement>;
}

export function AddressContent(props: ContentProps): ReactNode {
  const { state, send, onSubmit, onUndoLeftover, onUseSuggestion, leftoverAddress, domains = [], field } = props;
  const { t } = useTranslation();
  const { messageOf } = useWording();
  const suggestion = suggestionIn(state.problem);
  const behind = domainBehind(state);
  return (
    <Page
      heading={t('address.heading')}
      lead={t('address.lead')}
      fieldTakesFocus
      onSubmit={onSubmit}
      main={
        <Button look="main" submits>
          {t('address.go-on')}
        </Button>
      }
    >
      {leftoverAddress === undefined || state.leftover === undefined || state.leftover === 'left' ? null : (
        <LeftoverNotice leftover={state.leftover} address={leftoverAddress} send={send} onUndo={onUndoLeftover} />
      )}
      <Group>
        <TextField
          large
          autoFocus
          type="email"
          name="address"
          autoComplete="email"
          maxLength={320}
          label={t('address.address')}
          hint={behind === undefined ? t('address.address-hint') : t('address.local-hint', { domain: domainForPeople(behind) })}
          {...(behind === undefined ? {} : { behind: <Domain chosen={behind} domains={domains} send={send} /> })}
          value={state.address}
          onChange={(text) => send({ kind: 'address-typed', text })}
          error={state.problem === undefined ? undefined : suggestion === undefined ? messageOf(state.problem) : t('address.meant')}
          {...(field === undefined ? {} : { ref: field })}
        />
        {suggestion === undefined ? null : (
          <Group row>
            <Button onPress={() => onUseSuggestion(suggestion)}>{t('address.use', { suggestion })}</Button>
          </Group>
        )}
      </Group>
      <TextField
        name="name"
        autoComplete="name"
        maxLength={200}
        label={t('address.name')}
        hint={t('address.name-hint')}
        value={state.fullName}
        onChange={(text) => send({ kind: 'name-typed', text })}
      />
    </Page>
  );
}

/** What follows the part that is typed: the one domain, or the list of them. */
function Domain({ chosen, domains, send }: { chosen: string; domains: readonly string[]; send: (event: Event) => void }): ReactNode {
  const { t } = useTranslation();
  if (domains.length < 2) return <span aria-hidden>{`@${domainForPeople(chosen)}`}</span>;
  return (
    <>
      <span aria-hidden>@</span>
      <PickList
        label={t('address.domain')}
        name="domain"
        value={chosen}
        choices={domains.map((domain) => ({ id: domain, name: domainForPeople(domain) }))}
        onChoose={(domain) => send({ kind: 'domain-chosen', domain })}
      />
    </>
  );
}

interface LeftoverProps {
  leftover: Exclude<Leftover, 'left'>;
  address: string;
  send: (event: Event) => void;
  onUndo: () => void;
}

function LeftoverNotice({ leftover, address, send, onUndo }: LeftoverProps): ReactNode {
  const { t } = useTranslation();
  switch (leftover) {
    case 'offered':
      return (
        <Notice tone="warn" title={t('unfinished.title')}>
          <p>{t('unfinished.what', { address })}</p>
          <Group row>
            <Button onPress={onUndo}>{t('unfinished.undo')}</Button>
            <Button look="quiet" onPress={() => send({ kind: 'leftover', leftover: 'left' })}>
              {t('unfinished.leave')}
            </Button>
          </Group>
        </Notice>
      );
    case 'undoing':
      return <Notice tone="plain">{t('unfinished.undoing')}</Notice>;
    case 'undone':
      return <Notice tone="good">{t('unfinished.undone')}</Notice>;
    case 'failed':
      return <Notice tone="bad">{t('unfinished.failed')}</Notice>;
  }
}
