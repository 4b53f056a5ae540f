import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../../../../electron/core/world/inspection.ts';
import { changed, domainFacts, NO_SUCH_RECORD, onPort, SERVFAIL, withLeaf } from '../../../../fakes/domain-facts.ts';
import { failing } from '../../../../fakes/domain-endpoints.ts';
import type { Case } from './cases.ts';
import { findingOf, judge, prove, records, steps, untold } from './judge.ts';

type Encrypted = Extract<Inspection['result'], { status: 'encrypted' }>;

const everywhere = (): boolean => true;
const encrypted =
  (change: Partial<Encrypted>) =>
  (one: Inspection): Inspection =>
    one.result.status === 'encrypted' ? { ...one, result: { ...one.result, ...change } } : one;
const leaf = (change: Parameters<typeof withLeaf>[1]) => (one: Inspection) => withLeaf(one, change);
const onHost = (one: Inspection): boolean => one.target.host === 'mail.example.org';
const overIpv6 = (one: Inspection): boolean => one.target.address.includes(':');
const isTransfer = onPort(25);
const until = (validTo: string) => ({ endpoints: changed(everywhere, leaf({ validTo })) });
const digests = { full: 'a1', sha256: 'a2', sha512: 'a3' };

const TLS: Case[] = [
  {
    what: 'port 25 shut on the way',
    difference: { endpoints: changed(isTransfer, (one) => failing(one, 'timed-out')) },
    expect: { 'tls-port-25-unreachable': 'unknown' },
  },
  {
    what: 'a refusing IMAP port',
    difference: { endpoints: changed(onPort(993), (one) => failing(one, 'refused')) },
    expect: { 'tls-unreachable': 'fail' },
    folded: { 'srv-not-offered': 'tls-unreachable' },
  },
  {
    what: 'a silent IMAP port',
    difference: { endpoints: changed(onPort(993), (one) => failing(one, 'timed-out')) },
    expect: { 'tls-unreachable': 'unknown' },
  },
  {
    what: 'a slow port',
    difference: { endpoints: changed(onPort(587), (one) => ({ ...one, connected: 4200 })) },
    expect: { 'tls-slow': 'warn' },
  },
  {
    what: 'a port without encryption',
    difference: { endpoints: changed(onPort(587), (one) => failing(one, 'not-offered')) },
    expect: { 'tls-not-offered': 'fail' },
  },
  {
    what: 'a handshake that fails',
    difference: { endpoints: changed(onPort(995), (one) => failing(one, 'tls-failed')) },
    expect: { 'tls-handshake': 'warn' },
  },
  {
    what: 'a login before encryption',
    difference: { endpoints: changed(onPort(143), (one) => ({ ...one, plainLogin: true })) },
    expect: { 'tls-plain-login': 'warn' },
  },
  {
    what: 'a certificate for another name',
    difference: { endpoints: changed(onHost, leaf({ names: ['mail.old.example'] })) },
    expect: { 'tls-name': 'fail' },
  },
  {
    what: 'another name where other servers alone look',
    difference: { endpoints: changed(isTransfer, leaf({ names: ['vps.hoster.example'] })) },
    expect: { 'tls-name': 'warn' },
  },
  {
    what: 'the name in the common name alone',
    difference: { endpoints: changed(onHost, leaf({ names: [] })) },
    expect: { 'tls-name': 'warn' },
  },
  { what: 'three weeks left', difference: until('2026-12-13T11:00:00.000Z'), expect: { 'tls-expires-soon': 'warn' } },
  { what: 'five days left', difference: until('2026-11-27T12:00:00.000Z'), expect: { 'tls-expires-soon': 'fail' } },
  { what: 'an expired certificate', difference: until('2026-11-20T12:00:00.000Z'), expect: { 'tls-expired': 'fail' } },
  {
    what: 'a certificate of tomorrow',
    difference: { endpoints: changed(everywhere, leaf({ validFrom: '2026-11-23T12:00:00.000Z' })) },
    expect: { 'tls-not-yet-valid': 'fail' },
  },
  {
    what: 'a certificate of its own making',
    difference: { endpoints: changed(everywhere, encrypted({ fault: 'self-signed' })) },
    expect: { 'tls-self-signed': 'fail' },
  },
  {
    what: 'an intermediate that is not sent',
    difference: { endpoints: changed(everywhere, encrypted({ fault: 'incomplete' })) },
    expect: { 'tls-incomplete': 'fail' },
  },
  {
    what: 'an authority that nobody knows',
    difference: { endpoints: changed(everywhere, encrypted({ fault: 'untrusted' })) },
    expect: { 'tls-untrusted': 'fail' },
  },
  {
    what: 'a short key',
    difference: { endpoints: changed(everywhere, leaf({ keyType: 'rsa', keyBits: 1024 })) },
    expect: { 'tls-key-weak': 'fail' },
  },
  {
    what: 'a signature over SHA-1',
    difference: { endpoints: changed(everywhere, leaf({ signature: 'sha1WithRSAEncryption' })) },
    expect: { 'tls-signature-weak': 'fail' },
  },
  {
    what: 'a signature over SHA-1 by its number',
    difference: { endpoints: changed(everywhere, leaf({ signature: '1.2.840.113549.1.1.5' })) },
    expect: { 'tls-signature-weak': 'fail' },
  },
  {
    what: 'an old version for programs',
    difference: { endpoints: changed(onPort(995), encrypted({ accepted: ['TLSv1', 'TLSv1.2'] })) },
    expect: { 'tls-old-version': 'fail' },
  },
  {
    what: 'an old version among servers',
    difference: { endpoints: changed(isTransfer, encrypted({ accepted: ['TLSv1.1'] })) },
    expect: { 'tls-old-version': 'warn' },
  },
  {
    what: 'no TLS 1.3',
    difference: { endpoints: changed(onPort(465), encrypted({ version: 'TLSv1.2', accepted: [], refused: ['TLSv1.3'] })) },
    expect: { 'tls-newest-missing': 'info' },
  },
  {
    what: 'an old certificate on one port',
    difference: { endpoints: changed(onPort(993), leaf({ certificate: digests })) },
    expect: { 'tls-different': 'warn' },
  },
  {
    what: 'another certificate over IPv6',
    difference: { endpoints: changed((one) => overIpv6(one) && one.target.port === 993, leaf({ certificate: digests })) },
    expect: { 'tls-families-differ': 'warn' },
  },
  {
    what: 'encryption that can be switched off on the way',
    difference: { drop: ['_mta-sts', '_25._tcp'] },
    expect: { 'tls-downgrade': 'info' },
  },
];

describe('the ports of a mail host', () => {
  it.each(TLS)('finds $what and nothing else', (one) => {
    prove(one);
  });

  it('says one thing about a fault on many ports', () => {
    const expired = judge(domainFacts(until('2026-11-20T12:00:00.000Z'))).filter(({ id }) => id === 'tls-expired');
    expect(expired).toHaveLength(1);
    expect(expired[0]?.facts).toMatchObject({
      name: 'mail.example.org',
      date: '2026-11-20',
      days: 2,
      ports: ['25', '110', '143', '443', '465', '587', '993', '995', '4190'],
    });
  });

  it('folds a name fault of a self-signed certificate under that', () => {
    const difference = {
      endpoints: changed(onHost, (one) => encrypted({ fault: 'name' })(withLeaf(one, { selfSigned: true, names: ['localhost'] }))),
    };
    const findings = judge(domainFacts(difference));
    expect(findingOf(findings, 'tls-name').cause).toBe('tls-self-signed');
  });

  it('misses nothing where one of two ways to send is not there and not published', () => {
    const difference = {
      drop: ['_submissions', '_submission._tcp'],
      add: ['_submission._tcp.example.org SRV 0 1 587 mail.example.org'],
      endpoints: changed(onPort(465), (one) => failing(one, 'refused')),
    };
    expect(judge(domainFacts(difference)).filter(({ severity }) => severity === 'fail' || severity === 'warn')).toEqual([]);
  });

  it('accepts a wildcard for one label and not for two', () => {
    const wild = (name: string) => ({ endpoints: changed(onHost, leaf({ names: [name] })) });
    expect(judge(domainFacts(wild('*.example.org'))).map(({ id }) => id)).not.toContain('tls-name');
    expect(judge(domainFacts(wild('*.org'))).map(({ id }) => id)).toContain('tls-name');
  });

  it('says nothing about ports that nobody looked at', () => {
    expect(judge(domainFacts({ endpoints: () => [] })).filter(({ area }) => area === 'tls')).toEqual([]);
  });
});

const V4 = '10.2.0.192.in-addr.arpa';
const named = (name: string, ...add: string[]): Case['difference'] => ({ drop: [V4], add: [`${V4} PTR ${name}`, ...add] });

const REST: Case[] = [
  { what: 'an address without name', difference: { drop: [V4] }, expect: { 'ptr-missing': 'fail' } },
  {
    what: 'an address whose name nobody answers for',
    difference: { answers: { [`PTR ${V4}`]: SERVFAIL } },
    expect: { 'ptr-unanswered': 'unknown' },
  },
  {
    what: 'another name that leads back',
    difference: named('vps123.hoster.example', 'vps123.hoster.example A 192.0.2.10'),
    expect: { 'ptr-other-name': 'warn' },
  },
  {
    what: 'a name that every address has',
    difference: named('192-0-2-10.dyn.hoster.example', '192-0-2-10.dyn.hoster.example A 192.0.2.10'),
    expect: { 'ptr-generic': 'fail' },
  },
  {
    what: 'a reversed name that every address has',
    difference: named('static.10.2.0.192.clients.hoster.example', 'static.10.2.0.192.clients.hoster.example A 192.0.2.10'),
    expect: { 'ptr-generic': 'fail' },
  },
  {
    what: 'a name that leads elsewhere',
    difference: named('mx.hoster.example', 'mx.hoster.example A 198.51.100.9'),
    expect: { 'ptr-not-confirmed': 'fail' },
  },
  { what: 'two names', difference: { add: [`${V4} PTR www.example.org`] }, expect: { 'ptr-several': 'warn' } },
  {
    what: 'a greeting with another name',
    difference: { endpoints: changed(isTransfer, (one) => ({ ...one, banner: '220 old.example.net ESMTP' })) },
    expect: { 'ptr-greeting': 'warn' },
  },
  { what: 'no signature', difference: { unsigned: true }, expect: { 'dnssec-unsigned': 'info' } },
  { what: 'a resolver that does not validate', difference: { validates: false }, expect: { 'dnssec-unknown': 'unknown' } },
  {
    what: 'a broken signature',
    difference: {
      answers: { 'MX example.org': { ...SERVFAIL, status: 'failed', reason: 'servfail', extended: 7 } },
      unchecked: { 'MX example.org': { status: 'found', authenticated: false, records: [] } },
    },
    expect: { 'dnssec-bogus': 'fail' },
    folded: { 'mx-unanswered': 'dnssec-bogus' },
  },
  {
    what: 'no IPv6',
    difference: { expected: { addresses: ['192.0.2.10'] }, drop: ['mail.example.org AAAA'] },
    expect: { 'ipv6-none': 'info' },
  },
  {
    what: 'a dead IPv6 address',
    difference: { endpoints: changed(overIpv6, (one) => failing(one, 'timed-out')) },
    expect: { 'ipv6-unreachable': 'warn' },
  },
  {
    what: 'a computer without IPv6',
    difference: { endpoints: changed(overIpv6, (one) => failing(one, 'unreachable')) },
    expect: { 'ipv6-unreachable': 'unknown' },
  },
  { what: 'no CAA', difference: { drop: ['example.org CAA'] }, expect: { 'caa-none': 'info' } },
  {
    what: 'CAA for another authority',
    difference: { drop: ['example.org CAA'], add: ['example.org CAA 0 issue "digicert.com"'] },
    expect: { 'caa-forbids': 'fail' },
  },
  {
    what: 'CAA for nobody',
    difference: { drop: ['example.org CAA'], add: ['example.org CAA 0 issue ";"'] },
    expect: { 'caa-forbids': 'fail' },
  },
  {
    what: 'CAA that nobody answers for',
    difference: { answers: { 'CAA example.org': SERVFAIL } },
    expect: { 'caa-unanswered': 'unknown' },
  },
  {
    what: 'an issuer that nobody knows',
    difference: { endpoints: changed(everywhere, leaf({ issuer: 'CN=Company Root' })) },
    expect: { 'caa-not-compared': 'info' },
  },
];

describe('addresses, signatures and issuers', () => {
  it.each(REST)('finds $what and nothing else', (one) => {
    prove(one);
  });

  it('tells the way to the owner of the address', () => {
    const missing = findingOf(judge(domainFacts({ drop: [V4] })), 'ptr-missing');
    expect(missing.who).toBe('address-owner');
    expect(records(missing, 'publish')).toEqual([`${V4} PTR mail.example.org.`]);
    expect(steps(missing)).toEqual(['address-owner-ptr']);
  });

  it('shows what the resolver says about a broken signature, and folds the silence under it', () => {
    const bogus: Case['difference'] = {
      answers: { 'MX example.org': { status: 'failed', reason: 'servfail', extended: 7 } },
      unchecked: { 'MX example.org': NO_SUCH_RECORD },
    };
    expect(findingOf(judge(domainFacts(bogus)), 'dnssec-bogus').facts).toMatchObject({
      name: 'example.org',
      extended: '7 signature-expired',
    });
  });

  it('climbs to the records above a host, and lets the nearest decide', () => {
    const near = { drop: [], add: ['mail.example.org CAA 0 issue "digicert.com"'] };
    const forbids = findingOf(judge(domainFacts(near)), 'caa-forbids');
    expect(forbids.facts).toMatchObject({ name: 'mail.example.org', allowed: ['digicert.com'], expected: 'letsencrypt.org' });
    expect(records(forbids, 'publish')).toEqual(['mail.example.org CAA 0 issue "letsencrypt.org"']);
  });

  it('limits authorities in the zone of the domain alone, and not where the host of somebody else has no limit', () => {
    const expected = { host: 'mail.hoster.example', addresses: ['192.0.2.10', '2001:db8::10'] };
    const add = ['mail.hoster.example A 192.0.2.10', 'mail.hoster.example AAAA 2001:db8::10', 'hoster.example SOA ns1.example.net'];
    const foreign = judge(
      domainFacts({ add, expected, answers: { 'CAA mail.hoster.example': NO_SUCH_RECORD, 'CAA hoster.example': NO_SUCH_RECORD } }),
    );
    expect(findingOf(foreign, 'caa-none')).toMatchObject({ facts: { name: 'mail.hoster.example' }, fix: [] });
    const none = judge(domainFacts({ drop: ['example.org CAA'] }));
    expect(findingOf(none, 'caa-none').facts).toEqual({ name: 'example.org' });
  });

  it('holds a wildcard certificate against issuewild', () => {
    const wild = (value: string): Case['difference'] => ({
      add: [`example.org CAA 0 issuewild "${value}"`],
      endpoints: changed(everywhere, leaf({ names: ['*.example.org', 'example.org'] })),
    });
    expect(judge(domainFacts(wild('digicert.com'))).map(({ id }) => id)).toContain('caa-forbids');
    expect(judge(domainFacts(wild('letsencrypt.org'))).map(({ id }) => id)).toContain('caa-right');
  });

  it('reads what follows the domain of an issue value as its parameters', () => {
    const difference = { drop: ['example.org CAA'], add: ['example.org CAA 0 issue "letsencrypt.org;validationmethods=dns-01"'] };
    expect(judge(domainFacts(difference)).map(({ id }) => id)).toContain('caa-right');
  });

  it('has told everything that its areas can say', () => {
    expect([...untold('tls'), ...untold('ptr'), ...untold('dnssec'), ...untold('ipv6'), ...untold('caa')]).toEqual([]);
  });
});
