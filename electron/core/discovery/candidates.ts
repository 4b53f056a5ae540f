import type { Authentication, Evidence, Security, SourceId } from '../model/service.ts';
import { AUTHENTICATIONS } from '../model/service.ts';
import { MASK, type Candidate, type Finding, type SourceContext, type Standing } from './context.ts';
import type { ProviderPage } from './discovery.ts';
import { hostOfUrl, portOfUrl } from './domains.ts';
import type { AutoconfigDocument, AutodiscoverDocument, MailServer, PaccDocument, SocketType, WebService } from './parsers/documents.ts';
import { fillPlaceholders } from './parsers/placeholders.ts';
import { webAddress } from './parsers/sanitize.ts';

/** How the answer that names these services was reached. */
export interface Origin {
  source: SourceId;
  evidence: Evidence;
  standing: Standing;
  otherDomain: boolean;
  privateAddress: boolean;
}

const SECURITY: Readonly<Record<SocketType, Security>> = { SSL: 'tls', STARTTLS: 'starttls', plain: 'none' };

function authenticationsOf(server: MailServer): Authentication[] {
  return server.authentication.flatMap((method) => AUTHENTICATIONS.filter((known) => known === method.toLowerCase()));
}

/** A server that was asked for the masked address answers with it: the person's own goes back in. */
function unmasked(context: SourceContext, username: string | undefined): string | undefined {
  return username?.replaceAll(MASK, context.address.local);
}

function base(
  origin: Origin,
  order: number,
): Pick<Candidate, 'evidence' | 'standing' | 'otherDomain' | 'privateAddress' | 'live' | 'order'> {
  const { evidence, standing, otherDomain, privateAddress } = origin;
  return { evidence, standing, otherDomain, privateAddress, live: false, order };
}

/** A service at an https address. */
export function webCandidate(
  context: SourceContext,
  origin: Origin,
  protocol: 'activesync' | 'caldav' | 'carddav' | 'jmap',
  service: WebService,
  order = 0,
): Candidate {
  const { url } = service;
  return {
    ...base(origin, order),
    protocol,
    host: hostOfUrl(url),
    port: portOfUrl(url),
    security: 'tls',
    url: url.replaceAll(MASK, context.address.local),
    username: unmasked(context, service.username),
    authentication: ['password-cleartext'],
  };
}

function mailCandidate(context: SourceContext, origin: Origin, server: MailServer, order: number): Candidate[] {
  const { type, hostname, port, socketType } = server;
  if (type === 'activesync' || type === 'jmap') {
    return server.url === undefined ? [] : [webCandidate(context, origin, type, { url: server.url, username: server.username }, order)];
  }
  if (type !== 'imap' && type !== 'pop3' && type !== 'smtp' && type !== 'sieve') return [];
  if (hostname === undefined || port === undefined || socketType === undefined) return [];
  const username = unmasked(context, server.username);
  const authentication = authenticationsOf(server);
  return [{ ...base(origin, order), protocol: type, host: hostname, port, security: SECURITY[socketType], username, authentication }];
}

type Servers = Pick<AutodiscoverDocument, 'incoming' | 'outgoing' | 'caldav' | 'carddav'> & {
  activesync?: WebService | null;
  jmap?: WebService | null;
};

/** Every service a document names, in its order. */
export function candidatesOf(context: SourceContext, origin: Origin, document: Servers): Candidate[] {
  const servers = [...document.incoming, ...document.outgoing];
  const web = (['activesync', 'caldav', 'carddav', 'jmap'] as const).flatMap((protocol) => {
    const service = document[protocol];
    return service === null || service === undefined ? [] : [webCandidate(context, origin, protocol, service)];
  });
  return [...servers.flatMap((server, index) => mailCandidate(context, origin, server, index)), ...web];
}

// A hint for the host's own administrator that some hosts print for everybody.
const FOR_ADMINISTRATORS = /\/admin\/?$/;

function pagesOf(context: SourceContext, document: AutoconfigDocument): ProviderPage[] {
  const page = (kind: ProviderPage['kind'], link: string): ProviderPage[] => {
    const url = webAddress(fillPlaceholders(link, context.address, context.fullName), true);
    return url === undefined || (kind === 'enable' && FOR_ADMINISTRATORS.test(new URL(url).pathname)) ? [] : [{ kind, url }];
  };
  return [
    ...document.enable.flatMap((link) => page('enable', link)),
    ...document.documentation.flatMap((link) => page('documentation', link)),
    ...(document.webMail === null ? [] : page('web-mail', document.webMail)),
  ];
}

export function findingOfAutoconfig(context: SourceContext, origin: Origin, document: AutoconfigDocument): Finding {
  const name = document.displayName;
  // Links and names are shown to people: not those that anybody on the way may have written.
  if (origin.standing === 'http') return { candidates: candidatesOf(context, origin, document) };
  return {
    candidates: candidatesOf(context, origin, document),
    pages: pagesOf(context, document),
    provider: name === null ? undefined : fillPlaceholders(name, context.address, context.fullName),
  };
}

export function findingOfPacc(context: SourceContext, origin: Origin, document: PaccDocument): Finding {
  const sieve = document.sieve === null ? [] : mailCandidate(context, origin, document.sieve, 0);
  const pages = document.documentation.map((url): ProviderPage => ({ kind: 'documentation', url }));
  return { candidates: [...candidatesOf(context, origin, document), ...sieve], pages, provider: document.displayName ?? undefined };
}
