import deCodes from '../../assets/locales/de/codes.json' with { type: 'json' };
import deDocuments from '../../assets/locales/de/documents.json' with { type: 'json' };
import deReceipt from '../../assets/locales/de/receipt.json' with { type: 'json' };
import enCodes from '../../assets/locales/en/codes.json' with { type: 'json' };
import enDocuments from '../../assets/locales/en/documents.json' with { type: 'json' };
import enReceipt from '../../assets/locales/en/receipt.json' with { type: 'json' };
import type { Catalogues, Locale } from '../wording/index.ts';

/** What main itself says: only on paper. */
export const catalogues: Readonly<Record<Locale, Catalogues>> = {
  de: { codes: deCodes, documents: deDocuments, receipt: deReceipt },
  en: { codes: enCodes, documents: enDocuments, receipt: enReceipt },
};
