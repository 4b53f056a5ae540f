import { credentialsOf, escaped, originOf, page, type WebHost, type WebReply, type WebRequest } from './exchange.ts';

const XML = { 'content-type': 'application/xml' };
const NAMESPACES = 'http://schemas.microsoft.com/exchange/autodiscover';

/** config-v1.1.xml as mailcow writes it. */
export function autoconfig({ ports }: WebHost, { domain }: WebRequest): WebReply {
  const { name, mailHost = '' } = domain;
  const server = (element: 'incoming' | 'outgoing', type: string, port: number, socket: 'SSL' | 'STARTTLS'): string =>
    `    <${element}Server type="${type}"><hostname>${mailHost}</hostname><port>${port}</port><socketType>${socket}</socketType>` +
    `<username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication></${element}Server>`;
  const body = [
    '<?xml version="1.0"?>',
    '<clientConfig version="1.1">',
    `  <emailProvider id="${mailHost}">`,
    `    <domain>${name}</domain>`,
    '    <displayName>Demo Mail</displayName>',
    '    <displayShortName>demo</displayShortName>',
    server('incoming', 'imap', ports.imaps, 'SSL'),
    server('incoming', 'imap', ports.imap, 'STARTTLS'),
    server('incoming', 'pop3', ports.pop3s, 'SSL'),
    server('outgoing', 'smtp', ports.submissions, 'SSL'),
    server('outgoing', 'smtp', ports.submission, 'STARTTLS'),
    '  </emailProvider>',
    '</clientConfig>',
    '',
  ].join('\n');
  return { status: 200, headers: XML, body };
}

const autodiscoverDocument = (inner: string): WebReply => ({
  status: 200,
  headers: XML,
  body: `<?xml version="1.0" encoding="utf-8"?>\n<Autodiscover xmlns="${NAMESPACES}/responseschema/2006">${inner}</Autodiscover>\n`,
});

const invalid = (): WebReply =>
  autodiscoverDocument(
    '<Response><Error Time="09:00:00" Id="2477272013"><ErrorCode>600</ErrorCode><Message>Invalid Request</Message><DebugData/></Error></Response>',
  );

/** Autodiscover in both schemas (MS-OXDSCLI, MS-ASCMD), unknown mailboxes answered with error 600 as mailcow does. */
export function autodiscover(host: WebHost, request: WebRequest): WebReply {
  const { behaviours, office } = host;
  const given = credentialsOf(request);
  if (
    behaviours.autodiscoverWantsLogin &&
    (given === undefined || office.open('autodiscover', given.username, given.password) === undefined)
  ) {
    return { status: 401, headers: { 'www-authenticate': `Basic realm="${request.url.hostname}"` } };
  }
  const text = request.body.toString('utf8');
  const address = /<(?:\w+:)?EMailAddress>\s*([^<]+?)\s*</i.exec(text)?.[1] ?? '';
  if (request.method !== 'POST' || !office.knows(address)) return invalid();
  const outlook = /outlook\/responseschema/i.test(text);
  const wanted = behaviours.activeSyncForOutlook && /(Outlook|Office).+1[5-9]\./.test(request.headers['user-agent'] ?? '');
  return outlook && !wanted ? outlookSettings(host, request, escaped(address)) : mobileSettings(host, request, escaped(address));
}

function outlookSettings(host: WebHost, { domain }: WebRequest, address: string): WebReply {
  const { ports } = host;
  const { mailHost = '' } = domain;
  const mail = (type: string, port: number, more = ''): string =>
    `<Protocol><Type>${type}</Type><Server>${mailHost}</Server><Port>${port}</Port><DomainRequired>off</DomainRequired>` +
    `<LoginName>${address}</LoginName><SPA>off</SPA><SSL>on</SSL><AuthRequired>on</AuthRequired>${more}</Protocol>`;
  const dav = (type: string): string =>
    `<Protocol><Type>${type}</Type><Server>${originOf(host, domain)}/SOGo/dav/${address}/</Server><DomainRequired>off</DomainRequired>` +
    `<LoginName>${address}</LoginName></Protocol>`;
  return autodiscoverDocument(
    `<Response xmlns="${NAMESPACES}/outlook/responseschema/2006a"><User><DisplayName>${address}</DisplayName></User>` +
      `<Account><AccountType>email</AccountType><Action>settings</Action>${mail('IMAP', ports.imaps)}${mail('POP3', ports.pop3s)}` +
      `${mail('SMTP', ports.submissions, '<UsePOPAuth>on</UsePOPAuth><SMTPLast>off</SMTPLast>')}${dav('CalDAV')}${dav('CardDAV')}</Account></Response>`,
  );
}

const activeSyncUrl = (host: WebHost, { domain }: WebRequest): string => `${originOf(host, domain)}/Microsoft-Server-ActiveSync`;

function mobileSettings(host: WebHost, request: WebRequest, address: string): WebReply {
  const url = activeSyncUrl(host, request);
  return autodiscoverDocument(
    `<Response xmlns="${NAMESPACES}/mobilesync/responseschema/2006"><Culture>en:en</Culture>` +
      `<User><DisplayName>${address}</DisplayName><EMailAddress>${address}</EMailAddress></User>` +
      `<Action><Settings><Server><Type>MobileSync</Type><Url>${url}</Url><Name>${url}</Name></Server></Settings></Action></Response>`,
  );
}

/** Autodiscover V2, which names a place for any address. */
export function autodiscoverJson(host: WebHost, request: WebRequest): WebReply {
  const protocol = request.url.searchParams.get('Protocol') ?? '';
  const json = (status: number, value: unknown): WebReply => ({
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });
  if (/^activesync$/i.test(protocol)) return json(200, { Protocol: 'ActiveSync', Url: activeSyncUrl(host, request) });
  if (/^autodiscoverv1$/i.test(protocol)) {
    return json(200, { Protocol: 'AutodiscoverV1', Url: `https://${request.url.host}/Autodiscover/Autodiscover.xml` });
  }
  const ErrorMessage = `The given protocol value '${protocol}' is invalid. Supported values are 'ActiveSync,AutodiscoverV1'`;
  return json(400, { ErrorCode: 'InvalidProtocol', ErrorMessage });
}

/** RFC 8461 section 3.2. */
export function mtaSts({ domain }: WebRequest): WebReply {
  if (domain.mailHost === undefined) return page(404, 'Not found');
  return {
    status: 200,
    headers: { 'content-type': 'text/plain' },
    body: `version: STSv1\r\nmode: enforce\r\nmx: ${domain.mailHost}\r\nmax_age: 86400\r\n`,
  };
}
