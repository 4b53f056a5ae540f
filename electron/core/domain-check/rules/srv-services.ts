import type { InspectionTarget } from '../../world/inspection.ts';

/** A service that mail programs look up by SRV. */
export interface SrvService {
  /** Left of the domain. */
  label: string;
  port: number;
  protocol: InspectionTarget['protocol'];
  /** Its counterpart that starts unencrypted, published beside it or alone. */
  cleartext?: string;
  /** The record says where, a TXT record at the same name says under which path (RFC 6764 section 4). */
  path?: string;
  /** Not registered, for the sake of a few programs. */
  unregistered?: true;
}

/** RFC 6186 section 3, RFC 8314 section 5.1, RFC 6764 section 3, RFC 5804 section 1.8, RFC 8620 section 2.2, [MS-OXDISCO]. */
export const SRV_SERVICES: readonly SrvService[] = [
  { label: '_imaps._tcp', port: 993, protocol: 'imap', cleartext: '_imap._tcp' },
  { label: '_imap._tcp', port: 143, protocol: 'imap' },
  { label: '_pop3s._tcp', port: 995, protocol: 'pop3', cleartext: '_pop3._tcp' },
  { label: '_pop3._tcp', port: 110, protocol: 'pop3' },
  { label: '_submissions._tcp', port: 465, protocol: 'smtp', cleartext: '_submission._tcp' },
  { label: '_submission._tcp', port: 587, protocol: 'smtp' },
  { label: '_smtps._tcp', port: 465, protocol: 'smtp', unregistered: true },
  { label: '_sieve._tcp', port: 4190, protocol: 'sieve' },
  { label: '_autodiscover._tcp', port: 443, protocol: 'https' },
  { label: '_caldavs._tcp', port: 443, protocol: 'https', cleartext: '_caldav._tcp', path: '/SOGo/dav/' },
  { label: '_carddavs._tcp', port: 443, protocol: 'https', cleartext: '_carddav._tcp', path: '/SOGo/dav/' },
  { label: '_caldav._tcp', port: 80, protocol: 'https' },
  { label: '_carddav._tcp', port: 80, protocol: 'https' },
  { label: '_jmap._tcp', port: 443, protocol: 'https' },
];

/** What a domain without any service record is advised to publish. */
export const ADVISED_SERVICES: readonly string[] = [
  '_imaps._tcp',
  '_submissions._tcp',
  '_submission._tcp',
  '_autodiscover._tcp',
  '_caldavs._tcp',
  '_carddavs._tcp',
];
