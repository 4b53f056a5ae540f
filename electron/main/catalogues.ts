import deCheck from '../../assets/locales/de/check.json' with { type: 'json' };
import deCodes from '../../assets/locales/de/codes.json' with { type: 'json' };
import deDocuments from '../../assets/locales/de/documents.json' with { type: 'json' };
import deHealth from '../../assets/locales/de/health.json' with { type: 'json' };
import deReceipt from '../../assets/locales/de/receipt.json' with { type: 'json' };
import enCheck from '../../assets/locales/en/check.json' with { type: 'json' };
import enCodes from '../../assets/locales/en/codes.json' with { type: 'json' };
import enDocuments from '../../assets/locales/en/documents.json' with { type: 'json' };
import enHealth from '../../assets/locales/en/health.json' with { type: 'json' };
import enReceipt from '../../assets/locales/en/receipt.json' with { type: 'json' };
import type { Catalogues, Locale } from '../wording/index.ts';

/** What main itself says: on paper, and in the report about a domain. */
export const catalogues: Readonly<Record<Locale, Catalogues>> = {
  de: { check: deCheck, health: deHealth, codes: deCodes, documents: deDocuments, receipt: deReceipt },
  en: { check: enCheck, health: enHealth, codes: enCodes, documents: enDocuments, receipt: enReceipt },
};
