/** Outlook ignores, without a word, every key of an account that these two sections do not translate into a property. */
export interface PrfMapping {
  section: 'I_Mail' | 'IMAP_I_Mail';
  accountType: 'POP3' | 'IMAP';
  /** Key, property type and property number. */
  properties: readonly (readonly [string, 'PT_UNICODE' | 'PT_LONG', number])[];
}

const PERSON = [
  ['AccountName', 'PT_UNICODE', 0x0002],
  ['DisplayName', 'PT_UNICODE', 0x000b],
  ['EmailAddress', 'PT_UNICODE', 0x000c],
  ['ReplyEmailAddress', 'PT_UNICODE', 0x0103],
  ['Organization', 'PT_UNICODE', 0x0107],
] as const;

const incoming = (protocol: 'POP3' | 'IMAP') =>
  [
    [`${protocol}Server`, 'PT_UNICODE', 0x0100],
    [`${protocol}UserName`, 'PT_UNICODE', 0x0101],
    [`${protocol}Port`, 'PT_LONG', 0x0104],
    [`${protocol}UseSSL`, 'PT_LONG', 0x0105],
    [`${protocol}UseSPA`, 'PT_LONG', 0x0108],
  ] as const;

const OUTGOING = [
  ['SMTPServer', 'PT_UNICODE', 0x0200],
  ['SMTPPort', 'PT_LONG', 0x0201],
  ['SMTPUseAuth', 'PT_LONG', 0x0203],
  ['SMTPUserName', 'PT_UNICODE', 0x0204],
  ['SMTPUseSPA', 'PT_LONG', 0x0207],
  ['SMTPAuthMethod', 'PT_LONG', 0x0208],
  ['ServerTimeOut', 'PT_LONG', 0x0209],
  ['SMTPSecureConnection', 'PT_LONG', 0x020a],
  ['ConnectionType', 'PT_LONG', 0x000f],
  ['ConnectionOID', 'PT_UNICODE', 0x0010],
] as const;

export const PRF_MAPPINGS: readonly PrfMapping[] = [
  {
    section: 'I_Mail',
    accountType: 'POP3',
    properties: [...PERSON, ...incoming('POP3'), ...OUTGOING, ['LeaveOnServer', 'PT_LONG', 0x1000]],
  },
  {
    section: 'IMAP_I_Mail',
    accountType: 'IMAP',
    properties: [...PERSON, ...incoming('IMAP'), ...OUTGOING, ['CheckNewImap', 'PT_LONG', 0x1100], ['RootFolder', 'PT_UNICODE', 0x1101]],
  },
];
