import { z } from 'zod';
import { policyFor } from './detect/switches.ts';
import type { OutlookForecast } from '../../model/prediction.ts';
import { OUTLOOK_PRODUCTS, type OfficeFacts, type OfficeInstallation } from './office-facts.ts';
import { predict, prediction, type Prediction, type PredictionFacts } from './prediction.ts';
import type { OutlookKind } from './wanted.ts';

/** ActiveSync or IMAP for one Outlook of a computer. */
export const forecast = z.object({
  outlook: z.enum([...OUTLOOK_PRODUCTS, 'new']),
  version: z.string().optional(),
  program: z.string().optional(),
  prediction,
});
export type Forecast = z.infer<typeof forecast>;

/** What mailcow offers, and what its autodiscover tells Outlook unless the administrator chose otherwise. */
export const MAILCOW_OFFER: Pick<PredictionFacts, 'server' | 'autodiscover'> = {
  server: { activesync: true, imap: true, dav: true },
  autodiscover: 'imap',
};

/** A prediction for each Outlook that the facts know, new Outlook last; none where there is none. */
export function forecastsFor(
  facts: OfficeFacts,
  { server, autodiscover }: typeof MAILCOW_OFFER,
  forbidden: readonly OutlookKind[] = [],
): Forecast[] {
  const policy = policyFor(facts.switches, forbidden);
  const of = (outlook: PredictionFacts['outlook']) => predict({ outlook, server, autodiscover, policy });
  const classic = facts.office.map(({ product, version, program }) => {
    const known = version === undefined ? {} : { version };
    return { outlook: product, ...known, program, prediction: of({ kind: 'classic', product, ...known }) };
  });
  return facts.newOutlook.installed ? [...classic, { outlook: 'new', prediction: of({ kind: 'new' }) }] : classic;
}

/** What this Outlook would be set up with; `kind` as the plan chose it. */
export function outlookForecastFor(
  { calDavSynchronizer }: OfficeFacts,
  { product, version }: Pick<OfficeInstallation, 'product' | 'version'>,
  kind: OutlookKind,
  predicted: Prediction,
): OutlookForecast {
  const { calendarAndContacts } = predicted;
  return {
    product,
    ...(version === undefined ? {} : { version }),
    kind,
    // POP3 brings mail alone too, and the add-in is no less of use beside it.
    calendarAndContacts: kind === 'activesync' ? calendarAndContacts.activesync : calendarAndContacts.imap,
    addIn: calDavSynchronizer,
    prediction: predicted,
  };
}
