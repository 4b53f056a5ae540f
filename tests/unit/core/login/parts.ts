import type { EmailAddress } from '../../../../electron/core/model/address.ts';
import { Secret } from '../../../../electron/core/model/secret.ts';
import type { Protocol, Service } from '../../../../electron/core/model/service.ts';
import { verifyLogin, type ServiceProof, type Verification } from '../../../../electron/core/login/index.ts';
import type { VerificationRequest } from '../../../../electron/core/login/index.ts';
import { type Element, element, encodeWbxml } from '../../../../electron/core/login/activesync/wbxml.ts';
import type { CertificateFacts, Endpoint, HttpRequest } from '../../../../electron/core/world/network.ts';
import type { Page } from '../../../fakes/network.ts';
import { type FakeWorld, fakeWorld } from '../../../fakes/world.ts';

export const PASSWORD = 'Geheim-42';
export const HOST = 'mail.firma.example';
export const ADDRESS: EmailAddress = {
  local: 'anna',
  domain: 'firma.example',
  domainUnicode: 'firma.example',
  text: 'anna@firma.example',
};
export const EAS = `https://${HOST}/Microsoft-Server-ActiveSync`;
export const DAV = `https://${HOST}/dav/`;

const PORTS: Record<Protocol, number> = {
  imap: 993,
  pop3: 995,
  smtp: 465,
  activesync: 443,
  caldav: 443,
  carddav: 443,
  sieve: 4190,
  jmap: 443,
};

export const service = (protocol: Protocol, more: Partial<Service> = {}): Service => ({
  protocol,
  host: HOST,
  port: PORTS[protocol],
  security: 'tls',
  username: ADDRESS.text,
  authentication: ['password-cleartext'],
  sources: [],
  trusted: true,
  reasons: [],
  confidence: 1,
  ...(protocol === 'activesync' ? { url: EAS } : {}),
  ...(protocol === 'caldav' || protocol === 'carddav' ? { url: DAV } : {}),
  ...more,
});

export const endpoint = (protocol: Endpoint['protocol'], host = HOST): Endpoint => ({
  protocol,
  host,
  port: PORTS[protocol],
  security: 'tls',
});

export const certificate = (names: string[], from = '2025-01-01T00:00:00.000Z', to = '2027-01-01T00:00:00.000Z'): CertificateFacts => ({
  names,
  subject: `CN=${names[0] ?? ''}`,
  issuer: 'CN=Authority',
  validFrom: from,
  validTo: to,
  selfSigned: false,
});

/** Only the right password gets `page`; without one the challenge, with a wrong one a refusal. */
export const locked =
  (page: (request: HttpRequest) => Page, username = ADDRESS.text) =>
  (request: HttpRequest): Page => {
    const { credentials } = request;
    const right = credentials?.username === username && credentials.password.reveal() === PASSWORD;
    return right ? page(request) : { code: 401, headers: { 'www-authenticate': 'basic realm="SOGo"' }, body: 'Unauthorized' };
  };

const folder = (type: string): Element =>
  element('folder:Add', [
    element('folder:ServerId', `id${type}`),
    element('folder:DisplayName', `name ${type}`),
    element('folder:Type', type),
  ]);

export const folderSync = (types: string[], status = '1'): Uint8Array =>
  encodeWbxml(
    element('folder:FolderSync', [
      element('folder:Status', status),
      element('folder:SyncKey', 'vm_1'),
      element('folder:Changes', [element('folder:Count', String(types.length)), ...types.map(folder)]),
    ]),
  );

export const noPolicy = (): Uint8Array =>
  encodeWbxml(
    element('provision:Provision', [
      element('provision:Status', '1'),
      element('provision:Policies', [
        element('provision:Policy', [element('provision:PolicyType', 'MS-EAS-Provisioning-WBXML'), element('provision:Status', '2')]),
      ]),
    ]),
  );

/** ActiveSync as SOGo speaks it. */
export const sogo = (types = ['2', '3', '8']): ((request: HttpRequest) => Page) =>
  locked(({ method, url }) => {
    if (method === 'OPTIONS') return { headers: { 'ms-asprotocolversions': '2.5,12.0,12.1,14.0,14.1' } };
    return { body: url.includes('Cmd=Provision') ? noPolicy() : folderSync(types) };
  });

const multistatus = (...responses: string[]): Page => ({
  code: 207,
  body: `<?xml version="1.0"?><D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">${responses.join('')}</D:multistatus>`,
});
const response = (href: string, prop: string, status = '200 OK'): string =>
  `<D:response><D:href>${href}</D:href><D:propstat><D:status>HTTP/1.1 ${status}</D:status><D:prop>${prop}</D:prop></D:propstat></D:response>`;

/** A DAV server: principal, two homes, a calendar, a task list, an address book. */
export function dav(world: FakeWorld, root = DAV): void {
  const at = (path: string): string => new URL(path, root).href;
  const body = (request: HttpRequest): string => (typeof request.body === 'string' ? request.body : '');
  const calendar = (name: string, component: string): string =>
    `<D:displayname>${name}</D:displayname><D:resourcetype><D:collection/><C:calendar/></D:resourcetype><C:supported-calendar-component-set><C:comp name="${component}"/></C:supported-calendar-component-set>`;
  world.network
    .page(
      root,
      locked(() => multistatus(response('/dav/', '<D:current-user-principal><D:href>/dav/anna/</D:href></D:current-user-principal>'))),
    )
    .page(
      at('/dav/anna/'),
      locked((request) =>
        multistatus(
          body(request).includes('calendar-home-set')
            ? response('/dav/anna/', '<C:calendar-home-set><D:href>/dav/anna/cal/</D:href></C:calendar-home-set>')
            : response(
                '/dav/anna/',
                '<x:addressbook-home-set xmlns:x="urn:ietf:params:xml:ns:carddav"><D:href>/dav/anna/card/</D:href></x:addressbook-home-set>',
              ),
        ),
      ),
    )
    .page(
      at('/dav/anna/cal/'),
      locked(() =>
        multistatus(
          response('/dav/anna/cal/', '<D:resourcetype><D:collection/></D:resourcetype>'),
          response('/dav/anna/cal/personal/', calendar('Termine &amp; mehr', 'VEVENT')),
          response('/dav/anna/cal/tasks/', calendar('Aufgaben', 'VTODO')),
        ),
      ),
    )
    .page(
      at('/dav/anna/card/'),
      locked(() => multistatus(response('/dav/anna/card/personal/', '<D:resourcetype><x:addressbook/></D:resourcetype>'))),
    );
}

/** A healthy host that offers everything to the right password. */
export function healthy(): FakeWorld {
  const world = fakeWorld();
  const logins = { [ADDRESS.text]: PASSWORD };
  world.network
    .mailServer(endpoint('imap'), { capabilities: ['IMAP4REV1', 'AUTH=PLAIN'], logins })
    .mailServer(endpoint('pop3'), { capabilities: ['USER'], logins })
    .mailServer(endpoint('smtp'), { capabilities: ['AUTH PLAIN LOGIN'], logins })
    .page(EAS, sogo());
  dav(world);
  return world;
}

export interface Ran {
  result: Verification;
  proofs: ServiceProof[];
  outcomes: Record<string, string>;
}

export async function run(world: FakeWorld, services: Service[], more: Partial<VerificationRequest> = {}): Promise<Ran> {
  const proofs: ServiceProof[] = [];
  const onProof = (proof: ServiceProof): void => void proofs.push(proof);
  const request = { address: ADDRESS, services, password: new Secret(PASSWORD), confirmedHosts: [], onProof, ...more };
  const result = await world.clock.run(verifyLogin(world, request));
  return { result, proofs, outcomes: Object.fromEntries(result.services.map(({ protocol, outcome }) => [protocol, outcome])) };
}

export const ALL: Service[] = (['imap', 'pop3', 'smtp', 'activesync', 'caldav', 'carddav'] as const).map((protocol) => service(protocol));
