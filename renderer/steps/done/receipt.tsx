import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupResult } from '../../../electron/core/onboarding/story.ts';
import { Section } from '../../ui/page.tsx';
import { TickList } from '../../ui/tick-list.tsx';
import { type NamedValue, ValueList } from '../../ui/value-list.tsx';
import { addressForPeople } from '../names.ts';
import { useWording } from '../wording.ts';

export interface ReceiptFacts {
  address: string;
  fullName: string;
  program: string;
  reference: string;
  /** Calendar and contacts are not in the program yet. */
  addInNeeded: boolean;
  /** The mail server accepted the password before anything was changed. */
  loginProved: boolean;
  result: SetupResult | undefined;
}

/** What was set up, when, and how it was verified: everything helpdesk would ask for. */
export function Receipt({ facts, actions }: { facts: ReceiptFacts; actions: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const { proof } = useWording();
  const { address, fullName, program, reference, loginProved, result } = facts;
  const verified = [...(loginProved ? [t('done.login')] : []), ...(result?.verified.map(proof) ?? [])];
  const values: NamedValue[] = [
    {
      id: 'address',
      name: t('done.address'),
      value: fullName === '' ? addressForPeople(address) : t('done.person', { name: fullName, address: addressForPeople(address) }),
    },
    { id: 'program', name: t('done.program'), value: program },
    ...(result?.change === undefined
      ? []
      : [{ id: 'when', name: t('done.when'), value: t('done.at', { at: new Date(result.change.at) }) }]),
    ...(verified.length === 0 ? [] : [{ id: 'verified', name: t('done.verified'), value: <TickList items={verified} /> }]),
    { id: 'reference', name: t('done.reference'), value: reference },
  ];
  return (
    <Section title={t('done.receipt')} actions={actions}>
      <ValueList values={values} />
    </Section>
  );
}
