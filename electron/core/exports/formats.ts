export const EXPORT_FORMATS = ['autoconfig', 'mobileconfig', 'mobileconfig-ios', 'prf', 'thunderbird-qr', 'handout', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The shapes a QR code can be had in; the ending of the output file says which. */
export const QR_VARIANTS = ['json', 'svg', 'png'] as const;
export type QrVariant = (typeof QR_VARIANTS)[number];

/** Every sentence the documents use, by its key in the catalogue `documents`. */
export const DOCUMENT_TEXTS = [
  'profile.name',
  'profile.description',
  'handout.title',
  'handout.subtitle',
  'handout.footer',
  'handout.android.heading',
  'handout.android.install',
  'handout.android.scan',
  'handout.android.password',
  'handout.android.code',
  'handout.apple.heading',
  'handout.apple.add',
  'handout.apple.manual',
  'handout.apple.values',
  'handout.apple.save',
  'handout.values.heading',
  'handout.values.intro',
  'handout.group.incoming',
  'handout.group.outgoing',
  'handout.group.activesync',
  'handout.group.calendar',
  'handout.group.contacts',
  'handout.value.type',
  'handout.value.host',
  'handout.value.port',
  'handout.value.security',
  'handout.value.url',
  'handout.value.username',
  'handout.notes.heading',
  'handout.notes.password',
  'handout.notes.support',
] as const;
export type DocumentText = (typeof DOCUMENT_TEXTS)[number];

/** One sentence of the catalogue `documents`, its gaps filled. */
export type Texts = (key: DocumentText, values?: Readonly<Record<string, string>>) => string;
