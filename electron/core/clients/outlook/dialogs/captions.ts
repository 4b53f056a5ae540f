/**
 * Captions of Outlook's set-up dialogs in the languages Mailramp knows. They are one signal among several: a dialog in
 * another language is recognised by its structure, a dialog whose captions say something else than its structure is not.
 * Lower case, without access keys, final colon or dots; variants of different Office versions side by side.
 */
export const CAPTIONS = {
  'mail-setup': ['mail setup', 'mail-setup'],
  mail: ['mail', 'e-mail'],
  'new-profile': ['new profile', 'neues profil'],
  'add-account': [
    'add account',
    'add new account',
    'add new e-mail account',
    'konto hinzufügen',
    'neues konto hinzufügen',
    'neues e-mail-konto hinzufügen',
  ],
  'auto-heading': [
    'auto account setup',
    'automatisches einrichten von konten',
    'automatische kontoeinrichtung',
    'konto automatisch einrichten',
  ],
  'choose-heading': ['choose service', 'choose your account type', 'dienst auswählen', 'kontotyp auswählen'],
  'eas-heading': ['server settings', 'servereinstellungen'],
  'pop-imap-heading': [
    'pop and imap account settings',
    'pop- und imap-kontoeinstellungen',
    'pop und imap-kontoeinstellungen',
    'internet e-mail settings',
  ],
  'more-settings-title': ['internet e-mail settings', 'internet email settings', 'internet-e-mail-einstellungen'],
  'test-title': ['test account settings', 'kontoeinstellungen testen'],
  'done-heading': [
    "you're all set!",
    'you’re all set!',
    'congratulations!',
    'alles ist eingerichtet!',
    'fertig!',
    'herzlichen glückwunsch!',
    'sie haben alle schritte ausgeführt',
    'alle einstellungen abgeschlossen',
  ],
  'certificate-title': [
    'internet security warning',
    'security alert',
    'internetsicherheitshinweis',
    'internetsicherheitswarnung',
    'sicherheitshinweis',
    'sicherheitswarnung',
  ],
  'credential-title': [
    'windows security',
    'windows-sicherheit',
    'enter network password',
    'netzwerkkennwort eingeben',
    'internet e-mail',
    'internet email',
  ],
  'data-file-title': [
    'mail delivery location',
    'e-mail-übermittlungsort',
    'deliver new messages to',
    'neue nachrichten übermitteln in',
    'neue nachrichten zustellen an',
  ],
  'show-profiles': ['show profiles', 'profile anzeigen', 'profile'],
  close: ['close', 'schließen'],
  add: ['add', 'hinzufügen'],
  remove: ['remove', 'entfernen'],
  properties: ['properties', 'eigenschaften'],
  copy: ['copy', 'kopieren'],
  apply: ['apply', 'übernehmen'],
  ok: ['ok'],
  cancel: ['cancel', 'abbrechen'],
  yes: ['yes', 'ja', 'allow', 'zulassen'],
  no: ['no', 'nein', "don't allow", 'nicht zulassen'],
  back: ['back', 'zurück'],
  next: ['next', 'weiter'],
  finish: ['finish', 'fertig stellen', 'fertigstellen', 'fertig'],
  stop: ['stop', 'anhalten', 'beenden'],
  'always-profile': ['always use this profile', 'immer dieses profil verwenden'],
  'prompt-profile': ['prompt for a profile to be used', 'zu verwendendes profil bestätigen', 'profil auswählen'],
  'auto-choice': ['e-mail account', 'email account', 'e-mail-konto'],
  'manual-choice': [
    'manual setup or additional server types',
    'manually configure server settings or additional server types',
    'manuelle konfiguration oder zusätzliche servertypen',
    'manuelle einrichtung oder zusätzliche servertypen',
    'servereinstellungen oder zusätzliche servertypen manuell konfigurieren',
  ],
  'profile-name': ['profile name', 'profilname'],
  name: ['your name', 'ihr name'],
  address: ['e-mail address', 'email address', 'e-mail-adresse'],
  password: ['password', 'kennwort', 'passwort'],
  retype: ['retype password', 'kennwort erneut eingeben', 'kennwort wiederholen'],
  server: ['mail server', 'e-mail-server', 'mailserver', 'server'],
  user: ['user name', 'username', 'benutzername'],
  incoming: ['incoming mail server', 'posteingangsserver', 'eingangsserver'],
  outgoing: ['outgoing mail server (smtp)', 'outgoing mail server', 'postausgangsserver (smtp)', 'postausgangsserver'],
  'account-type': ['account type', 'kontotyp'],
  remember: ['remember password', 'kennwort speichern', 'kennwort merken'],
  'test-settings': ['test account settings', 'kontoeinstellungen testen'],
  'test-on-next': [
    'automatically test account settings when next is clicked',
    "kontoeinstellungen durch klicken auf 'weiter' automatisch testen",
    'kontoeinstellungen durch klicken auf "weiter" automatisch testen',
    'kontoeinstellungen durch klicken auf die schaltfläche "weiter" automatisch testen',
  ],
  'more-settings': ['more settings', 'weitere einstellungen'],
  'out-auth': [
    'my outgoing server (smtp) requires authentication',
    'der postausgangsserver (smtp) erfordert authentifizierung',
    'postausgangsserver (smtp) erfordert authentifizierung',
  ],
  'same-auth': [
    'use same settings as my incoming mail server',
    'gleiche einstellungen wie für posteingangsserver verwenden',
    'gleiche einstellungen wie posteingangsserver verwenden',
  ],
  'incoming-port': [
    'incoming server',
    'incoming server (imap)',
    'incoming server (pop3)',
    'posteingangsserver',
    'posteingangsserver (imap)',
    'posteingangsserver (pop3)',
  ],
  'outgoing-port': ['outgoing server (smtp)', 'outgoing server', 'postausgangsserver (smtp)', 'postausgangsserver'],
  completed: ['completed', 'abgeschlossen', 'erledigt'],
  failed: ['failed', 'fehler', 'fehlgeschlagen'],
  running: ['in progress', 'in bearbeitung', 'wird ausgeführt', 'not started', 'nicht gestartet'],
} as const satisfies Record<string, readonly string[]>;

export type CaptionKey = keyof typeof CAPTIONS;

/** Sentences that name a box wherever they stand in its text. */
export const SENTENCES = {
  certificate: /certificate that cannot be verified|security certificate|sicherheitszertifikat/i,
  // The address of an Autodiscover document is the same in every language.
  redirect:
    /allow this website to configure|(darf|zulassen, dass) diese website .*(konfigurier|servereinstellungen)|website.*servereinstellungen.*konfigurier|https?:\/\/[^\s/]+\/autodiscover\//i,
  exists: /already (set up|exists|been added|in use|configured)|bereits (eingerichtet|vorhanden|hinzugefügt|konfiguriert)/i,
  'data-file': /outlook data file|outlook-datendatei/i,
  /** Asked when the wizard is left: the only way out is Yes. */
  leaving:
    /\b(no|without)\b.{0,20}e-?mail accounts?|ohne.{0,20}e-?mail-?konten|(sure|really).*(cancel|exit|quit)|wirklich.*(abbrechen|beenden|verlassen)/i,
} as const;

/** A caption without its access key, final signs, arrows and doubled spaces. */
export const plainCaption = (caption: string): string =>
  caption
    .replace(/\(&.\)/g, '')
    .replace(/&(?!&)/g, '')
    .replace(/^[\s<«‹]+|[\s>»›]+$/g, '')
    .replace(/(\.{3}|…|:)\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

export function says(caption: string, key: CaptionKey): boolean {
  const plain = plainCaption(caption);
  return plain !== '' && CAPTIONS[key].some((known) => known === plain);
}

/** A title that is the caption, or the caption before a dash and a name (`Mail Setup - Outlook`). */
export const titled = (title: string, key: CaptionKey): boolean => says(title, key) || says(title.split(/\s[-–—]\s/)[0] ?? '', key);

/** Dots at the end of a button: it opens another window. */
export const opensMore = (caption: string): boolean => /(\.{3}|…)\s*$/.test(caption);

/** Single arrows around Back and Next are the same in every language; double ones open details. */
export const pointsBack = (caption: string): boolean => /^\s*[<«‹](?![<«‹])/.test(caption);
export const pointsOn = (caption: string): boolean => /(?<![>»›])[>»›]\s*$/.test(caption);
