import { account, type Account } from '../../electron/core/model/account.ts';
import type { Protocol, Security, Service } from '../../electron/core/model/service.ts';

/** One service of the usual mailcow-like host, trusted. */
export function service(protocol: Protocol, port: number, security: Security = 'tls', more: Partial<Service> = {}): Service {
  return {
    protocol,
    host: 'mail.firma.example',
    port,
    security,
    username: 'anna@firma.example',
    authentication: ['password-cleartext'],
    sources: [],
    trusted: true,
    reasons: ['own-domain-https'],
    confidence: 0.9,
    ...more,
  };
}

/** Anna with everything her host offers. */
export function annasAccount(more: Partial<Account> = {}): Account {
  return {
    address: 'anna@firma.example',
    fullName: 'Anna Beispiel',
    provider: 'Firma GmbH',
    incoming: service('imap', 993),
    outgoing: service('smtp', 465),
    activesync: service('activesync', 443, 'tls', { url: 'https://mail.firma.example/Microsoft-Server-ActiveSync' }),
    caldav: service('caldav', 443, 'tls', { url: 'https://mail.firma.example/SOGo/dav/anna@firma.example/' }),
    carddav: service('carddav', 443, 'tls', { url: 'https://mail.firma.example/SOGo/dav/anna@firma.example/' }),
    collections: [],
    ...more,
  };
}

/** Anna without some of it. */
export const annasAccountWithout = (...services: (keyof Account)[]): Account =>
  account.parse(Object.fromEntries(Object.entries(annasAccount()).filter(([name]) => !services.some((service) => service === name))));
