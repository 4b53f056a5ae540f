import { Eye, EyeOff } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Discovery } from '../../../electron/core/discovery/discovery.ts';
import { BackButton, Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Group, Page, Quiet, Section } from '../../ui/page.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { addressForPeople, nameInBothForms } from '../names.ts';
import { useWording } from '../wording.ts';
import { Consents } from './consents.tsx';
import { Proofs } from './proofs.tsx';
import { canSend, type Event, hostsOfPassword, hostsToConfirm, isBusy, type State } from './state.ts';

export interface ContentProps {
  state: State;
  discovery: Discovery | undefined;
  address: string;
  /** The company lets people look at what they type. */
  mayShow?: boolean;
  send: (event: Event) => void;
  onSubmit: () => void;
  onCancel: () => void;
  onBack: () => void;
  onGoOn: () => void;
  onOpenPage: (page: number) => void;
  field?: Ref<HTMLInputElement>;
  /** Takes the focus when the field has done its work. */
  deed?: Ref<HTMLButtonElement>;
}

export function SignInContent(props: ContentProps): ReactNode {
  const { state, discovery, send, onSubmit, onCancel, onBack } = props;
  const { t } = useTranslation();
  const { verification } = state;
  const proved = state.phase === 'proved';
  const outcome = !proved ? 'ask' : verification?.verdict === 'ok' ? 'works' : 'partly';
  return (
    <Page
      onSubmit={onSubmit}
      heading={t(`sign-in.heading.${outcome}`)}
      lead={t(`sign-in.lead.${outcome}`)}
      fieldTakesFocus={asksPasswordFirst(props) && !proved}
      back={
        <BackButton cancels={isBusy(state)} onPress={isBusy(state) ? onCancel : onBack}>
          {t(isBusy(state) ? 'footer.cancel' : 'footer.back')}
        </BackButton>
      }
      main={<Deed {...props} />}
    >
      <Consents discovery={discovery} consents={state.consents} onConsent={(host, consent) => send({ kind: 'consent', host, consent })} />
      {proved ? null : <Password {...props} />}
      {proved ? null : <Where {...props} />}
      <Section title={t(proved ? 'sign-in.checked-done' : 'sign-in.checked-label')}>
        <Proofs state={state} discovery={discovery} />
      </Section>
    </Page>
  );
}

function Deed({ state, discovery, onGoOn, deed }: ContentProps): ReactNode {
  const { t } = useTranslation();
  return state.phase === 'proved' ? (
    <Button look="main" onPress={onGoOn} key="go-on" ref={deed}>
      {t('sign-in.go-on')}
    </Button>
  ) : (
    <Button look="main" submits disabled={!canSend(state, discovery)} key="submit">
      {t('sign-in.submit')}
    </Button>
  );
}

/** Where a server has to be confirmed, that question comes first. */
const asksPasswordFirst = ({ discovery }: ContentProps): boolean => hostsToConfirm(discovery).length === 0;

function Password(props: ContentProps): ReactNode {
  const { state, discovery, address, mayShow = false, send, field } = props;
  const { t } = useTranslation();
  const { messageOf } = useWording();
  const hosts = hostsOfPassword(state, discovery).map(nameInBothForms).join(', ');
  const hint = state.capsLock ? t('sign-in.caps-lock') : hosts === '' ? undefined : t('sign-in.password-hint', { hosts });
  const { username, refusal } = state;
  return (
    <>
      <TextField
        large
        autoFocus={asksPasswordFirst(props)}
        type={state.shown && mayShow ? 'text' : 'password'}
        name="password"
        autoComplete="current-password"
        maxLength={1024}
        label={t('sign-in.password', { address: addressForPeople(address) })}
        value={state.password}
        onChange={(text) => send({ kind: 'password-typed', text })}
        onKeyEvent={(on) => send({ kind: 'caps-lock', on })}
        readOnly={isBusy(state)}
        error={refusal === undefined ? undefined : messageOf(refusal)}
        {...(mayShow ? { behind: <ShowPassword state={state} send={send} /> } : {})}
        {...(hint === undefined ? {} : { hint, strongHint: state.capsLock })}
        {...(field === undefined ? {} : { ref: field })}
      />
      {username === undefined ? null : (
        <TextField
          autoFocus
          name="username"
          autoComplete="username"
          maxLength={320}
          label={t('sign-in.username')}
          hint={t('sign-in.username-hint')}
          value={username}
          onChange={(text) => send({ kind: 'username-typed', text })}
          readOnly={isBusy(state)}
        />
      )}
      {refusal !== undefined && username === undefined ? (
        <Group row>
          <Button look="quiet" onPress={() => send({ kind: 'username-asked', username: address })}>
            {t('sign-in.username-ask')}
          </Button>
        </Group>
      ) : null}
    </>
  );
}

function ShowPassword({ state, send }: Pick<ContentProps, 'state' | 'send'>): ReactNode {
  const { t } = useTranslation();
  const { shown } = state;
  return (
    <Button icon={shown ? EyeOff : Eye} pressed={shown} disabled={isBusy(state)} onPress={() => send({ kind: 'shown', on: !shown })}>
      {t('sign-in.show')}
    </Button>
  );
}

/** Where a password comes from, for who has none at hand. */
function Where({ discovery, onOpenPage }: ContentProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Disclosure title={t('sign-in.where')}>
      <Group>
        <Quiet>{t('sign-in.where-same')}</Quiet>
        <Quiet>{t('sign-in.where-app')}</Quiet>
        {discovery?.pages.map(({ kind, url }, page) => (
          <Group row key={url}>
            <Button onPress={() => onOpenPage(page)}>{t(`sign-in.open-page.${kind}`)}</Button>
          </Group>
        ))}
      </Group>
    </Disclosure>
  );
}
