import { type DomainFacts, recordsAt, standing } from '../../facts.ts';
import type { Finding } from '../../finding.ts';
import { exchangesOf } from '../hosts.ts';
import { found } from '../rule.ts';
import { step } from '../zone-records.ts';

/** STARTTLS with neither MTA-STS nor DANE: whoever sits on the line can take the offer away (RFC 3207 section 6, RFC 8461 section 1, RFC 7672 section 1.3). */
export function downgrade(facts: DomainFacts): Finding[] {
  const hosts = exchangesOf(facts);
  const policy = `_mta-sts.${facts.domain}`;
  const announced = recordsAt(facts, 'TXT', policy).some(({ chunks }) => /^v=STSv1\s*;/.test(chunks.join('')));
  const silent =
    standing(facts, 'TXT', policy) === 'unknown' || hosts.some((host) => standing(facts, 'TLSA', `_25._tcp.${host}`) === 'unknown');
  const pinned = hosts.some((host) => standing(facts, 'TLSA', `_25._tcp.${host}`) === 'found');
  if (hosts.length === 0 || announced || pinned || silent) return [];
  const fix = [step('mailcow-mta-sts', { name: facts.domain })];
  return [found('tls-downgrade', 'info', { who: 'server', facts: { name: facts.domain, hosts }, fix })];
}
