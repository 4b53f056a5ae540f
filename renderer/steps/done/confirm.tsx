import { BadgeCheck } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Group, Quiet } from '../../ui/page.tsx';
import { type Confirming, useConfirmationWords } from './use-confirmation.ts';

/** Offers to let Outlook itself confirm the account, since that starts Outlook; says what came of it. */
export function Confirm({ asking, confirm }: Confirming): ReactNode {
  const { t } = useTranslation();
  const words = useConfirmationWords();
  const hint = useId();
  const answer = useRef<HTMLDivElement>(null);
  const confirmed = typeof asking === 'object' && asking.outcome === 'confirmed';
  // The button is gone then, and the focus with it.
  useEffect(() => {
    if (confirmed) answer.current?.focus();
  }, [confirmed]);
  return (
    <Group>
      {typeof asking === 'string' ? null : (
        <div tabIndex={-1} ref={answer}>
          <Notice tone={confirmed ? 'good' : 'warn'}>{words(asking)}</Notice>
        </div>
      )}
      {confirmed ? null : (
        <>
          <Group row>
            <Button look="quiet" icon={BadgeCheck} onPress={confirm} describedBy={hint}>
              {t('done.confirm')}
            </Button>
          </Group>
          <Quiet>
            <span id={hint}>{t(asking === 'running' ? 'done.confirming' : 'done.confirm-hint')}</span>
          </Quiet>
        </>
      )}
    </Group>
  );
}
