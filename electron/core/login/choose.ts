import type { Service } from '../model/service.ts';
import { sameSite } from './failures.ts';

export const PROVABLE = ['imap', 'pop3', 'smtp', 'activesync', 'caldav', 'carddav'] as const;
export type Provable = (typeof PROVABLE)[number];

export interface Candidate {
  protocol: Provable;
  service: Service;
  /** Host that would get the password. */
  host: string;
  /** For http-based protocols. */
  url: string;
  /** No password may go there: neither trusted nor confirmed by name. */
  needsConsent: boolean;
}

/**
 * The first encrypted service of each protocol, in the order in which they are tried: mail first, because it answers
 * most precisely why it refuses. ManageSieve and JMAP are not proven.
 */
export function candidates(services: readonly Service[], confirmedHosts: readonly string[]): Candidate[] {
  const confirmed = new Set(confirmedHosts.map((host) => host.toLowerCase()));
  return PROVABLE.flatMap((protocol) => {
    const service = services.find((one) => one.protocol === protocol && one.security !== 'none');
    return service === undefined ? [] : [candidate(protocol, service, confirmed)];
  });
}

function candidate(protocol: Provable, service: Service, confirmed: Set<string>): Candidate {
  const url = isHttp(protocol) ? addressOf(protocol, service) : '';
  const host = url === '' ? service.host : new URL(url).hostname;
  const believed = (service.trusted || confirmed.has(service.host.toLowerCase())) && sameSite(host, service.host);
  return { protocol, service, host, url, needsConsent: !believed && !confirmed.has(host.toLowerCase()) };
}

export const isHttp = (protocol: Provable): protocol is 'activesync' | 'caldav' | 'carddav' =>
  protocol === 'activesync' || protocol === 'caldav' || protocol === 'carddav';

const USUAL_PATH = { activesync: '/Microsoft-Server-ActiveSync', caldav: '/.well-known/caldav', carddav: '/.well-known/carddav' } as const;

/** The address to ask, always https (RFC 6764 section 5 where none is given). */
function addressOf(protocol: keyof typeof USUAL_PATH, service: Service): string {
  const usual = `https://${service.host}${service.port === 443 ? '' : `:${service.port}`}${USUAL_PATH[protocol]}`;
  try {
    const given = new URL(service.url ?? usual);
    return given.protocol === 'https:' ? given.href : usual;
  } catch {
    return usual;
  }
}
