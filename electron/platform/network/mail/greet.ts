import type { Endpoint } from '../../../core/world/network.ts';
import { Breakdown, type Dialogue } from './dialogue.ts';

const MOST_LINES = 200;
/** Says nothing about this computer, and is what RFC 5321 section 4.1.3 wants of one without a name. */
export const EHLO_NAME = '[127.0.0.1]';

/** How one protocol opens: greeting, capabilities, the upgrade to TLS. `leave` is said before hanging up. */
interface Opening {
  greeting(dialogue: Dialogue): Promise<string[]>;
  capabilities(dialogue: Dialogue): Promise<string[]>;
  upgrade: string;
  /** Reads the reply to `upgrade`; true when TLS may begin. */
  agreed(dialogue: Dialogue): Promise<boolean>;
  offersUpgrade(capabilities: string[]): boolean;
  leave: string;
}

/** Greets, upgrades where the endpoint wants it, and returns what the server offers then. Throws Breakdown. */
export async function open(dialogue: Dialogue, endpoint: Endpoint): Promise<string[]> {
  const offered = await greeted(dialogue, endpoint);
  if (endpoint.security !== 'starttls') return offered;
  await upgrade(dialogue, endpoint, offered);
  const opening = OPENINGS[endpoint.protocol];
  // A ManageSieve server speaks first after the handshake (RFC 5804 section 2.2).
  return endpoint.protocol === 'sieve' ? opening.greeting(dialogue) : opening.capabilities(dialogue);
}

/** Hears the greeting and returns what the server offers on the connection as it is. Throws Breakdown. */
export async function greeted(dialogue: Dialogue, { protocol }: Pick<Endpoint, 'protocol'>): Promise<string[]> {
  const told = await OPENINGS[protocol].greeting(dialogue);
  return told.length > 0 ? told : OPENINGS[protocol].capabilities(dialogue);
}

/** TLS on a connection that began without, where the server offers it. Throws Breakdown. */
export async function upgrade(dialogue: Dialogue, { protocol }: Pick<Endpoint, 'protocol'>, offered: string[]): Promise<void> {
  const opening = OPENINGS[protocol];
  if (!opening.offersUpgrade(offered)) throw new Breakdown('not-offered', 'no STARTTLS');
  dialogue.write(opening.upgrade);
  if (!(await opening.agreed(dialogue))) throw new Breakdown('not-offered', 'STARTTLS refused');
  await dialogue.encrypt();
}

/** Says goodbye; nobody waits for the answer. */
export const leave = (dialogue: Dialogue, { protocol }: Pick<Endpoint, 'protocol'>): void => dialogue.write(OPENINGS[protocol].leave);

const nothing: string[] = [];

const OPENINGS: Record<Endpoint['protocol'], Opening> = {
  // RFC 9051 sections 7.1 and 6.1.1
  imap: {
    greeting: async (dialogue) => {
      const line = await dialogue.line();
      if (/^\* BYE/i.test(line)) throw new Breakdown('refused', line.slice(2, 200));
      if (!/^\* (OK|PREAUTH)/i.test(line)) throw new Breakdown('malformed', line.slice(0, 200));
      return nothing;
    },
    capabilities: async (dialogue) => {
      dialogue.write('c CAPABILITY');
      const lines = await until(dialogue, (line) => /^c (OK|NO|BAD)/i.test(line));
      const listed = lines.find((line) => /^\* CAPABILITY /i.test(line)) ?? '';
      return listed.toUpperCase().split(' ').slice(2, MOST_LINES);
    },
    upgrade: 's STARTTLS',
    agreed: async (dialogue) => /^s OK/i.test((await until(dialogue, (line) => line.startsWith('s '))).at(-1) ?? ''),
    offersUpgrade: (capabilities) => capabilities.includes('STARTTLS'),
    leave: 'l LOGOUT',
  },
  // RFC 1939 section 3, RFC 2449 section 5, RFC 2595 section 4
  pop3: {
    greeting: async (dialogue) => {
      const line = await dialogue.line();
      if (/^-ERR/i.test(line)) throw new Breakdown('refused', line.slice(0, 200));
      if (!/^\+OK/i.test(line)) throw new Breakdown('malformed', line.slice(0, 200));
      return nothing;
    },
    capabilities: async (dialogue) => {
      dialogue.write('CAPA');
      if (!/^\+OK/i.test(await dialogue.line())) return nothing;
      return (await until(dialogue, (line) => line === '.')).slice(0, -1);
    },
    upgrade: 'STLS',
    agreed: async (dialogue) => /^\+OK/i.test(await dialogue.line()),
    offersUpgrade: (capabilities) => capabilities.some((one) => one.toUpperCase() === 'STLS'),
    leave: 'QUIT',
  },
  // RFC 5321 section 4.1.1.1, RFC 3207
  smtp: {
    greeting: async (dialogue) => {
      const lines = await smtpReply(dialogue);
      const last = lines.at(-1) ?? '';
      if (/^[45]/.test(last)) throw new Breakdown('refused', last.slice(0, 200));
      if (!last.startsWith('220')) throw new Breakdown('malformed', last.slice(0, 200));
      return nothing;
    },
    capabilities: async (dialogue) => {
      dialogue.write(`EHLO ${EHLO_NAME}`);
      const lines = await smtpReply(dialogue);
      if (!lines.at(-1)?.startsWith('250')) throw new Breakdown('refused', lines.at(-1)?.slice(0, 200));
      return lines.slice(1).map((line) => line.slice(4));
    },
    upgrade: 'STARTTLS',
    agreed: async (dialogue) => (await smtpReply(dialogue)).at(-1)?.startsWith('220') === true,
    offersUpgrade: (capabilities) => capabilities.some((one) => one.toUpperCase() === 'STARTTLS'),
    leave: 'QUIT',
  },
  // RFC 5804 sections 1.7 and 2.2
  sieve: {
    greeting: async (dialogue) => {
      const lines = await until(dialogue, (line) => /^(OK|NO|BYE)\b/i.test(line));
      const last = lines.at(-1) ?? '';
      if (!/^OK/i.test(last)) throw new Breakdown('refused', last.slice(0, 200));
      if (!lines.some((line) => /^"IMPLEMENTATION"/i.test(line))) throw new Breakdown('malformed', lines[0]?.slice(0, 200));
      return lines.slice(0, -1).map((line) => line.replace(/"/g, '').trim());
    },
    capabilities: () => Promise.resolve(nothing),
    upgrade: 'STARTTLS',
    agreed: async (dialogue) => /^OK/i.test(await dialogue.line()),
    offersUpgrade: (capabilities) => capabilities.some((one) => one.toUpperCase() === 'STARTTLS'),
    leave: 'LOGOUT',
  },
};

async function until(dialogue: Dialogue, isLast: (line: string) => boolean): Promise<string[]> {
  const lines: string[] = [];
  while (lines.length < MOST_LINES) {
    const line = await dialogue.line();
    lines.push(line);
    if (isLast(line)) return lines;
  }
  throw new Breakdown('malformed', 'endless reply');
}

/** All lines of one SMTP reply. */
export async function smtpReply(dialogue: Dialogue): Promise<string[]> {
  const lines = await until(dialogue, (line) => !/^\d{3}-/.test(line));
  if (!/^\d{3}( |$)/.test(lines.at(-1) ?? '')) throw new Breakdown('malformed', lines.at(-1)?.slice(0, 200));
  return lines;
}
