import type { EmailAddress } from '../../model/address.ts';
import { succeeded, type Outcome } from '../../model/outcome.ts';
import type { Problem } from '../../model/problem.ts';
import { refused, type AutoconfigDocument, type MailServer, type Skip, type SocketType, type WebService } from './documents.ts';
import { fillPlaceholders, hasUnknownPlaceholder } from './placeholders.ts';
import { authenticationOf, hostName, portNumber, socketTypeOf, userName, webAddress } from './sanitize.ts';
import { childOf, childrenOf, childText, readXml, type XmlElement } from './xml.ts';

interface Reading {
  address: EmailAddress;
  fullName: string;
  skipped: Skip[];
}

const SOCKET_SERVERS = ['imap', 'pop3', 'smtp'];
const ADDRESS_SERVERS = ['exchange', 'ews', 'owa', 'graph', 'jmap', 'activesync'];

function filled(reading: Reading, text: string | undefined): string | undefined {
  return text === undefined ? undefined : fillPlaceholders(text, reading.address, reading.fullName);
}

function userNameOf(reading: Reading, element: XmlElement, what: string): string | undefined {
  const template = childText(element, 'username');
  if (template === undefined) return undefined;
  if (hasUnknownPlaceholder(template)) {
    reading.skipped.push({ what: `${what} user name`, why: 'unknown-placeholder' });
    return undefined;
  }
  const name = userName(filled(reading, template));
  if (name === undefined) reading.skipped.push({ what: `${what} user name`, why: 'bad-user-name' });
  return name;
}

function authenticationsOf(reading: Reading, element: XmlElement, what: string): string[] {
  const methods: string[] = [];
  for (const { text } of childrenOf(element, 'authentication')) {
    const method = authenticationOf(text);
    if (method === undefined) reading.skipped.push({ what: `${what} authentication ${text.slice(0, 40)}`, why: 'unknown-authentication' });
    else if (!methods.includes(method)) methods.push(method);
  }
  return methods;
}

/** `socketType` may repeat: the first one that is understood counts. */
function socketOf(element: XmlElement): SocketType | undefined {
  for (const { text } of childrenOf(element, 'sockettype')) {
    const type = socketTypeOf(text);
    if (type !== undefined) return type;
  }
  return undefined;
}

function socketServer(reading: Reading, element: XmlElement, type: string, what: string): MailServer | Skip['why'] {
  const hostname = hostName(filled(reading, childText(element, 'hostname')));
  if (hostname === undefined) return 'bad-host';
  const port = portNumber(childText(element, 'port'));
  if (port === undefined) return 'bad-port';
  const socketType = socketOf(element);
  if (socketType === undefined) return 'unknown-socket-type';
  const username = userNameOf(reading, element, what);
  const authentication = authenticationsOf(reading, element, what);
  return { type, hostname, port, socketType, username, authentication };
}

function addressServer(reading: Reading, element: XmlElement, type: string, what: string): MailServer | Skip['why'] {
  const urlOf = (name: string): string | undefined => webAddress(filled(reading, childText(element, name)));
  const addresses = { url: urlOf('url'), owaURL: urlOf('owaurl'), ewsURL: urlOf('ewsurl'), easURL: urlOf('easurl') };
  const hostname = hostName(filled(reading, childText(element, 'hostname')));
  const named = ['url', 'owaurl', 'ewsurl', 'easurl'].some((name) => childText(element, name) !== undefined);
  const usable = hostname !== undefined || Object.values(addresses).some((url) => url !== undefined);
  if (!usable) return named ? 'bad-url' : 'no-address';
  return {
    type,
    hostname,
    port: portNumber(childText(element, 'port')),
    socketType: socketOf(element),
    username: userNameOf(reading, element, what),
    authentication: authenticationsOf(reading, element, what),
    ...addresses,
  };
}

function serversOf(reading: Reading, provider: XmlElement, name: 'incomingServer' | 'outgoingServer'): MailServer[] {
  const servers: MailServer[] = [];
  childrenOf(provider, name).forEach((element, index) => {
    const type = element.attributes.get('type')?.toLowerCase() ?? '';
    const what = `${name} ${index + 1}`;
    const known = name === 'outgoingServer' ? type === 'smtp' : type !== 'smtp';
    let server: MailServer | Skip['why'] = 'unknown-type';
    if (known && SOCKET_SERVERS.includes(type)) server = socketServer(reading, element, type, what);
    if (known && ADDRESS_SERVERS.includes(type)) server = addressServer(reading, element, type, what);
    if (typeof server === 'string') reading.skipped.push({ what: `${what} ${type.slice(0, 40)}`.trim(), why: server });
    else servers.push(server);
  });
  return servers;
}

/** Calendar and address book of the newer drafts: at the root or in the provider, under several names. */
function webServiceOf(reading: Reading, places: XmlElement[], names: string[], type: string): WebService | null {
  const candidates = places.flatMap((place) => names.flatMap((name) => childrenOf(place, name)));
  for (const element of candidates) {
    if (element.attributes.get('type')?.toLowerCase() !== type) continue;
    const url = webAddress(filled(reading, childText(element, 'url') ?? childText(element, 'serverurl')));
    const username = userNameOf(reading, element, type);
    if (url !== undefined) return { url, username };
    reading.skipped.push({ what: type, why: 'bad-url' });
  }
  return null;
}

function linksOf(places: XmlElement[], name: string, attribute: string): string[] {
  return places
    .flatMap((place) => childrenOf(place, name))
    .flatMap((element) => {
      const url = element.attributes.get(attribute);
      return url === undefined || url === '' ? [] : [url];
    });
}

function oAuth2Of(places: XmlElement[]): AutoconfigDocument['oAuth2'] {
  const element = places.flatMap((place) => childrenOf(place, 'oauth2'))[0];
  if (element === undefined) return null;
  const text = (name: string): string | undefined => childText(element, name);
  return {
    issuer: text('issuer'),
    scope: text('scope'),
    authURL: text('authurl'),
    tokenURL: text('tokenurl'),
    clientID: text('clientid'),
  };
}

function domainsOf(reading: Reading, provider: XmlElement): string[] {
  const domains = childrenOf(provider, 'domain').flatMap(({ text }) => {
    const domain = hostName(filled(reading, text));
    if (domain === undefined) reading.skipped.push({ what: `domain ${text.slice(0, 80)}`, why: 'bad-host' });
    return domain === undefined ? [] : [domain];
  });
  if (domains.length > 0 && !domains.includes(reading.address.domain)) {
    reading.skipped.push({ what: 'domain', why: 'not-for-this-domain' });
  }
  return domains;
}

/**
 * Reads a config-v1.1.xml (draft-ietf-mailmaint-autoconfig) for one address. A broken server is left out and named in
 * `skipped`; order is the provider's. Fails with `document-invalid` when it is no such document at all.
 */
export function readAutoconfig(
  input: Uint8Array | string,
  address: EmailAddress,
  options: { fullName?: string } = {},
): Outcome<AutoconfigDocument, Problem> {
  const xml = readXml(input);
  if (!xml.ok) return xml;
  const { root, trailingText } = xml.value;
  if (root.name !== 'clientconfig') return refused('wrong-root', { root: root.name.slice(0, 60) });
  const [provider, ...others] = childrenOf(root, 'emailprovider');
  if (provider === undefined) return refused('no-provider');
  const reading: Reading = { address, fullName: options.fullName ?? '', skipped: [] };
  if (trailingText) reading.skipped.push({ what: 'text after the document', why: 'trailing-text' });
  for (const other of others)
    reading.skipped.push({ what: `emailProvider ${other.attributes.get('id') ?? ''}`.trim(), why: 'second-provider' });
  const places = [provider, root];
  const webMail = places.flatMap((place) => childrenOf(place, 'webmail'))[0];
  return succeeded({
    email: address.text,
    id: provider.attributes.get('id') ?? null,
    displayName: childText(provider, 'displayname') ?? null,
    domains: domainsOf(reading, provider),
    incoming: serversOf(reading, provider, 'incomingServer'),
    outgoing: serversOf(reading, provider, 'outgoingServer'),
    oAuth2: oAuth2Of(places),
    enable: linksOf(places, 'enable', 'visiturl'),
    documentation: linksOf(places, 'documentation', 'url'),
    webMail: childOf(webMail, 'loginpage')?.attributes.get('url') ?? null,
    caldav: webServiceOf(reading, places, ['calendar'], 'caldav'),
    carddav: webServiceOf(reading, places, ['addressbook'], 'carddav'),
    skipped: reading.skipped,
  });
}
