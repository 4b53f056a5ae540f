import https from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoHost, startDemoHost } from '../../demo-host/start-demo-host.ts';

let host: DemoHost;
beforeAll(async () => {
  host = await startDemoHost({ ports: 'high' });
});
afterAll(() => host.close());

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: string;
  bytes: Buffer;
}

interface Question {
  method?: string;
  body?: string | Buffer;
  auth?: string;
  headers?: Record<string, string>;
}

function ask(url: string, { method = 'GET', body, auth, headers = {} }: Question = {}): Promise<Answer> {
  const { hostname, pathname, search } = new URL(url);
  const request = https.request({
    host: host.address,
    port: host.ports.https,
    servername: hostname,
    path: pathname + search,
    method,
    ca: host.caPem,
    headers: { host: hostname, ...headers },
    ...(auth === undefined ? {} : { auth }),
  });
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Uint8Array[] = [];
      response.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes.toString('utf8'), bytes });
      });
    });
    request.end(body);
  });
}

const autodiscover = (schema: string, address: string): string =>
  `<Autodiscover><Request><EMailAddress>${address}</EMailAddress><AcceptableResponseSchema>` +
  `http://schemas.microsoft.com/exchange/autodiscover/${schema}</AcceptableResponseSchema></Request></Autodiscover>`;
const OUTLOOK = 'outlook/responseschema/2006a';
const MOBILE = 'mobilesync/responseschema/2006';
const POX = 'https://autodiscover.demo.test/autodiscover/autodiscover.xml';
const WORD = 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)';

describe('settings of the demo host', () => {
  it('are served as config-v1.1.xml at both https places, with the ports that answer', async () => {
    const [first, second] = await Promise.all([
      ask('https://autoconfig.demo.test/mail/config-v1.1.xml?emailaddress=alice%40demo.test'),
      ask('https://demo.test/.well-known/autoconfig/mail/config-v1.1.xml'),
    ]);
    expect(first.status).toBe(200);
    expect(first.body).toContain(`<port>${host.ports.imaps}</port><socketType>SSL</socketType>`);
    expect(second.body).toBe(first.body);
  });

  it('are told to Outlook as IMAP and to telephones as ActiveSync', async () => {
    const outlook = await ask(POX, { method: 'POST', body: autodiscover(OUTLOOK, 'alice@demo.test') });
    const mobile = await ask(POX, { method: 'POST', body: autodiscover(MOBILE, 'alice@demo.test') });
    expect(outlook.body).toContain('<Type>IMAP</Type><Server>mail.demo.test</Server>');
    expect(outlook.body).not.toContain('MobileSync');
    expect(mobile.body).toContain('<Type>MobileSync</Type>');
  });

  it('answer error 600 for a mailbox that is not there', async () => {
    const answer = await ask(POX, { method: 'POST', body: autodiscover(OUTLOOK, 'nobody@demo.test') });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('<ErrorCode>600</ErrorCode>');
  });

  it('follow the switches that tests may turn', async () => {
    host.behaviours.activeSyncForOutlook = true;
    const asOutlook = await ask(POX, { method: 'POST', body: autodiscover(OUTLOOK, 'alice@demo.test'), headers: { 'user-agent': WORD } });
    host.behaviours.activeSyncForOutlook = false;
    host.behaviours.autodiscoverWantsLogin = true;
    const without = await ask(POX, { method: 'POST', body: autodiscover(OUTLOOK, 'alice@demo.test') });
    const withLogin = await ask(POX, {
      method: 'POST',
      body: autodiscover(OUTLOOK, 'alice@demo.test'),
      auth: 'alice@demo.test:demo-alice',
    });
    host.behaviours.autodiscoverWantsLogin = false;
    expect(asOutlook.body).toContain('<Type>MobileSync</Type>');
    expect(without).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Basic realm="autodiscover.demo.test"' } });
    expect(withLogin.body).toContain('<Type>IMAP</Type>');
  });

  it('come as JSON for known protocols and as HTTP 400 for others', async () => {
    const good = await ask('https://autodiscover.demo.test/autodiscover/autodiscover.json?Email=a%40demo.test&Protocol=ActiveSync');
    const bad = await ask('https://autodiscover.demo.test/autodiscover/autodiscover.json?Protocol=Ews');
    expect(JSON.parse(good.body)).toEqual({
      Protocol: 'ActiveSync',
      Url: `https://mail.demo.test:${host.ports.https}/Microsoft-Server-ActiveSync`,
    });
    expect(bad.status).toBe(400);
    expect(bad.body).toContain('InvalidProtocol');
  });
});

describe('ActiveSync of the demo host', () => {
  const EAS = 'https://mail.demo.test/Microsoft-Server-ActiveSync';
  const auth = 'alice@demo.test:demo-alice';

  it('names its versions to who logs in, and refuses others as SOGo does', async () => {
    const [good, bad] = await Promise.all([
      ask(EAS, { method: 'OPTIONS', auth }),
      ask(EAS, { method: 'OPTIONS', auth: 'alice@demo.test:wrong' }),
    ]);
    expect(good).toMatchObject({ status: 200, headers: { 'ms-asprotocolversions': '2.5,12.0,12.1,14.0,14.1' } });
    expect(bad).toMatchObject({ status: 401, headers: { 'www-authenticate': 'basic realm="SOGo"' } });
  });

  it('lists the folders in the bytes that SOGo uses', async () => {
    const url = `${EAS}?Cmd=FolderSync&User=alice%40demo.test&DeviceId=TEST1&DeviceType=Test`;
    const body = Buffer.from('03016a00000756520330000101', 'hex');
    const answer = await ask(url, { method: 'POST', auth, body });
    expect(answer.bytes.toString('hex')).toMatch(/^03016a000007564c03310001520364656d6f5f3100014e57033700014f48/);
    expect(answer.body).toContain('INBOX');
  });

  it('says that there is no policy', async () => {
    const url = `${EAS}?Cmd=Provision&User=alice%40demo.test&DeviceId=TEST1&DeviceType=Test`;
    const body = Buffer.from('03016a00000e45464748034d532d4541532d50726f766973696f6e696e672d5742584d4c0001010101', 'hex');
    const answer = await ask(url, { method: 'POST', auth, body });
    expect(answer.bytes.toString('hex')).toBe(
      '03016a00000e454b03310001464748034d532d4541532d50726f766973696f6e696e672d5742584d4c00014b03320001010101',
    );
  });

  it('fails without a device, as SOGo does', async () => {
    expect((await ask(EAS, { method: 'POST', auth })).status).toBe(500);
  });
});

describe('DAV of the demo host', () => {
  const auth = 'alice@demo.test:demo-alice';
  const BASE = 'https://mail.demo.test/SOGo/dav/alice@demo.test';
  const propfind = (properties: string): string => `<d:propfind xmlns:d="DAV:"><d:prop>${properties}</d:prop></d:propfind>`;

  it('leads from the well-known place to principal, homes and collections', async () => {
    const start = await ask('https://demo.test/.well-known/caldav', { method: 'PROPFIND' });
    const root = await ask('https://mail.demo.test/SOGo/dav/', {
      method: 'PROPFIND',
      auth,
      body: propfind('<d:current-user-principal/>'),
      headers: { depth: '0' },
    });
    const homes = await ask(`${BASE}/`, {
      method: 'PROPFIND',
      auth,
      body: propfind('<c:calendar-home-set xmlns:c="urn:ietf:params:xml:ns:caldav"/><d:nothing/>'),
      headers: { depth: '0' },
    });
    const calendars = await ask(`${BASE}/Calendar/`, {
      method: 'PROPFIND',
      auth,
      body: propfind('<d:resourcetype/><d:displayname/>'),
      headers: { depth: '1' },
    });
    expect(start).toMatchObject({ status: 301, headers: { location: '/SOGo/dav/' } });
    expect(root.body).toContain('<D:current-user-principal><D:href>/SOGo/dav/alice@demo.test/</D:href></D:current-user-principal>');
    expect(homes.body).toContain('<C:calendar-home-set><D:href>/SOGo/dav/alice@demo.test/Calendar/</D:href></C:calendar-home-set>');
    expect(homes.body).toContain('<D:prop><D:nothing/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status>');
    expect(calendars.body).toContain('<D:collection/><C:calendar/>');
  });

  it('gives an appointment and a contact, and takes new ones, with tags that change', async () => {
    const calendar = `${BASE}/Calendar/personal/`;
    const query =
      '<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><d:getetag/><c:calendar-data/></d:prop></c:calendar-query>';
    const sync = (token: string): string =>
      `<d:sync-collection xmlns:d="DAV:"><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`;
    const tokenIn = ({ body }: Answer): string => /<D:sync-token>([^<]+)</.exec(body)?.[1] ?? '';
    const events = await ask(calendar, { method: 'REPORT', auth, body: query });
    const before = await ask(calendar, { method: 'REPORT', auth, body: sync('') });
    const put = await ask(`${calendar}new.ics`, {
      method: 'PUT',
      auth,
      body: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
      headers: { 'if-none-match': '*' },
    });
    const again = await ask(`${calendar}new.ics`, { method: 'PUT', auth, body: 'x', headers: { 'if-none-match': '*' } });
    const after = await ask(calendar, { method: 'REPORT', auth, body: sync(tokenIn(before)) });
    const gone = await ask(`${calendar}new.ics`, { method: 'DELETE', auth });
    const last = await ask(calendar, { method: 'REPORT', auth, body: sync(tokenIn(after)) });
    expect(events.body).toContain('SUMMARY:First day with the new mail');
    expect(before.body).toContain('welcome.ics');
    expect([put.status, again.status, gone.status]).toEqual([201, 412, 204]);
    expect(after.body).toContain('new.ics');
    expect(after.body).not.toContain('welcome.ics');
    expect(last.body).toMatch(/new\.ics<\/D:href><D:status>HTTP\/1\.1 404 Not Found/);
  });

  it('refuses a wrong password, another person’s folder and a foreign host name', async () => {
    expect((await ask(`${BASE}/`, { method: 'PROPFIND', auth: 'alice@demo.test:wrong' })).status).toBe(401);
    expect((await ask('https://mail.demo.test/SOGo/dav/bob@demo.test/', { method: 'PROPFIND', auth })).status).toBe(404);
    expect((await ask('https://mail.demo.test/', { headers: { host: 'example.com' } })).status).toBe(400);
  });
});
