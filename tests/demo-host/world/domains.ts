/** A mail domain of the demo world and how it behaves. */
export interface DemoDomain {
  name: string;
  /** Where its mail lives; undefined when it has no mail at all. */
  mailHost: string | undefined;
  certificate: 'valid' | 'expired';
  /** `silent` accepts connections and never says a word, `silent-mail` so for its mail host alone; `slow` waits `behaviours.slowMs`. */
  speed: 'usual' | 'slow' | 'silent' | 'silent-mail';
}

/** Whether a host accepts connections and then says nothing. */
export const isSilent = ({ speed, mailHost }: DemoDomain, host: string): boolean =>
  speed === 'silent' || (speed === 'silent-mail' && host.toLowerCase() === mailHost);

const usual = (name: string): DemoDomain => ({ name, mailHost: `mail.${name}`, certificate: 'valid', speed: 'usual' });

export const DOMAINS: readonly DemoDomain[] = [
  usual('demo.test'),
  { ...usual('slow.test'), speed: 'slow' },
  // Nothing at all answers: no settings are found.
  { ...usual('dead.test'), speed: 'silent' },
  // Settings are found, and the mail servers they name do not answer.
  { ...usual('unreachable.test'), speed: 'silent-mail' },
  { ...usual('expired.test'), certificate: 'expired' },
  // Its mail is at somebody else's: a password goes there only after consent.
  { ...usual('hoster.test'), mailHost: 'mail.otherhost.test' },
  { ...usual('otherhost.test') },
  { ...usual('nothing.test'), mailHost: undefined },
];

/** The domain that a host name belongs to. */
export const domainOf = (host: string): DemoDomain | undefined =>
  DOMAINS.find(({ name }) => host.toLowerCase() === name || host.toLowerCase().endsWith(`.${name}`));

export interface DemoUser {
  address: string;
  fullName: string;
  password: string;
}

/** The people of the demonstration; the first is the one the window proposes. */
export const USERS: readonly DemoUser[] = [
  { address: 'alice@demo.test', fullName: 'Alice Example', password: 'demo-alice' },
  { address: 'bob@demo.test', fullName: 'Bob Example', password: 'demo-bob' },
  ...DOMAINS.slice(1)
    .filter(({ mailHost, name }) => mailHost !== undefined && name !== 'otherhost.test')
    .map(({ name }) => ({ address: `alice@${name}`, fullName: 'Alice Example', password: 'demo-alice' })),
];

/** What tests and demonstrations may change while the host runs. */
export interface Behaviours {
  /** How long slow.test thinks before it answers, milliseconds. */
  slowMs: number;
  /** Autodiscover tells Outlook for Windows about ActiveSync, as an administrator can allow. */
  activeSyncForOutlook: boolean;
  /** Autodiscover asks for the password first, as older hosts do. */
  autodiscoverWantsLogin: boolean;
  /** Every login is refused with these words, as by a server that wants something else. */
  refusal: string | undefined;
}

export const usualBehaviours = (): Behaviours => ({
  slowMs: 2_000,
  activeSyncForOutlook: false,
  autodiscoverWantsLogin: false,
  refusal: undefined,
});

/** Ports on which each service answers; the standard ones where this computer lets us have them. */
export interface Ports {
  https: number;
  imaps: number;
  imap: number;
  pop3s: number;
  pop3: number;
  submissions: number;
  submission: number;
  smtp: number;
}

export const STANDARD_PORTS: Ports = {
  https: 443,
  imaps: 993,
  imap: 143,
  pop3s: 995,
  pop3: 110,
  submissions: 465,
  submission: 587,
  smtp: 25,
};
