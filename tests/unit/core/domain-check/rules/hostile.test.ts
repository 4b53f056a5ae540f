import { describe, expect, it } from 'vitest';
import type { DomainFacts } from '../../../../../electron/core/domain-check/facts.ts';
import { dane } from '../../../../../electron/core/domain-check/rules/dane.ts';
import { dkim } from '../../../../../electron/core/domain-check/rules/dkim.ts';
import { dmarc } from '../../../../../electron/core/domain-check/rules/dmarc.ts';
import { mtaSts } from '../../../../../electron/core/domain-check/rules/mta-sts.ts';
import { spf } from '../../../../../electron/core/domain-check/rules/spf.ts';
import { tlsRpt } from '../../../../../electron/core/domain-check/rules/tls-rpt.ts';
import { domainFacts } from '../../../../fakes/domain-facts.ts';
import { HUGE } from '../vectors.ts';

const PREFIXES = ['', 'v=spf1 ', 'v=DKIM1; p=', 'v=DMARC1; p=none; ', 'v=STSv1; id=', 'v=TLSRPTv1; rua='];

/** Every TXT record of the domain is this text, and every page and TLSA record too. */
function flooded(text: string): DomainFacts {
  const facts = domainFacts();
  const answers = Object.entries(facts.answers).map(([question, answer]): [string, typeof answer] => {
    if (answer.status !== 'found') return [question, answer];
    const records = answer.records.map((record) => {
      if (record.type === 'TXT') return { ...record, chunks: [text] };
      return record.type === 'TLSA' ? { ...record, certificate: text } : record;
    });
    return [question, { ...answer, records }];
  });
  const pages = facts.pages.map((page) => (page.status === 'answered' ? { ...page, body: text, contentType: text } : page));
  return { ...facts, answers: Object.fromEntries(answers), pages };
}

describe('rules for mail records that meet 64 kB of', () => {
  it.each(HUGE)('%s come to a judgement that is short enough to be shown', (_, text) => {
    for (const prefix of PREFIXES) {
      const facts = flooded(prefix + text);
      const findings = [spf, dkim, dmarc, mtaSts, tlsRpt, dane].flatMap((rule) => rule(facts));
      expect(findings.length).toBeGreaterThan(5);
      expect(findings.length).toBeLessThan(80);
      expect(Math.max(...findings.map(({ facts: told }) => JSON.stringify(told).length))).toBeLessThan(8_000);
    }
  });
});
