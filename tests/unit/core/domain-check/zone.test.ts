import { describe, expect, it } from 'vitest';
import { expectationFrom, expectedZone, expectedZoneText } from '../../../../electron/core/domain-check/expected.ts';
import { type Finding, type FindingId, type Fix, type Who, zoneRecord } from '../../../../electron/core/domain-check/finding.ts';
import { found } from '../../../../electron/core/domain-check/rules/rule.ts';
import {
  addressRecord,
  cnameRecord,
  mxRecord,
  ptrRecord,
  publish,
  textRecord,
} from '../../../../electron/core/domain-check/rules/zone-records.ts';
import { removalsIn, wantedRecords, zoneFragment } from '../../../../electron/core/domain-check/zone.ts';
import { DKIM_KEY, domainFacts, HEALTHY_ZONE } from '../../../fakes/domain-facts.ts';
import { recordOf } from '../../../fakes/domain-zone.ts';
import { readZone } from './zone-reader.ts';

const fixing = (id: FindingId, fix: Fix[], who?: Who): Finding => found(id, 'fail', { fix, ...(who === undefined ? {} : { who }) });
const bare = domainFacts({ drop: HEALTHY_ZONE });
const DKIM = textRecord('dkim._domainkey.example.org', `v=DKIM1;k=rsa;t=s;s=email;p=${DKIM_KEY}`);

describe('the fragment of a zone', () => {
  it('is empty when nothing is to be done', () => {
    expect(zoneFragment([found('mx-right', 'ok')], bare)).toBe('');
  });

  it('is read by a name server as exactly the records that were meant', () => {
    const records = [
      mxRecord('example.org', 10, 'mail.hoster.example'),
      cnameRecord('autodiscover.example.org', 'mail.hoster.example'),
      addressRecord('mail.example.org', '2001:db8::10'),
      textRecord('example.org', 'v=spf1 mx a -all'),
      DKIM,
      textRecord('odd.example.org', 'semi;colon "quoted" \\ and ü'),
    ];
    const zone = zoneFragment([fixing('mx-missing', records.map(publish))], bare);
    expect(readZone(zone)).toEqual([
      { name: 'example.org.', type: 'MX', data: ['10', 'mail.hoster.example.'] },
      { name: 'autodiscover.example.org.', type: 'CNAME', data: ['mail.hoster.example.'] },
      { name: 'mail.example.org.', type: 'AAAA', data: ['2001:db8::10'] },
      { name: 'example.org.', type: 'TXT', data: ['v=spf1 mx a -all'] },
      { name: 'dkim._domainkey.example.org.', type: 'TXT', data: [(DKIM.text ?? '').slice(0, 255), (DKIM.text ?? '').slice(255)] },
      { name: 'odd.example.org.', type: 'TXT', data: ['semi;colon "quoted" \\ and \\252'] },
    ]);
  });

  it('gives a long text in one piece too, for forms that split by themselves', () => {
    expect(zoneFragment([fixing('dkim-missing', [publish(DKIM)])], bare)).toContain(`; joined: ${DKIM.text}\n`);
  });

  it('groups by who must act, and keeps what belongs into other zones in comments with absolute names', () => {
    const zone = zoneFragment(
      [
        fixing('ptr-missing', [publish(ptrRecord('10.2.0.192.in-addr.arpa', 'mail.example.org'))], 'address-owner'),
        fixing('autoconfig-missing', [publish(cnameRecord('autoconfig.example.org', 'mail.example.org'))]),
      ],
      bare,
    );
    expect(readZone(zone).map(({ name }) => name)).toEqual(['autoconfig.example.org.']);
    expect(zone).toMatch(/^\$ORIGIN example\.org\.\n; == zone\n; autoconfig-missing\nautoconfig +3600 IN CNAME +mail\.example\.org\.\n/);
    expect(zone).toMatch(
      /; elsewhere\n; == address-owner\n; ptr-missing\n; 10\.2\.0\.192\.in-addr\.arpa\. +3600 IN PTR +mail\.example\.org\.\n$/,
    );
  });

  it('keeps a limit to some authorities in comments while nothing demands it', () => {
    const record = publish({ name: 'example.org', type: 'CAA', data: '0 issue "letsencrypt.org"' });
    const advised = zoneFragment([found('caa-none', 'info', { fix: [record] })], bare);
    expect(readZone(advised)).toEqual([]);
    expect(advised).toContain('; optional\n; == zone\n; caa-none\n; @  ');
    expect(readZone(zoneFragment([fixing('caa-forbids', [record])], bare))).toHaveLength(1);
  });

  it('says once why several records are to be published', () => {
    const records = ['_imaps._tcp', '_submissions._tcp'].map((label) => publish(cnameRecord(`${label}.example.org`, 'mail.example.org')));
    const zone = zoneFragment(
      [fixing('srv-none', records), fixing('mx-missing', [publish(mxRecord('example.org', 10, 'mail.example.org'))])],
      bare,
    );
    expect(zone.match(/^; .*$/gm)).toEqual(['; == zone', '; srv-none', '; mx-missing']);
    expect(readZone(zone)).toHaveLength(3);
  });

  it('names a record once, with every finding that it answers', () => {
    const record = publish(cnameRecord('autodiscover.example.org', 'mail.example.org'));
    const zone = zoneFragment([fixing('autodiscover-missing', [record]), fixing('tls-name', [record])], bare);
    expect(zone).toContain('; autodiscover-missing\n; tls-name\nautodiscover ');
    expect(readZone(zone)).toHaveLength(1);
  });

  it('is cut between two records where there is no room for all, and says how many are left out', () => {
    const texts = Array.from({ length: 40 }, (_, index) =>
      textRecord(`dkim${index}._domainkey.example.org`, `v=DKIM1; p=${'A'.repeat(600)}`),
    );
    const findings = [fixing('dkim-missing', texts.map(publish))];
    const remarks = { finding: () => 'why', who: () => 'who', note: (note: string, records?: number) => `${note} ${records ?? ''}` };
    const whole = zoneFragment(findings, bare, remarks);
    expect(readZone(whole)).toHaveLength(40);
    expect(zoneFragment(findings, bare, remarks, whole.length)).toBe(whole);
    for (const most of [whole.length - 1, 5_000, 5_001, 2_000, 300]) {
      const zone = zoneFragment(findings, bare, remarks, most);
      const records = readZone(zone);
      expect(zone.length).toBeLessThanOrEqual(most);
      expect(records).toEqual(readZone(whole).slice(0, records.length));
      expect(zone.endsWith(`; left-out ${40 - records.length}\n`)).toBe(true);
    }
  });

  it('never proposes two policies for one name: that of the graver finding stands', () => {
    const wanted = wantedRecords(
      [
        fixing('spf-lookups-over', [publish(textRecord('example.org', 'v=spf1 mx -all'))]),
        fixing('spf-ptr-used', [publish(textRecord('example.org', 'v=spf1 a -all'))]),
      ],
      bare,
    );
    expect(wanted.map(({ record }) => record.text)).toEqual(['v=spf1 mx -all']);
  });

  it('leaves out what is published already, however it is split', () => {
    const facts = domainFacts();
    const records = [mxRecord('example.org', 10, 'mail.example.org'), DKIM, cnameRecord('autoconfig.example.org', 'mail.example.org')];
    expect(wantedRecords([fixing('mx-missing', records.map(publish))], facts)).toEqual([]);
  });

  it('takes out what could not stand beside the new record', () => {
    const facts = domainFacts({
      drop: ['autodiscover.example.org', 'example.org TXT'],
      add: ['autodiscover.example.org A 203.0.113.5', 'example.org TXT "v=spf1 +all"', 'example.org TXT "other=1"'],
    });
    const findings = [
      fixing('autodiscover-elsewhere', [publish(cnameRecord('autodiscover.example.org', 'mail.example.org'))]),
      fixing('spf-all-pass', [publish(textRecord('example.org', 'v=spf1 mx -all'))]),
    ];
    expect(removalsIn(findings, facts).map(({ name, type, data }) => `${name} ${type} ${data}`)).toEqual([
      'autodiscover.example.org A 203.0.113.5',
      'example.org TXT "v=spf1 +all"',
    ]);
    const zone = zoneFragment(findings, facts);
    expect(zone.indexOf('; remove')).toBeLessThan(zone.indexOf('$ORIGIN'));
    expect(readZone(zone).map(({ type }) => type)).toEqual(['CNAME', 'TXT']);
  });

  it('takes out an alias where addresses shall stand', () => {
    const facts = domainFacts({
      drop: ['mail.example.org'],
      add: ['mail.example.org CNAME old.example.net', 'old.example.net A 203.0.113.5'],
    });
    const removals = removalsIn([fixing('mx-alias', [publish(addressRecord('mail.example.org', '192.0.2.10'))])], facts);
    expect(removals).toEqual([{ name: 'mail.example.org', type: 'CNAME', data: 'old.example.net.' }]);
  });

  it('lets nothing a stranger wrote end a comment, a text or a line', () => {
    const hostile = 'v=spf1 "\n@ IN A 203.0.113.66\u2028; -all';
    const remarks = {
      finding: () => 'evil\n@ IN A 203.0.113.66\u0085@ IN A 203.0.113.67',
      who: () => 'x\r\n@ IN NS evil.',
      note: (note: string) => note,
    };
    const zone = zoneFragment([fixing('spf-syntax', [publish(textRecord('a b"(;$.example.org', hostile))])], bare, remarks);
    const records = readZone(zone);
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ type: 'TXT' });
  });
});

describe('the expectation', () => {
  it('takes what the person said before what the company set before what was found', () => {
    const policy = { expectedHost: 'mail.policy.example', expectedAddresses: ['192.0.2.1'] };
    const found = { host: 'mail.found.example', mailbox: 'anna@example.org' };
    expect(expectationFrom({ given: { host: 'Mail.Given.Example.' }, policy, found })).toEqual({
      host: 'mail.given.example',
      addresses: [],
      selectors: ['dkim'],
      mailbox: 'anna@example.org',
    });
    expect(expectationFrom({ given: {}, policy, found })).toMatchObject({ host: 'mail.policy.example', addresses: ['192.0.2.1'] });
    expect(expectationFrom({ given: {}, found })).toMatchObject({ host: 'mail.found.example', addresses: [] });
  });
});

describe("the provider's table", () => {
  const expected = {
    host: 'mail.example.org',
    addresses: ['192.0.2.10', '2001:db8::10'],
    selectors: ['dkim'],
    dkimKeys: { dkim: DKIM_KEY },
  };

  it('holds every record of a healthy domain but those that only its owner can know', () => {
    const records = expectedZone({ domain: 'example.org', expected });
    expect(records.map((one) => zoneRecord.parse(one))).toEqual(records);
    const has = new Set(records.map(({ name, type }) => `${type} ${name}`));
    const lacking = HEALTHY_ZONE.map(recordOf)
      .filter(({ type }) => type !== 'SOA' && type !== 'NS')
      .map(({ name, type }) => `${type} ${name}`)
      .filter((one) => !has.has(one));
    expect([...new Set(lacking)]).toEqual([
      'CAA example.org',
      'A example.org',
      'AAAA example.org',
      'TXT _mta-sts.example.org',
      'TLSA _25._tcp.mail.example.org',
      'A ns1.example.net',
      'AAAA ns1.example.net',
      'A ns2.example.net',
      'AAAA ns2.example.net',
    ]);
  });

  it('can be pasted into the zone of a domain whose host is somebody else’s', () => {
    const text = expectedZoneText({ domain: 'kunde.example', expected }, { note: () => 'joined' });
    const names = readZone(text).map(({ name }) => name);
    expect(names).toContain('kunde.example.');
    expect(names.every((name) => name.endsWith('kunde.example.'))).toBe(true);
    expect(text).toContain('; mail.example.org. ');
  });

  it('says before a policy that refuses mail when it is to be published', () => {
    const text = expectedZoneText({ domain: 'kunde.example', expected }, { note: (note) => note });
    expect(text).toMatch(/\n; policy\n_dmarc +3600 IN TXT +"v=DMARC1; p=reject;/);
  });

  it('makes no name an alias of itself', () => {
    const records = expectedZone({ domain: 'kunde.example', expected: { ...expected, host: 'autodiscover.kunde.example' } });
    expect(records.filter(({ type }) => type === 'CNAME').map(({ name }) => name)).toEqual([
      'autoconfig.kunde.example',
      'mta-sts.kunde.example',
    ]);
  });

  it('is empty while nobody knows the host', () => {
    expect(expectedZone({ domain: 'example.org', expected: { addresses: [], selectors: [] } })).toEqual([]);
  });
});
