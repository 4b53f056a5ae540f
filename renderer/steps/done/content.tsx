import { Check, FileDown, Printer, Smartphone, Undo2 } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Answer, Notice } from '../../ui/notice.tsx';
import { Group, Page } from '../../ui/page.tsx';
import { addressForPeople } from '../names.ts';
import { Confirm } from './confirm.tsx';
import { Receipt, type ReceiptFacts } from './receipt.tsx';
import { type Ending, endingOf, type Event, type State } from './state.ts';
import { canConfirm, type Confirming } from './use-confirmation.ts';

export interface ContentProps {
  state: State;
  facts: ReceiptFacts;
  send: (event: Event) => void;
  onOpen: () => void;
  onPhone: () => void;
  onSave: () => void;
  onPrint: () => void;
  onUndo: () => void;
  onAgain: () => void;
  confirming: Confirming;
  /** Takes the focus when the question about undoing opens. */
  keep?: Ref<HTMLButtonElement>;
  /** Takes it back when the answer is to keep everything. */
  offer?: Ref<HTMLButtonElement>;
}

export const HEADINGS = {
  verified: 'done.heading',
  written: 'done.heading-written',
  there: 'done.heading-there',
  undone: 'done.heading-undone',
} as const satisfies Record<Ending, string>;

const LEADS = {
  verified: 'done.lead',
  written: 'done.lead-written',
  there: 'done.lead-there',
  undone: 'done.lead-undone',
} as const satisfies Record<Ending, string>;

export function DoneContent(props: ContentProps): ReactNode {
  const { facts, onOpen, onAgain } = props;
  const { t } = useTranslation();
  const { program, address } = facts;
  const ending = endingOf(facts.result);
  const undone = ending === 'undone';
  return (
    <Page
      // A new ending is a new page: its heading is read out.
      key={ending}
      heading={t(HEADINGS[ending])}
      lead={t(LEADS[ending], { program, address: addressForPeople(address) })}
      back={
        undone ? undefined : (
          <Button look="quiet" onPress={onAgain}>
            {t('done.another')}
          </Button>
        )
      }
      main={
        <Button look="main" onPress={undone ? onAgain : onOpen}>
          {undone ? t('done.again') : t('done.open', { program })}
        </Button>
      }
    >
      {undone ? null : <Afterwards {...props} />}
    </Page>
  );
}

function Afterwards(props: ContentProps): ReactNode {
  const { state, facts, send, onPhone, onSave, onPrint, offer, confirming } = props;
  const { t } = useTranslation();
  const { program, result } = facts;
  return (
    <>
      {state.said === undefined ? null : (
        <Answer key={state.said} tone={state.said === 'saved' ? 'good' : 'warn'}>
          {t(state.said === 'saved' ? 'done.saved' : 'done.not-opened', { program })}
        </Answer>
      )}
      {facts.addInNeeded ? <Notice tone="plain">{t('done.add-in', { program })}</Notice> : null}
      <Receipt
        facts={facts}
        actions={
          <>
            <Button look="small" icon={FileDown} onPress={onSave}>
              {t('done.save')}
            </Button>
            <Button look="small" icon={Printer} onPress={onPrint}>
              {t('done.print')}
            </Button>
          </>
        }
      />
      {canConfirm(result) ? <Confirm {...confirming} /> : null}
      <Group row>
        <Button icon={Smartphone} onPress={onPhone}>
          {t('done.phone')}
        </Button>
        {result?.change === undefined || state.undo === 'asked' || state.undo === 'running' ? null : (
          <Button look="quiet" icon={Undo2} onPress={() => send({ kind: 'undo-asked' })} ref={offer}>
            {t('done.undo')}
          </Button>
        )}
      </Group>
      <Undo {...props} />
    </>
  );
}

/** Asked once, in its place: no dialog covers the receipt. */
function Undo({ state, facts, send, onUndo, keep }: ContentProps): ReactNode {
  const { t } = useTranslation();
  const { program } = facts;
  if (state.undo === 'no') return null;
  if (state.undo === 'running') return <Notice tone="plain">{t('done.undoing')}</Notice>;
  return (
    <Notice tone="warn" title={t('done.undo-sure', { program })}>
      <Group row>
        <Button icon={Check} onPress={() => send({ kind: 'undo-dropped' })} {...(keep === undefined ? {} : { ref: keep })}>
          {t('done.undo-no')}
        </Button>
        <Button icon={Undo2} onPress={onUndo}>
          {t('done.undo-yes')}
        </Button>
      </Group>
    </Notice>
  );
}
