import { buildProfile, qrSvg, thunderbirdQr } from '../clients/index.ts';
import type { Account } from '../model/account.ts';
import type { ExportedDocument } from '../model/document.ts';
import { failed, type Outcome, succeeded, unreachable } from '../model/outcome.ts';
import { problemOf, type Problem } from '../model/problem.ts';
import { buildAutoconfig } from './autoconfig.ts';
import type { ExportFormat, QrVariant } from './formats.ts';
import { handoutPage, type HandoutOptions } from './handout.ts';
import { buildPrf } from './prf.ts';

export interface ExportOptions extends HandoutOptions {
  /** Shape of a QR code; SVG unless given. */
  variant?: QrVariant;
  /** Autoconfig for the whole domain (the default) or for this person alone. */
  placeholders?: boolean;
  /** Mail on an iPhone: ActiveSync where the account has it, unless given. */
  iosMail?: 'activesync' | 'imap';
  /** Name of the company in Apple profiles. */
  organization?: string;
}

type Exported = Outcome<ExportedDocument, Problem>;

/** File systems end at 255 bytes; the ending and letters of several bytes need room. */
const LONGEST_NAME = 110;
/** Windows opens a device for these, whatever ending follows; a first dot hides a file, a first hyphen makes it an option. */
const MISREAD = /^(?:[.-]|(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))/i;

/** A file name that every system takes: signs that one of them forbids become a hyphen. */
function fileName(account: Account, ending: string): string {
  const clean = account.address
    .trim()
    .slice(0, LONGEST_NAME)
    .replace(/[^\p{L}\p{N}.@_+-]/gu, '-');
  return (MISREAD.test(clean) ? '_' : '') + clean + ending;
}

const textDocument = (name: string, mime: string, text: Outcome<string, Problem>, encoding: 'utf-8' | 'latin1' = 'utf-8'): Exported =>
  text.ok ? succeeded({ render: 'text', name, mime, text: text.value, encoding }) : text;

async function profile(account: Account, options: ExportOptions, platform: 'macos' | 'ios'): Promise<Exported> {
  const { texts, organization, iosMail } = options;
  const address = account.address.trim();
  const built = await buildProfile(account, {
    platform,
    ...(organization === undefined ? {} : { organization }),
    ...(iosMail === undefined ? {} : { iosMail }),
    texts: {
      name: texts('profile.name', { address }),
      description: texts('profile.description', { address }),
      account: account.provider ?? address,
    },
  });
  const ending = platform === 'ios' ? '-ios.mobileconfig' : '.mobileconfig';
  return textDocument(fileName(account, ending), 'application/x-apple-aspen-config', built);
}

async function qrCode(account: Account, variant: QrVariant): Promise<Exported> {
  const codes = thunderbirdQr([account]);
  if (!codes.ok) return codes;
  const payload = codes.value[0];
  if (payload === undefined) return failed(problemOf('service-missing', { protocol: 'imap' }, ['ask-provider']));
  const name = fileName(account, `-thunderbird.${variant}`);
  switch (variant) {
    case 'json':
      return textDocument(name, 'application/json', succeeded(payload));
    case 'svg':
      return textDocument(name, 'image/svg+xml', succeeded(await qrSvg(payload)));
    case 'png':
      return succeeded({ render: 'png', name, mime: 'image/png', payload });
    default:
      return unreachable(variant);
  }
}

/**
 * One document for one account. Text is ready; pictures and sheets come as descriptions that the platform draws. No
 * format ever holds a password. Fails with whatever keeps the format from saying what the account needs.
 */
export async function exportAccount(account: Account, format: ExportFormat, options: ExportOptions): Promise<Exported> {
  switch (format) {
    case 'autoconfig':
      return textDocument('config-v1.1.xml', 'text/xml', buildAutoconfig(account, options));
    case 'mobileconfig':
      return profile(account, options, 'macos');
    case 'mobileconfig-ios':
      return profile(account, options, 'ios');
    case 'prf':
      return textDocument(fileName(account, '.prf'), 'text/plain', buildPrf(account), 'latin1');
    case 'thunderbird-qr':
      return qrCode(account, options.variant ?? 'svg');
    case 'handout':
      return succeeded({ render: 'pdf', name: fileName(account, '.pdf'), mime: 'application/pdf', page: handoutPage(account, options) });
    case 'json':
      return textDocument(fileName(account, '.json'), 'application/json', succeeded(`${JSON.stringify(account, null, 2)}\n`));
    default:
      return unreachable(format);
  }
}
