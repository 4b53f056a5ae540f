import { describe, expect, it } from 'vitest';
import type { Fix, Finding } from '../../../../electron/core/domain-check/finding.ts';
import { found } from '../../../../electron/core/domain-check/rules/rule.ts';
import { cnameRecord, ptrRecord, publish, textRecord } from '../../../../electron/core/domain-check/rules/zone-records.ts';
import { waitAfterChange } from '../../../../electron/core/domain-check/zone-wait.ts';
import type { DnsAnswer } from '../../../../electron/core/world/network.ts';
import { domainFacts } from '../../../fakes/domain-facts.ts';

const fixing = (fix: Fix): Finding => found('mx-missing', 'fail', { fix: [fix] });
const SPF = fixing(publish(textRecord('example.org', 'v=spf1 mx -all')));
const AUTODISCOVER = fixing(publish(cnameRecord('autodiscover.example.org', 'mail.example.org')));

const text = (ttl: number): DnsAnswer => ({
  status: 'found',
  authenticated: false,
  records: [{ type: 'TXT', name: 'example.org', ttl, chunks: ['v=spf1 +all'] }],
});
const soa = (minimum: number): DnsAnswer => ({
  status: 'found',
  authenticated: false,
  records: [{ type: 'SOA', name: 'example.org', ttl: 20, primary: 'ns1.example.net', minimum }],
});
const bare = (answers: Record<string, DnsAnswer>) => domainFacts({ drop: ['autodiscover'], answers });

describe('when the world sees a change', () => {
  it('is when what stands there has run out, in the next usual time: a cache tells only what is left', () => {
    expect(waitAfterChange([SPF], bare({ 'TXT example.org': text(3600) }))).toBe(3600);
    expect(waitAfterChange([SPF], bare({ 'TXT example.org': text(3421) }))).toBe(3600);
    expect(waitAfterChange([SPF], bare({ 'TXT example.org': text(301) }))).toBe(600);
    expect(waitAfterChange([SPF], bare({ 'TXT example.org': text(86_400) }))).toBe(86_400);
    expect(waitAfterChange([SPF], bare({ 'TXT example.org': text(100_000) }))).toBe(172_800);
  });

  it('is when the absence is forgotten, where nothing stands yet', () => {
    expect(waitAfterChange([AUTODISCOVER], bare({ 'SOA example.org': soa(1800) }))).toBe(1800);
  });

  it('is when an alias has run out, whatever it leads to', () => {
    const alias: DnsAnswer = {
      status: 'found',
      authenticated: false,
      records: [{ type: 'CNAME', name: 'example.org', ttl: 7200, value: 'elsewhere.example.net' }],
    };
    expect(waitAfterChange([SPF], bare({ 'TXT example.org': text(300), 'CNAME example.org': alias }))).toBe(7200);
  });

  it('is the longer of both', () => {
    const facts = bare({ 'SOA example.org': soa(1800), 'TXT example.org': text(7200) });
    expect(waitAfterChange([AUTODISCOVER, SPF], facts)).toBe(7200);
  });

  it('is not told where it cannot be known', () => {
    const silent: DnsAnswer = { status: 'failed', reason: 'timed-out' };
    expect(waitAfterChange([SPF], bare({ 'TXT example.org': silent }))).toBeUndefined();
    expect(waitAfterChange([AUTODISCOVER], bare({ 'SOA example.org': silent }))).toBeUndefined();
    expect(waitAfterChange([found('mx-right', 'ok')], domainFacts())).toBeUndefined();
  });

  it('is not told of zones that others keep', () => {
    const pointer = fixing(publish(ptrRecord('10.2.0.192.in-addr.arpa', 'other.example.org')));
    expect(waitAfterChange([pointer], domainFacts())).toBeUndefined();
  });
});
