import { describe, expect, it } from 'vitest';
import { judgeDomain } from '../../../../electron/core/domain-check/judge.ts';
import type { CheckReport } from '../../../../electron/core/domain-check/report.ts';
import type { Inspection } from '../../../../electron/core/world/inspection.ts';
import { failing } from '../../../fakes/domain-endpoints.ts';
import { changed, type Difference, domainFacts, NO_SUCH_RECORD, onPort, SERVFAIL, withLeaf } from '../../../fakes/domain-facts.ts';

const judged = (difference: Difference): CheckReport => judgeDomain(domainFacts(difference));
/** What stands by itself, worst first; everything else that is troubled is folded under it. */
const rootsOf = ({ findings }: CheckReport): string[] =>
  findings.filter(({ severity, cause }) => severity !== 'ok' && severity !== 'info' && cause === undefined).map(({ id }) => id);

const encrypted =
  (change: Partial<Extract<Inspection['result'], { status: 'encrypted' }>>) =>
  (one: Inspection): Inspection =>
    one.result.status === 'encrypted' ? { ...one, result: { ...one.result, ...change } } : one;

/** The name where a pin would stand is asked, and there is none. */
const noPin = (label: string): string => `_25._tcp.${label}.example.org TXT "none"`;

describe('what one fault explains', () => {
  it.each<[string, Difference, string]>([
    [
      'an MX that is gone explains a list that speaks of it',
      {
        drop: ['example.org MX'],
        add: ['example.org MX 10 gone.example.org', noPin('gone')],
        answers: { 'any gone.example.org': NO_SUCH_RECORD },
      },
      'mx-no-address',
    ],
    [
      'an address for a name in MX explains who may not send, and the policy',
      { drop: ['example.org MX'], add: ['example.org MX 10 192.0.2.10'] },
      'mx-address-literal',
    ],
    [
      'an alias in MX explains what the policy does not cover',
      {
        drop: ['example.org MX'],
        add: ['example.org MX 10 smtp.example.org', 'smtp.example.org CNAME mail.example.org', noPin('smtp')],
      },
      'mx-alias',
    ],
    [
      'a submission service under an unregistered name explains why the registered one is not there',
      { drop: ['_submissions._tcp.example.org SRV'], add: ['_smtps._tcp.example.org SRV 0 1 465 mail.example.org'] },
      'srv-unregistered',
    ],
    [
      'a broken seal explains also the silence about what was not asked again',
      {
        answers: { 'any example.org': SERVFAIL, 'any dkim._domainkey.example.org': SERVFAIL },
        unchecked: { 'TXT example.org': NO_SUCH_RECORD },
      },
      'dnssec-bogus',
    ],
    [
      'an include that each mail fills in explains that nobody can tell whether the server may send',
      { drop: ['example.org TXT'], add: ['example.org TXT "v=spf1 include:%{i}.other.example mx -all"'] },
      'spf-target-depends',
    ],
    [
      'a self-signed certificate at one port explains that it differs',
      {
        endpoints: changed(onPort(993), (one) =>
          withLeaf(encrypted({ fault: 'self-signed' })(one), { certificate: { full: 'a1', sha256: 'a2', sha512: 'a3' } }),
        ),
      },
      'tls-self-signed',
    ],
    [
      'a signature over SHA-1 explains why nobody trusts it',
      {
        endpoints: changed(
          () => true,
          (one) => withLeaf(encrypted({ fault: 'untrusted' })(one), { signature: 'sha1WithRSAEncryption' }),
        ),
      },
      'tls-signature-weak',
    ],
    [
      'a host without an answer explains what hangs on it',
      { answers: { 'A mail.example.org': SERVFAIL, 'AAAA mail.example.org': SERVFAIL, 'CNAME mail.example.org': SERVFAIL } },
      'host-unanswered',
    ],
    ['MX without an answer explains why the own server cannot be judged', { answers: { 'MX example.org': SERVFAIL } }, 'mx-unanswered'],
  ])('%s', (_what, difference, root) => {
    expect(rootsOf(judged(difference))).toEqual([root]);
  });

  it('a port shut at an old address is no service that is not offered', () => {
    const old = { drop: ['mail.example.org A'], add: ['mail.example.org A 198.51.100.9'] };
    const { findings } = judged({
      ...old,
      endpoints: (all) => all.map((one) => failing({ ...one, target: { ...one.target, address: '198.51.100.9' } }, 'refused')),
    });
    expect(findings.map(({ id }) => id)).not.toContain('srv-not-offered');
    expect(findings.find(({ id }) => id === 'tls-unreachable')?.cause).toBe('host-address-wrong');
  });
});

describe('what is taken out', () => {
  it('is never what another part of the same remedy wants to see', () => {
    const report = judged({ add: ['_caldavs._tcp.example.org TXT "path=/other/"'] });
    expect(rootsOf(report)).toEqual(['srv-path']);
    expect(report.delete.map(({ text }) => text)).toEqual(['path=/other/']);
  });
});
