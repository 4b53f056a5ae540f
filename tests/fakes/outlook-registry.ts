import { type FakeRegistry, utf16 } from './registry.ts';

export const OUTLOOK = 'Software\\Microsoft\\Office\\16.0\\Outlook';
export const SECTION = '9375CFF0413111d3B88A00104B2A6676';
const CLASS = {
  activesync: '{ED475415-B0D6-11D2-8C3B-00104B2A6676}',
  imap: '{ED475412-B0D6-11D2-8C3B-00104B2A6676}',
  pop3: '{ED475411-B0D6-11D2-8C3B-00104B2A6676}',
} as const;
type Kind = keyof typeof CLASS;

export interface Draft {
  profile: string;
  kind: Kind;
  values: Record<string, string>;
  ports: { in: number; inSecurity: number; out: number; outSecurity: number; auth: boolean };
}

/** Writes one account the way Outlook does: texts as bytes in one look, as REG_SZ in the other. */
export function writeAccount(
  registry: FakeRegistry,
  draft: Draft,
  value: (id: number) => string,
  { look, writesNothing, otherKind }: { look: 0 | 1; writesNothing: boolean; otherKind: boolean },
): void {
  if (writesNothing) return;
  const kind = otherKind ? (draft.kind === 'imap' ? 'pop3' : 'imap') : draft.kind;
  const text = (words: string): string | Uint8Array => (look === 0 ? utf16(words) : words);
  const prefix = kind === 'imap' ? 'IMAP' : 'POP3';
  const { ports } = draft;
  registry.put('HKCU', `${OUTLOOK}\\Profiles\\${draft.profile}\\${SECTION}\\00000001`, {
    clsid: text(CLASS[kind]),
    'Account Name': text(value(53)),
    Email: text(value(53)),
    'IMAP Password': new Uint8Array([2, 1]),
    ...(kind === 'activesync'
      ? {
          'EAS Server URL': text(look === 0 ? value(54) : `https://${value(54)}/Microsoft-Server-ActiveSync`),
          'EAS User': text(value(55)),
          'EAS Password': new Uint8Array([2, 9]),
        }
      : {
          [`${prefix} Server`]: text(value(54)),
          [`${prefix} User`]: text(value(55)),
          [`${prefix} Port`]: ports.in,
          [`${prefix} Secure Connection`]: ports.inSecurity,
          'SMTP Server': text(value(58)),
          'SMTP User': text(value(55)),
          'SMTP Port': ports.out,
          'SMTP Secure Connection': ports.outSecurity,
          'SMTP Use Auth': 1,
        }),
  });
}
