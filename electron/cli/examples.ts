/** Command lines that work as they stand, by command: what most people want first. */
export const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  discover: ['mailramp discover anna@firma.example', 'mailramp discover anna@firma.example --json > anna.json'],
  parse: ['mailramp parse autoconfig config-v1.1.xml --address anna@firma.example'],
  check: [
    'mailramp check firma.example',
    'mailramp check firma.example --expect-host mail.hoster.example --html firma.html',
    'mailramp check --domains domains.txt --expect-host mail.hoster.example --out results.jsonl',
  ],
  spf: ['mailramp spf firma.example --ip 192.0.2.10'],
  verify: [
    'mailramp verify anna@firma.example',
    'mailramp verify anna@firma.example --password-stdin --json < password.txt',
    'mailramp verify anna@firma.example --protocol imap --confirm-host mail.hoster.example',
  ],
  setup: [
    'mailramp setup anna@firma.example --client thunderbird --full-name "Anna Berg"',
    'mailramp setup anna@firma.example --client thunderbird --dry-run',
    'mailramp setup anna@firma.example --client apple-mail --no-login --out profiles',
  ],
  export: [
    'mailramp export anna@firma.example --format handout --out anna.pdf',
    'mailramp export anna@firma.example --format thunderbird-qr --out anna.png',
  ],
  batch: ['mailramp batch people.csv --format handout --format mobileconfig-ios --out handouts'],
  walkthrough: [
    'mailramp walkthrough --list',
    'mailramp walkthrough outlook-2016-imap --set email=anna@firma.example --format gif --out anna.gif',
    'mailramp walkthrough iphone-exchange --set email=anna@firma.example --format html --out anna.html',
  ],
  undo: ['mailramp undo', 'mailramp undo 0d5c4a9e-6f43-4b0e-9a52-1f6d3c1b7e10'],
  'dump-ui': ['mailramp dump-ui --out dialogs.json'],
  'replay-ui': ['mailramp replay-ui dialogs.json --client outlook-imap'],
  doctor: ['mailramp doctor', 'mailramp doctor --policies', 'mailramp doctor --facts doctor.json'],
};
