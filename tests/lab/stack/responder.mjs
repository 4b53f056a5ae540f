import { appendFileSync } from 'node:fs';
import http from 'node:http';

/**
 * Autodiscover as mailcow answers it: no password asked, unknown mailboxes get HTTP 200 with error 600, the schema of
 * telephones gets ActiveSync and Outlook's gets IMAP. Two variants, for everybody by environment or for one domain:
 *   AUTODISCOVER_AUTH=basic, basicauth.test   the password is asked first, as older hosts do
 *   EAS_FOR_OUTLOOK=yes, easoutlook.test      Outlook for Windows is told about ActiveSync too
 */
const HOST = 'mail.example.test';
const NAMESPACES = 'http://schemas.microsoft.com/exchange/autodiscover';
const { LAB_IP, LAB_LOG, LAB_MAILBOXES, AUTODISCOVER_AUTH, EAS_FOR_OUTLOOK } = process.env;
const passwords = new Map(
  LAB_MAILBOXES.trim()
    .split(/\s+/)
    .map((pair) => pair.split(':')),
);

const escaped = (text) => text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
const documentOf = (inner) =>
  `<?xml version="1.0" encoding="utf-8"?>\n<Autodiscover xmlns="${NAMESPACES}/responseschema/2006">${inner}</Autodiscover>\n`;
const INVALID = documentOf(
  '<Response><Error Time="09:00:00" Id="2477272013"><ErrorCode>600</ErrorCode><Message>Invalid Request</Message><DebugData/></Error></Response>',
);

const mail = (type, port, name, more = '') =>
  `<Protocol><Type>${type}</Type><Server>${HOST}</Server><Port>${port}</Port><DomainRequired>off</DomainRequired><LoginName>${name}</LoginName>` +
  `<SPA>off</SPA><SSL>on</SSL><AuthRequired>on</AuthRequired>${more}</Protocol>`;
const dav = (type, name) =>
  `<Protocol><Type>${type}</Type><Server>https://${HOST}/SOGo/dav/${name}/</Server><DomainRequired>off</DomainRequired><LoginName>${name}</LoginName></Protocol>`;

const forOutlook = (name) =>
  `<Response xmlns="${NAMESPACES}/outlook/responseschema/2006a"><User><DisplayName>${name}</DisplayName></User><Account>` +
  `<AccountType>email</AccountType><Action>settings</Action>${mail('IMAP', 993, name)}${mail('POP3', 995, name)}` +
  `${mail('SMTP', 465, name, '<UsePOPAuth>on</UsePOPAuth><SMTPLast>off</SMTPLast>')}${dav('CalDAV', name)}${dav('CardDAV', name)}</Account></Response>`;

const forTelephones = (name) => {
  const url = `https://${HOST}/Microsoft-Server-ActiveSync`;
  return (
    `<Response xmlns="${NAMESPACES}/mobilesync/responseschema/2006"><Culture>en:en</Culture><User><DisplayName>${name}</DisplayName>` +
    `<EMailAddress>${name}</EMailAddress></User><Action><Settings><Server><Type>MobileSync</Type><Url>${url}</Url><Name>${url}</Name></Server></Settings></Action></Response>`
  );
};

function json(protocol, host) {
  if (/^activesync$/i.test(protocol)) return [200, { Protocol: 'ActiveSync', Url: `https://${HOST}/Microsoft-Server-ActiveSync` }];
  if (/^autodiscoverv1$/i.test(protocol))
    return [200, { Protocol: 'AutodiscoverV1', Url: `https://${host}/Autodiscover/Autodiscover.xml` }];
  const ErrorMessage = `The given protocol value '${protocol}' is invalid. Supported values are 'ActiveSync,AutodiscoverV1'`;
  return [400, { ErrorCode: 'InvalidProtocol', ErrorMessage }];
}

function isLoggedIn(authorization = '') {
  const encoded = /^Basic (\S+)$/i.exec(authorization)?.[1] ?? '';
  const [name = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return passwords.get(name.toLowerCase()) === rest.join(':');
}

function answer(request, body) {
  const host = (request.headers.host ?? '').toLowerCase();
  const agent = request.headers['user-agent'] ?? '';
  const url = new URL(request.url, 'http://lab.invalid');
  const [status, type, text] = respond();
  const note = {
    method: request.method,
    host,
    path: url.pathname,
    agent,
    authorization: request.headers.authorization !== undefined,
    status,
  };
  appendFileSync(LAB_LOG, `${JSON.stringify(note)}\n`);
  return [status, type, text];

  function respond() {
    if (/autodiscover\.json/i.test(url.pathname)) {
      const [code, value] = json(url.searchParams.get('Protocol') ?? '', host);
      return [code, 'application/json', JSON.stringify(value)];
    }
    const wantsLogin = AUTODISCOVER_AUTH === 'basic' || host.endsWith('basicauth.test');
    if (wantsLogin && !isLoggedIn(request.headers.authorization)) return [401, 'text/html', ''];
    const address = /<(?:\w+:)?EMailAddress>\s*([^<]+?)\s*</i.exec(body)?.[1] ?? '';
    if (request.method !== 'POST' || !passwords.has(address.toLowerCase())) return [200, 'application/xml', INVALID];
    const outlook = /outlook\/responseschema/i.test(body);
    const allowed = EAS_FOR_OUTLOOK === 'yes' || host.endsWith('easoutlook.test');
    const activeSync = allowed && !/Mac/.test(agent) && /(Outlook|Office).+1[5-9]\./.test(agent);
    return [200, 'application/xml', documentOf((outlook && !activeSync ? forOutlook : forTelephones)(escaped(address)))];
  }
}

http
  .createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk) => {
      body += chunk;
      if (body.length > 1_000_000) request.destroy();
    });
    request.on('end', () => {
      const [status, type, text] = answer(request, body);
      const challenge = status === 401 ? { 'WWW-Authenticate': `Basic realm="${request.headers.host}"` } : {};
      response.writeHead(status, { 'Content-Type': type, ...challenge });
      response.end(text);
    });
  })
  .listen(8081, LAB_IP);
