import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Discovery } from '../../../electron/core/discovery/discovery.ts';
import { BackButton, Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Group, Page, Quiet } from '../../ui/page.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { addressForPeople, nameInBothForms } from '../names.ts';
import { useWording } from '../wording.ts';
import { Consents } from './consents.tsx';
import { Proofs } from './proofs.tsx';
import { canSend, type Event, hostsOfPassword, isBusy, type State } from './state.ts';

export interface ContentProps {
  state: State;
  discovery: Discovery | undefined;
  address: string;
  send: (event: Event) => void;
  onSubmit: () => void;
  onCancel: () => void;
  onBack: () => void;
  onGoOn: () => void;
  onOpenPage: (page: number) => void;
  field?: Ref<HTMLInputElement>;
}

const FORM = 'sign-in-form';

export function SignInContent(props: ContentProps): ReactNode {
  const { state, discovery, send, onSubmit, onCancel, onBack } = props;
  const { t } = useTranslation();
  const { verification } = state;
  const proved = state.phase === 'proved';
  return (
    <Page
      heading={t('sign-in.heading')}
      lead={t('sign-in.lead')}
      fieldTakesFocus={!proved}
      back={
        isBusy(state) ? (
          <Button look="quiet" onPress={onCancel}>
            {t('footer.cancel')}
          </Button>
        ) : (
          <BackButton onPress={onBack}>{t('footer.back')}</BackButton>
        )
      }
      main={<Deed {...props} />}
    >
      <Consents discovery={discovery} consents={state.consents} onConsent={(host, consent) => send({ kind: 'consent', host, consent })} />
      {proved ? null : (
        <Form id={FORM} onSubmit={onSubmit}>
          <Password {...props} />
        </Form>
      )}
      <Proofs state={state} discovery={discovery} />
      {proved && verification !== undefined ? (
        <Notice tone={verification.verdict === 'ok' ? 'good' : 'warn'}>
          {t(verification.verdict === 'ok' ? 'sign-in.accepted' : 'sign-in.accepted-partly')}
        </Notice>
      ) : (
        <Where {...props} />
      )}
    </Page>
  );
}

function Deed({ state, discovery, onGoOn }: ContentProps): ReactNode {
  const { t } = useTranslation();
  return state.phase === 'proved' ? (
    <Button look="main" onPress={onGoOn} key="go-on">
      {t('sign-in.go-on')}
    </Button>
  ) : (
    <Button look="main" submits={FORM} disabled={!canSend(state, discovery)} key="submit">
      {t('sign-in.submit')}
    </Button>
  );
}

function Password({ state, discovery, address, send, field }: ContentProps): ReactNode {
  const { t } = useTranslation();
  const { messageOf } = useWording();
  const hosts = hostsOfPassword(state, discovery).map(nameInBothForms).join(', ');
  const hint = state.capsLock ? t('sign-in.caps-lock') : hosts === '' ? undefined : t('sign-in.password-hint', { hosts });
  const { username, refusal } = state;
  return (
    <>
      <TextField
        large
        autoFocus
        type="password"
        name="password"
        autoComplete="current-password"
        maxLength={1024}
        label={t('sign-in.password', { address: addressForPeople(address) })}
        value={state.password}
        onChange={(text) => send({ kind: 'password-typed', text })}
        onKeyEvent={(on) => send({ kind: 'caps-lock', on })}
        readOnly={isBusy(state)}
        error={refusal === undefined ? undefined : messageOf(refusal)}
        {...(hint === undefined ? {} : { hint, strongHint: state.capsLock })}
        {...(field === undefined ? {} : { ref: field })}
      />
      {username === undefined ? null : (
        <TextField
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
