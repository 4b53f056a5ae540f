import { createHash } from 'node:crypto';
import { testAuthority } from '../../unit/platform/network/authority.ts';
import type { Around, Fault } from './fault.ts';
import { OWN4 } from './fault.ts';
import { pinOf } from './healthy.ts';
import { LATE_NEEDS } from './late-listener.ts';
import type { HostWish, PortWish } from './mail-server.ts';

const DAY = 86_400_000;
const fromNow = (days: number): Date => new Date(Date.now() + days * DAY);

const server = (
  what: string,
  finding: Fault['finding'],
  severity: Fault['severity'],
  wish: (around: Around) => Partial<HostWish>,
): Fault => ({ what, finding, severity, own: { families: 4, server: wish } });

/** One certificate for all ports. */
const certificate = (
  what: string,
  finding: Fault['finding'],
  severity: Fault['severity'],
  wish: Partial<Parameters<ReturnType<typeof testAuthority>['issue']>[0]>,
): Fault => server(what, finding, severity, ({ authority, names }) => ({ identity: authority.issue({ names, ...wish }) }));

const port = (what: string, finding: Fault['finding'], severity: Fault['severity'], number: number, wish: PortWish): Fault =>
  server(what, finding, severity, () => ({ ports: { [number]: wish } }));

/** For a key of its own, which the pin of the right one does not fit. */
const withoutPin: Pick<Fault, 'plant' | 'mend'> = {
  plant: (plot) => plot.drop('TLSA', '_25._tcp.mail'),
  mend: (plot, { identity }) => plot.zones.publish(pinOf(plot.host, identity.cert)),
};

const TLS: readonly Fault[] = [
  certificate('a certificate that has expired', 'tls-expired', 'fail', { from: fromNow(-90), to: fromNow(-2) }),
  certificate('a certificate for the next ten days', 'tls-expires-soon', 'warn', { to: fromNow(10.5) }),
  certificate('a certificate of tomorrow', 'tls-not-yet-valid', 'fail', { from: fromNow(1.5) }),
  certificate('an intermediate that is not sent', 'tls-incomplete', 'fail', { below: 'forgotten' }),
  {
    ...server('a certificate of an authority that nobody knows', 'tls-untrusted', 'fail', ({ names }) => {
      const stranger = testAuthority('A stranger');
      const { key, cert } = stranger.issue({ names });
      return { identity: { key, cert: cert + stranger.ca } };
    }),
    ...withoutPin,
  },
  {
    ...certificate('a key of 1024 bits', 'tls-key-weak', 'fail', { bits: 1024 }),
    ...withoutPin,
  },
  server('a signature over SHA-1', 'tls-signature-weak', 'fail', ({ authority, names }) => ({
    identity: authority.issue({ names, hash: 'sha1' }),
    everywhere: { tls: { ciphers: 'DEFAULT@SECLEVEL=0' } },
  })),
  server('a certificate for another name', 'tls-name', 'fail', ({ authority, names }) => ({
    identity: authority.issue({ names: [...names.filter((name) => !name.startsWith('mail.')), 'mail.other.test'] }),
  })),
  server('a self-signed certificate at one port', 'tls-self-signed', 'fail', ({ authority, names }) => ({
    ports: { 993: { identity: authority.issue({ names, selfSigned: true }) } },
  })),
  server('an old certificate at one port', 'tls-different', 'warn', ({ authority, names }) => ({
    ports: { 993: { identity: authority.issue({ names }) } },
  })),
  server('TLS of twenty years ago', 'tls-old-version', 'fail', () => ({
    everywhere: { tls: { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } },
  })),
  port('submission without encryption', 'tls-not-offered', 'fail', 587, { plain: true }),
  port('a login before encryption', 'tls-plain-login', 'warn', 143, { login: true }),
  port('IMAP shut', 'tls-unreachable', 'fail', 993, { closed: true }),
  port('SMTP shut', 'tls-port-25-unreachable', 'unknown', 25, { closed: true }),
  port('POP3 that hangs up when encryption begins', 'tls-handshake', 'warn', 995, { hangsUp: true }),
  { ...port('POP3 that takes nobody for two seconds', 'tls-slow', 'warn', 995, { late: true }), needs: LATE_NEEDS },
  {
    what: 'another certificate over IPv6',
    finding: 'tls-families-differ',
    severity: 'warn',
    own: { families: 6, server: ({ authority, names }) => ({ over6: authority.issue({ names }) }) },
  },
];

const turnedAway = (label: 'autoconfig' | 'autodiscover'): Fault =>
  port(`a web server that turns the name ${label} away`, `${label}-unreachable`, 'warn', 443, { turnsAway: `${label}.` });

const WEB: readonly Fault[] = [turnedAway('autodiscover'), turnedAway('autoconfig')];

const DANE: readonly Fault[] = [
  {
    what: 'the pin of another key',
    finding: 'dane-mismatch',
    severity: 'fail',
    own: OWN4,
    plant: (plot) => plot.instead(`_25._tcp.mail TLSA 3 1 1 ${'ab'.repeat(32)}`),
  },
  {
    what: 'a pin that ends with the certificate',
    finding: 'dane-renewal',
    severity: 'warn',
    own: OWN4,
    plant: (plot, around) => plot.instead(`_25._tcp.mail TLSA 3 0 1 ${around.shown}`),
  },
  {
    what: 'a pin that no mail server heeds',
    finding: 'dane-unusable',
    severity: 'warn',
    own: OWN4,
    plant: (plot, around) => plot.add(`_25._tcp.mail TLSA 1 0 1 ${around.shown}`),
  },
  {
    what: 'a pin in a zone without a seal',
    finding: 'dane-not-secure',
    severity: 'warn',
    own: OWN4,
    plant: (plot) => plot.zones.remove(...plot.zones.at('DS', plot.domain)),
    mend: (plot, { delegation }) => plot.zones.publish({ name: plot.domain, type: 'DS', data: delegation(plot.domain) }),
  },
];

const wrongSeal = (data: string): string => data.replace(/[0-9a-f]{64}$/, (digest) => createHash('sha256').update(digest).digest('hex'));

const ZONE: readonly Fault[] = [
  {
    what: 'a seal that does not fit',
    finding: 'dnssec-bogus',
    severity: 'fail',
    plant: (plot, { delegation }) => {
      plot.zones.remove(...plot.zones.at('DS', plot.domain));
      plot.zones.publish({ name: plot.domain, type: 'DS', data: wrongSeal(delegation(plot.domain)) });
    },
    mend: (plot, { delegation }) => {
      plot.zones.remove(...plot.zones.at('DS', plot.domain));
      plot.zones.publish({ name: plot.domain, type: 'DS', data: delegation(plot.domain) });
    },
  },
  {
    what: 'an issuer that may not renew',
    finding: 'caa-forbids',
    severity: 'fail',
    plant: (plot) => plot.instead('@ CAA 0 issue ";"'),
    own: OWN4,
  },
  {
    what: 'another issuer alone',
    finding: 'caa-forbids',
    severity: 'fail',
    plant: (plot) => plot.instead('@ CAA 0 issue "digicert.com"'),
    own: OWN4,
  },
  {
    what: 'IPv6 without a server behind it',
    finding: 'ipv6-unreachable',
    severity: 'warn',
    own: { families: 6, server: (_around, plot) => ({ addresses: plot.expected.addresses.slice(0, 1) }) },
  },
];

const NAMES: readonly Fault[] = [
  {
    what: 'an address without a name',
    finding: 'ptr-missing',
    severity: 'fail',
    own: OWN4,
    plant: (plot) => plot.drop('PTR', `${plot.reverse()}.`),
  },
  {
    what: 'an address with another good name',
    finding: 'ptr-other-name',
    severity: 'warn',
    own: OWN4,
    plant: (plot) => {
      plot.add(`vps A ${plot.expected.addresses[0] ?? ''}`);
      plot.instead(`${plot.reverse()}. PTR vps.${plot.domain}.`);
    },
  },
  {
    what: 'an address with the name that its owner gives to all',
    finding: 'ptr-generic',
    severity: 'fail',
    own: OWN4,
    plant: (plot) => {
      const address = plot.expected.addresses[0] ?? '';
      const name = `${address.replaceAll('.', '-')}.dyn.other.test`;
      plot.zones.publish({ name, type: 'A', data: address });
      plot.instead(`${plot.reverse()}. PTR ${name}.`);
    },
  },
  {
    what: 'a name that does not lead back',
    finding: 'ptr-not-confirmed',
    severity: 'fail',
    own: OWN4,
    plant: (plot) => plot.instead(`${plot.reverse()}. PTR mx.other.test.`),
  },
  {
    what: 'two names of one address',
    finding: 'ptr-several',
    severity: 'warn',
    own: OWN4,
    plant: (plot) => {
      plot.add(`vps A ${plot.expected.addresses[0] ?? ''}`);
      plot.add(`${plot.reverse()}. PTR vps.${plot.domain}.`);
    },
  },
  server('a server that calls itself otherwise', 'ptr-greeting', 'warn', () => ({ greeting: 'localhost.localdomain' })),
];

/** Faults of ports, certificates, pins, seals and the names of addresses. */
export const SERVER_FAULTS: readonly Fault[] = [...TLS, ...WEB, ...DANE, ...ZONE, ...NAMES];
