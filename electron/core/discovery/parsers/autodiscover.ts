import type { EmailAddress } from '../../model/address.ts';
import { succeeded, type Outcome } from '../../model/outcome.ts';
import type { Problem } from '../../model/problem.ts';
import { refused, type AutodiscoverDocument, type MailServer, type Skip, type SocketType, type WebService } from './documents.ts';
import { hostName, portNumber, userName, webAddress } from './sanitize.ts';
import { childOf, childrenOf, childText, readXml, type XmlElement } from './xml.ts';

type Draft = AutodiscoverDocument;

const EXCHANGE = ['exch', 'expr', 'web', 'exhttp'];
const STARTTLS_PORTS = [143, 110, 25, 587];
const DEFAULT_PORTS: Readonly<Record<string, { tls: number; other: number }>> = {
  imap: { tls: 993, other: 143 },
  pop3: { tls: 995, other: 110 },
  smtp: { tls: 465, other: 587 },
};

/** MS-OXDSCLI section 2.2.4: a document without a word about settings, the ground for every reader. */
export function emptyAutodiscover(kind: Draft['kind'], address: EmailAddress): Draft {
  return {
    kind,
    email: address.text,
    displayName: null,
    incoming: [],
    outgoing: [],
    activesync: null,
    caldav: null,
    carddav: null,
    exchange: false,
    redirect: null,
    error: null,
    skipped: [],
  };
}

const isOff = (element: XmlElement, name: string): boolean => childText(element, name)?.toLowerCase() === 'off';

/** `Encryption` overrides `SSL`; `SSL` counts as on when it is absent; on the classic ports "on" means STARTTLS. */
function securityOf(element: XmlElement, port: number | undefined): SocketType {
  const byPort: SocketType = port !== undefined && STARTTLS_PORTS.includes(port) ? 'STARTTLS' : 'SSL';
  const encryption = childText(element, 'encryption')?.toLowerCase();
  if (encryption === 'ssl') return 'SSL';
  if (encryption === 'tls') return 'STARTTLS';
  if (encryption === 'none') return 'plain';
  if (encryption === 'auto') return byPort;
  return isOff(element, 'ssl') ? 'plain' : byPort;
}

function authenticationOf(element: XmlElement, type: string): string[] {
  if (type === 'smtp' && isOff(element, 'authrequired')) return ['none'];
  // SPA is off unless it says "on": the standard's default is the other way round, but only Exchange means it.
  return childText(element, 'spa')?.toLowerCase() === 'on' ? ['NTLM', 'password-cleartext'] : ['password-cleartext'];
}

function mailServerOf(element: XmlElement, type: string): MailServer | Skip['why'] {
  const hostname = hostName(childText(element, 'server'));
  if (hostname === undefined) return 'bad-host';
  const written = childText(element, 'port');
  const given = written === undefined || /^\s*0\s*$/.test(written) ? undefined : portNumber(written);
  if (written !== undefined && given === undefined && !/^\s*0\s*$/.test(written)) return 'bad-port';
  const socketType = securityOf(element, given);
  const usual = DEFAULT_PORTS[type];
  const port = given ?? (socketType === 'SSL' ? usual?.tls : usual?.other);
  if (port === undefined) return 'bad-port';
  return {
    type,
    hostname,
    port,
    socketType,
    username: userName(childText(element, 'loginname')),
    authentication: authenticationOf(element, type),
  };
}

function webServiceOf(element: XmlElement): WebService | undefined {
  const url = webAddress(childText(element, 'server') ?? childText(element, 'url'));
  return url === undefined ? undefined : { url, username: userName(childText(element, 'loginname')) };
}

function takeProtocol(draft: Draft, element: XmlElement, index: number): void {
  const type = (childText(element, 'type') ?? element.attributes.get('type') ?? '').toLowerCase();
  const skipped = (why: Skip['why']): number => draft.skipped.push({ what: `Protocol ${index + 1} ${type.slice(0, 40)}`.trim(), why });
  if (EXCHANGE.includes(type)) {
    draft.exchange = true;
    skipped('exchange-only');
  } else if (type === 'imap' || type === 'pop3' || type === 'smtp') {
    const server = mailServerOf(element, type);
    if (typeof server === 'string') skipped(server);
    else (type === 'smtp' ? draft.outgoing : draft.incoming).push(server);
  } else if (type === 'caldav' || type === 'carddav') {
    const found = webServiceOf(element);
    if (found === undefined) skipped('bad-url');
    else draft[type] ??= found;
  } else if (type === 'mobilesync') {
    takeMobileSync(draft, element);
  } else skipped('unknown-type');
}

function takeMobileSync(draft: Draft, server: XmlElement): void {
  const url = webAddress(childText(server, 'url') ?? childText(server, 'server') ?? childText(server, 'name'));
  if (url === undefined) draft.skipped.push({ what: 'Server MobileSync', why: 'bad-url' });
  else draft.activesync ??= { url };
}

/** An address is taken as text; whether to follow it is the caller's decision. */
function redirectTo(draft: Draft, kind: 'address' | 'url', text: string | undefined): void {
  const to = kind === 'url' ? webAddress(text) : userName(text);
  if (to === undefined) draft.skipped.push({ what: `redirect ${kind}`, why: kind === 'url' ? 'bad-url' : 'bad-user-name' });
  else draft.redirect = { kind, to };
}

function errorOf(element: XmlElement): Draft['error'] {
  const code = childText(element, 'errorcode') ?? childText(element, 'status') ?? '';
  const message = (childText(element, 'message') ?? '').slice(0, 500);
  return { code: /^\d{1,9}$/.test(code) ? Number(code) : code.slice(0, 60), message };
}

function takeOutlook(draft: Draft, account: XmlElement): void {
  const action = childText(account, 'action')?.toLowerCase();
  if (action === 'redirectaddr') redirectTo(draft, 'address', childText(account, 'redirectaddr'));
  else if (action === 'redirecturl') redirectTo(draft, 'url', childText(account, 'redirecturl'));
  childrenOf(account, 'protocol').forEach((element, index) => takeProtocol(draft, element, index));
}

/** MS-ASCMD section 2.2.1.1: `Action` holds `Settings`, `Redirect` or `Error`. */
function takeAction(draft: Draft, action: XmlElement): void {
  draft.kind = 'mobilesync';
  const error = childOf(action, 'error');
  const redirect = childText(action, 'redirect');
  if (error !== undefined) draft.error = errorOf(error);
  else if (redirect !== undefined) redirectTo(draft, 'address', redirect);
  for (const server of childrenOf(childOf(action, 'settings'), 'server')) {
    const type = childText(server, 'type')?.toLowerCase() ?? '';
    if (type === 'mobilesync') takeMobileSync(draft, server);
    else draft.skipped.push({ what: `Server ${type.slice(0, 40)}`.trim(), why: 'unknown-type' });
  }
}

/**
 * Reads an Autodiscover answer in the Outlook (MS-OXDSCLI) or MobileSync (MS-ASCMD) schema; namespaces are not compared,
 * servers disagree about them. An error answer (600, 601 …) is a document with `error`, not a failure. Fails with
 * `document-invalid` when it is no such document.
 */
export function readAutodiscover(input: Uint8Array | string, address: EmailAddress): Outcome<AutodiscoverDocument, Problem> {
  const xml = readXml(input);
  if (!xml.ok) return xml;
  const { root, trailingText } = xml.value;
  if (root.name !== 'autodiscover') return refused('wrong-root', { root: root.name.slice(0, 60) });
  const response = childOf(root, 'response');
  const lone = childOf(root, 'error');
  if (response === undefined && lone === undefined) return refused('unknown-shape');
  const draft = emptyAutodiscover('outlook', address);
  if (trailingText) draft.skipped.push({ what: 'text after the document', why: 'trailing-text' });
  draft.displayName = childText(childOf(response, 'user'), 'displayname') ?? null;
  const error = childOf(response, 'error') ?? lone;
  const action = childOf(response, 'action');
  if (error !== undefined) draft.error = errorOf(error);
  else if (action !== undefined) takeAction(draft, action);
  for (const account of childrenOf(response, 'account')) takeOutlook(draft, account);
  return succeeded(draft);
}
