/**
 * What can be typed, and nothing else: read by the parser, by the help and by the documentation's test. No command's code is
 * loaded before it is asked for, and this file imports nothing, so that help is there at once.
 */
interface OptionSpec {
  /** What stands for the value in the help; absent for a switch. */
  readonly value?: string;
  /** May be given more than once. */
  readonly many?: true;
}

export const OPTIONS = {
  json: {},
  dns: { value: 'HOST:PORT' },
  ca: { value: 'FILE' },
  timeout: { value: 'SECONDS' },
  locale: { value: 'en|de' },
  verbose: {},
  help: {},
  version: {},
  address: { value: 'ADDRESS' },
  settings: { value: 'FILE' },
  'full-name': { value: 'NAME' },
  protocol: { value: 'PROTOCOL', many: true },
  username: { value: 'NAME' },
  'confirm-host': { value: 'HOST', many: true },
  'password-stdin': {},
  client: { value: 'ID' },
  'dry-run': {},
  'no-login': {},
  'confirm-in-outlook': {},
  'ask-outlook': {},
  profile: { value: 'DIR' },
  'profile-name': { value: 'NAME' },
  level: { value: 'LEVEL' },
  out: { value: 'FILE' },
  format: { value: 'FORMAT', many: true },
  organization: { value: 'NAME' },
  support: { value: 'TEXT' },
  sign: { value: 'FILE' },
  'sign-passphrase-stdin': {},
  ip: { value: 'IP' },
  sender: { value: 'ADDRESS' },
  helo: { value: 'NAME' },
  'expect-host': { value: 'HOST' },
  'expect-ip': { value: 'IP', many: true },
  selector: { value: 'NAME', many: true },
  'dkim-key': { value: 'FILE' },
  reports: { value: 'ADDRESS' },
  authoritative: {},
  domains: { value: 'FILE' },
  'save-facts': { value: 'FILE' },
  since: { value: 'FILE' },
  html: { value: 'FILE' },
  zone: {},
  facts: { value: 'FILE' },
  policies: {},
  set: { value: 'KEY=VALUE', many: true },
  size: { value: 'WIDTHxHEIGHT' },
  theme: { value: 'light|dark' },
  list: {},
} as const satisfies Record<string, OptionSpec>;

export type OptionName = keyof typeof OPTIONS;

export const COMMON: readonly OptionName[] = ['json', 'dns', 'ca', 'timeout', 'locale', 'verbose', 'help'];

interface CommandSpec {
  /** In brackets: may be left out. */
  readonly arguments: readonly string[];
  readonly options: readonly OptionName[];
}

const LOGIN = ['username', 'confirm-host', 'password-stdin'] as const;
const DOCUMENT = ['format', 'out', 'settings', 'protocol', 'organization', 'support', 'sign', 'sign-passphrase-stdin'] as const;

export const COMMANDS = {
  discover: { arguments: ['ADDRESS'], options: ['full-name'] },
  parse: { arguments: ['autoconfig|autodiscover|pacc', 'FILE'], options: ['address'] },
  check: {
    arguments: ['[DOMAIN|ADDRESS]'],
    options: [
      'expect-host',
      'expect-ip',
      'selector',
      'dkim-key',
      'reports',
      'authoritative',
      'facts',
      'save-facts',
      'since',
      'html',
      'zone',
      'domains',
      'out',
    ],
  },
  spf: { arguments: ['DOMAIN'], options: ['ip', 'sender', 'helo'] },
  verify: { arguments: ['ADDRESS'], options: ['settings', 'protocol', ...LOGIN] },
  setup: {
    arguments: ['ADDRESS'],
    options: [
      'client',
      'full-name',
      'settings',
      'protocol',
      ...LOGIN,
      'no-login',
      'dry-run',
      'profile',
      'profile-name',
      'level',
      'confirm-in-outlook',
      'out',
    ],
  },
  export: { arguments: ['ADDRESS'], options: ['full-name', ...DOCUMENT] },
  batch: { arguments: ['FILE'], options: DOCUMENT },
  walkthrough: { arguments: ['[SCENE]'], options: ['format', 'out', 'set', 'size', 'theme', 'list'] },
  undo: { arguments: ['[CHANGE]'], options: [] },
  'dump-ui': { arguments: [], options: ['out'] },
  'replay-ui': { arguments: ['FILE'], options: ['client'] },
  doctor: { arguments: [], options: ['facts', 'ask-outlook', 'policies'] },
} as const satisfies Record<string, CommandSpec>;

export type CommandName = keyof typeof COMMANDS;

export const isCommand = (text: string): text is CommandName => Object.hasOwn(COMMANDS, text);
export const isOption = (text: string): text is OptionName => Object.hasOwn(OPTIONS, text);

/** The command's own description, with everything it leaves open filled in. */
export const commandSpec = (name: CommandName): CommandSpec => COMMANDS[name];
export const optionSpec = (name: OptionName): OptionSpec => OPTIONS[name];
