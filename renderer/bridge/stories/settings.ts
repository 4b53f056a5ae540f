import type { Attempt, Discovery } from '../../../electron/core/discovery/discovery.ts';
import type { Service } from '../../../electron/core/model/service.ts';

// Settings of an invented company on a mailcow-like host.

const AT = '2026-03-02T09:14:00.000Z';

export interface Hosts {
  mail: string;
  outgoing?: string;
  dav?: string;
  trusted?: boolean;
  trustedDav?: boolean;
}

const service = (protocol: Service['protocol'], host: string, port: number, username: string, more: Partial<Service> = {}): Service => ({
  protocol,
  host,
  port,
  security: port === 587 ? 'starttls' : 'tls',
  username,
  authentication: ['password-cleartext'],
  sources: [{ source: 'autoconfig', transport: 'https', at: AT, url: `https://autoconfig.${host}/mail/config-v1.1.xml` }],
  trusted: true,
  reasons: ['own-domain-https', 'answers-live'],
  confidence: 0.95,
  ...more,
});

export function settingsOf(address: string, hosts: Hosts, more: Partial<Discovery> = {}): Discovery {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const trust: Partial<Service> = hosts.trusted === false ? { trusted: false, reasons: ['other-domain'] } : {};
  const davTrust: Partial<Service> = hosts.trustedDav === false ? { trusted: false, reasons: ['other-domain'] } : trust;
  const dav = hosts.dav ?? hosts.mail;
  const incoming = service('imap', hosts.mail, 993, address, trust);
  const outgoing = service('smtp', hosts.outgoing ?? hosts.mail, 465, address, trust);
  const activesync = service('activesync', dav, 443, address, { url: `https://${dav}/Microsoft-Server-ActiveSync`, ...davTrust });
  const calendar = service('caldav', dav, 443, address, { url: `https://${dav}/SOGo/dav/`, ...davTrust });
  const contacts = service('carddav', dav, 443, address, { url: `https://${dav}/SOGo/dav/`, ...davTrust });
  return {
    address,
    domain,
    domainUnicode: domain,
    services: [incoming, outgoing, activesync, calendar, contacts],
    recommended: { incoming, outgoing, activesync, calendar, contacts },
    tried: [],
    conflicts: [],
    clients: { outlook: view(['activesync']), thunderbird: view(['imap', 'smtp']), apple: view([]) },
    pages: [],
    ...more,
  };
}

const view = (protocols: string[]): Discovery['clients']['outlook'] => ({ protocols, services: [], sources: [], notes: [] });

export function nothingOf(address: string, problem: NonNullable<Discovery['problem']>): Discovery {
  const found = settingsOf(address, { mail: 'mail.invalid' });
  return {
    ...found,
    services: [],
    recommended: { incoming: null, outgoing: null, activesync: null, calendar: null, contacts: null },
    problem,
  };
}

/** When a source is asked and what it answers, in milliseconds of the story. */
export interface Row {
  attempt: Attempt;
  starts: number;
}

const row = (source: Attempt['source'], starts: number, ms: number, outcome: Attempt['outcome'], url?: string): Row => ({
  starts,
  attempt: { source, ms, outcome, ...(url === undefined ? {} : { url }) },
});

export const healthyRows = (domain: string): Row[] => [
  row('autodiscover-outlook', 0, 310, 'found', `https://autodiscover.${domain}/autodiscover/autodiscover.xml`),
  row('autoconfig', 0, 240, 'found', `https://autoconfig.${domain}/mail/config-v1.1.xml`),
  row('autoconfig-well-known', 0, 190, 'absent', `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`),
  row('srv', 0, 60, 'found', `_imaps._tcp.${domain}`),
  row('autodiscover-mobilesync', 0, 420, 'found', `https://autodiscover.${domain}/autodiscover/autodiscover.xml`),
  row('pacc', 0, 170, 'absent', `https://ua-auto-config.${domain}/.well-known/user-agent-configuration.json`),
  row('ispdb', 0, 380, 'absent', `https://autoconfig.thunderbird.net/v1.1/${domain}`),
  row('autodiscover-json', 40, 350, 'http-error', `https://autodiscover.${domain}/autodiscover/autodiscover.json`),
  row('dav-well-known', 60, 260, 'found', `https://mail.${domain}/.well-known/caldav`),
  row('probe', 80, 520, 'found', `mail.${domain}:993`),
];

export const silentRows = (domain: string, outcome: Attempt['outcome']): Row[] =>
  healthyRows(domain).map(({ attempt, starts }) => ({ starts, attempt: { ...attempt, outcome } }));
