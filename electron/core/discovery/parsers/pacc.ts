import { z } from 'zod';
import type { EmailAddress } from '../../model/address.ts';
import { succeeded, type Outcome } from '../../model/outcome.ts';
import type { Problem } from '../../model/problem.ts';
import { refused, type MailServer, type PaccDocument, type Skip, type WebService } from './documents.ts';
import { readJson } from './json.ts';
import { hostName, webAddress } from './sanitize.ts';

const host = z.object({ host: z.string().max(300) });
const web = z.object({ url: z.string().max(2048) });
// A field of the wrong shape costs that field only.
const lenient = <Value extends z.ZodType>(value: Value) => value.optional().catch(undefined);

const configuration = z.object({
  protocols: z.object({
    imap: lenient(host),
    pop3: lenient(host),
    /** Draft -03; `smtp` in -02. */
    submit: lenient(host),
    smtp: lenient(host),
    managesieve: lenient(host),
    jmap: lenient(web),
    caldav: lenient(web),
    carddav: lenient(web),
  }),
  authentication: lenient(
    z.object({ 'oauth-public': lenient(z.object({ issuer: z.string().max(2048) })), password: lenient(z.boolean()) }),
  ),
  info: lenient(
    z.object({
      provider: lenient(z.object({ name: z.string().max(200) })),
      help: lenient(z.object({ documentation: lenient(z.string().max(2048)) })),
    }),
  ),
});

function serverOf(
  skipped: Skip[],
  type: string,
  port: number,
  given: { host: string } | undefined,
  methods: string[],
  user: string,
): MailServer[] {
  if (given === undefined) return [];
  const hostname = hostName(given.host);
  if (hostname !== undefined)
    return [{ type, hostname, port, socketType: port === 4190 ? 'STARTTLS' : 'SSL', username: user, authentication: methods }];
  skipped.push({ what: type, why: 'bad-host' });
  return [];
}

/** The draft wants a path and no explicit port in such addresses. */
function webOf(skipped: Skip[], type: string, given: { url: string } | undefined, username: string): WebService | null {
  if (given === undefined) return null;
  const url = webAddress(given.url);
  if (url !== undefined && new URL(url).port === '') return { url, username };
  skipped.push({ what: type, why: 'bad-url' });
  return null;
}

/**
 * Reads a user-agent-configuration.json (draft-ietf-mailmaint-pacc-03, with the names of -02). Ports are implied: 993,
 * 995 and 465 with TLS from the first byte; the user name is the address. Its integrity is `digestVerdict`'s matter.
 */
export function readPacc(input: Uint8Array | string, address: EmailAddress): Outcome<PaccDocument, Problem> {
  const json = readJson(input);
  if (!json.ok) return json;
  const parsed = configuration.safeParse(json.value);
  if (!parsed.success) return refused('unknown-shape');
  const { protocols, authentication, info } = parsed.data;
  const issuer = authentication?.['oauth-public']?.issuer;
  const password = authentication?.password !== false;
  const methods = [...(issuer === undefined ? [] : ['OAuth2']), ...(password ? ['password-cleartext'] : [])];
  const skipped: Skip[] = [];
  const server = (type: string, port: number, given: { host: string } | undefined): MailServer[] =>
    serverOf(skipped, type, port, given, methods, address.text);
  const documentation = webAddress(info?.help?.documentation);
  return succeeded({
    email: address.text,
    displayName: info?.provider?.name ?? null,
    incoming: [...server('imap', 993, protocols.imap), ...server('pop3', 995, protocols.pop3)],
    outgoing: server('smtp', 465, protocols.submit ?? protocols.smtp),
    sieve: server('sieve', 4190, protocols.managesieve)[0] ?? null,
    jmap: webOf(skipped, 'jmap', protocols.jmap, address.text),
    caldav: webOf(skipped, 'caldav', protocols.caldav, address.text),
    carddav: webOf(skipped, 'carddav', protocols.carddav, address.text),
    issuer: issuer ?? null,
    documentation: documentation === undefined ? [] : [documentation],
    skipped,
  });
}

function digestOf(record: string): string | undefined {
  const tags = new Map(
    record.split(';').flatMap((part): [string, string][] => {
      const at = part.indexOf('=');
      return at < 0 ? [] : [[part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()]];
    }),
  );
  return tags.get('v') === 'UAAC1' && tags.get('a')?.toLowerCase() === 'sha256' ? tags.get('d') : undefined;
}

/**
 * Compares a PACC body with the TXT records at `_ua-auto-config.D` (whole strings): `match` when any of them has its
 * SHA-256, `mismatch` when there are such records but none fits, `absent` when there is none.
 */
export async function digestVerdict(body: Uint8Array, records: readonly string[]): Promise<'match' | 'mismatch' | 'absent'> {
  const digests = records.flatMap((record) => digestOf(record) ?? []);
  if (digests.length === 0) return 'absent';
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(body)));
  const encoded = btoa(String.fromCharCode(...hash));
  return digests.some((digest) => digest.replace(/=+$/, '') === encoded.replace(/=+$/, '')) ? 'match' : 'mismatch';
}
