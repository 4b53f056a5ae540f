import { getDomain } from 'tldts';
import type { DmarcRecord } from './record.ts';
import { dmarcName } from './discovery.ts';

const isAtOrBelow = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain}`);

/** Hosts that the reports of a record go to by mail, each once. */
export const reportHosts = ({ rua, ruf }: Pick<DmarcRecord, 'rua' | 'ruf'>): string[] => [
  ...new Set([...rua, ...ruf].flatMap(({ host }) => host ?? [])),
];

/** Whether a report to this host leaves the organization (RFC 9990 section 4), as far as names alone can tell. */
export const isForeign = (host: string, domain: string, organizational: string): boolean =>
  !isAtOrBelow(host, organizational) && getDomain(host, { allowPrivateDomains: true }) !== getDomain(domain, { allowPrivateDomains: true });

/** Where the receiver of reports says that it wants them (RFC 9990 section 4). */
export const authorisationName = (domain: string, host: string): string => `${domain}._report.${dmarcName(host)}`;

/** What must be asked to judge where reports go: whether they are wanted there, and whether mail is taken there. */
export const reportQuestions = (
  domain: string,
  record: Pick<DmarcRecord, 'rua' | 'ruf'>,
): { name: string; type: 'TXT' | 'MX' | 'A' | 'AAAA' }[] =>
  reportHosts(record)
    .filter((host) => host !== domain)
    .flatMap((host) => [
      ...(isForeign(host, domain, domain) ? [{ name: authorisationName(domain, host), type: 'TXT' as const }] : []),
      { name: host, type: 'MX' as const },
      { name: host, type: 'A' as const },
      { name: host, type: 'AAAA' as const },
    ]);
