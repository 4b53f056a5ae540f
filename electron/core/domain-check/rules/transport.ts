import { type DomainFacts, recordsAt } from '../facts.ts';
import { isStsRecord } from '../mta-sts/index.ts';
import { textsAt } from '../texts.ts';
import { exchangesOf } from './hosts.ts';

export const stsName = (domain: string): string => `_mta-sts.${domain}`;
export const stsHost = (domain: string): string => `mta-sts.${domain}`;
export const stsPage = (domain: string): string => `https://${stsHost(domain)}/.well-known/mta-sts.txt`;
export const tlsaName = (host: string): string => `_25._tcp.${host}`;

/** Whether the domain says that it has an MTA-STS policy, right or wrong (RFC 8461 section 3.1). */
export const announcesSts = (facts: DomainFacts): boolean => textsAt(facts, stsName(facts.domain)).some(isStsRecord);

/** Whether any of its mail servers has TLSA records (RFC 7672 section 2.2). */
export const hasTlsa = (facts: DomainFacts): boolean =>
  exchangesOf(facts).some((host) => recordsAt(facts, 'TLSA', tlsaName(host)).length > 0);
