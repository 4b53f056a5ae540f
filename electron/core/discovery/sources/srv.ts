import type { Evidence, Protocol, Security } from '../../model/service.ts';
import type { DnsAnswer, DnsRecord } from '../../world/network.ts';
import { webCandidate, type Origin } from '../candidates.ts';
import { now, type Candidate, type Source, type SourceContext } from '../context.ts';
import type { End } from '../ledger.ts';
import { hostName, webAddress } from '../parsers/sanitize.ts';

export type SrvRecord = Extract<DnsRecord, { type: 'SRV' }>;

interface Label {
  label: string;
  protocol: Protocol;
  security: Security;
  /** RFC 6764: where the service lives unless a TXT record says so. */
  wellKnown?: string;
}

// RFC 6186 and 8314 (mail), 6764 (calendars, address books), 8620 (JMAP), 5804 (Sieve); `_smtps` is custom, no standard.
const LABELS: readonly Label[] = [
  { label: '_imaps._tcp', protocol: 'imap', security: 'tls' },
  { label: '_imap._tcp', protocol: 'imap', security: 'starttls' },
  { label: '_pop3s._tcp', protocol: 'pop3', security: 'tls' },
  { label: '_pop3._tcp', protocol: 'pop3', security: 'starttls' },
  { label: '_submissions._tcp', protocol: 'smtp', security: 'tls' },
  { label: '_smtps._tcp', protocol: 'smtp', security: 'tls' },
  { label: '_submission._tcp', protocol: 'smtp', security: 'starttls' },
  { label: '_sieve._tcp', protocol: 'sieve', security: 'starttls' },
  { label: '_caldavs._tcp', protocol: 'caldav', security: 'tls', wellKnown: '/.well-known/caldav' },
  { label: '_caldav._tcp', protocol: 'caldav', security: 'none', wellKnown: '/.well-known/caldav' },
  { label: '_carddavs._tcp', protocol: 'carddav', security: 'tls', wellKnown: '/.well-known/carddav' },
  { label: '_carddav._tcp', protocol: 'carddav', security: 'none', wellKnown: '/.well-known/carddav' },
  { label: '_jmap._tcp', protocol: 'jmap', security: 'tls', wellKnown: '/.well-known/jmap' },
];

function draw(group: SrvRecord[], random: () => number): SrvRecord[] {
  // RFC 2782: weight 0 first, then a running sum picks with a chance proportional to weight.
  const left = group.toSorted((one, other) => one.weight - other.weight);
  const drawn: SrvRecord[] = [];
  while (left.length > 0) {
    const total = left.reduce((sum, record) => sum + record.weight, 0);
    const pick = Math.floor(random() * (total + 1));
    let sum = 0;
    const index = left.findIndex((record) => {
      sum += record.weight;
      return sum >= pick;
    });
    drawn.push(...left.splice(Math.max(index, 0), 1));
  }
  return drawn;
}

/** RFC 2782: lowest priority first, within a priority by weighted chance. `random` gives 0 ≤ n < 1. */
export function inServiceOrder(records: readonly SrvRecord[], random: () => number): SrvRecord[] {
  const priorities = [...new Set(records.map((record) => record.priority))].toSorted((one, other) => one - other);
  return priorities.flatMap((priority) =>
    draw(
      records.filter((record) => record.priority === priority),
      random,
    ),
  );
}

export const isNotOffered = (records: readonly SrvRecord[]): boolean =>
  records.length === 1 && ['', '.'].includes(records[0]?.target ?? '');

export const srvRecords = (answer: DnsAnswer): SrvRecord[] =>
  answer.status === 'found' ? answer.records.flatMap((record) => (record.type === 'SRV' ? [record] : [])) : [];

/** Ends the row of an unusable DNS answer; true when it was usable. */
export function endUnlessFound(answer: DnsAnswer, end: End): answer is Extract<DnsAnswer, { status: 'found' }> {
  if (answer.status === 'absent') end('absent', answer.kind);
  if (answer.status === 'failed') {
    const { reason } = answer;
    end(reason === 'offline' || reason === 'cancelled' || reason === 'timed-out' ? reason : 'unanswered', reason);
  }
  return answer.status === 'found';
}

/** RFC 6764 section 4: a TXT record at the same name may say `path=/…`. */
async function pathOf(context: SourceContext, name: string): Promise<string | undefined> {
  const answer = await context.query(name, 'TXT');
  const texts =
    answer.status === 'found' ? answer.records.flatMap((record) => (record.type === 'TXT' ? [record.chunks.join('')] : [])) : [];
  return texts.flatMap((text) => /^path=(\/\S*)$/.exec(text.trim())?.[1] ?? [])[0];
}

function candidateOf(
  context: SourceContext,
  label: Label,
  record: SrvRecord,
  signed: boolean,
  path: string | undefined,
  order: number,
): Candidate[] {
  const host = hostName(record.target);
  if (host === undefined || record.port < 1) return [];
  const evidence: Evidence = {
    source: 'srv',
    transport: signed ? 'dnssec' : 'dns',
    at: now(context),
    record: `${label.label}.${context.address.domain} SRV ${record.priority} ${record.weight} ${record.port} ${record.target}`,
  };
  const origin: Origin = { source: 'srv', evidence, standing: signed ? 'own' : 'dns', otherDomain: false, privateAddress: false };
  const { protocol, security, wellKnown } = label;
  if (protocol === 'caldav' || protocol === 'carddav' || protocol === 'jmap') {
    const url = webAddress(`https://${host}${record.port === 443 ? '' : `:${record.port}`}${path ?? wellKnown ?? '/'}`);
    return url === undefined ? [] : [webCandidate(context, origin, protocol, { url }, order)];
  }
  const { standing, otherDomain, privateAddress } = origin;
  return [
    {
      protocol,
      host,
      port: record.port,
      security,
      authentication: [],
      evidence,
      standing,
      otherDomain,
      privateAddress,
      live: false,
      order,
    },
  ];
}

async function ask(context: SourceContext, label: Label): Promise<void> {
  const name = `${label.label}.${context.address.domain}`;
  const end = context.begin('srv', name);
  const dav = label.protocol === 'caldav' || label.protocol === 'carddav';
  const [answer, path] = await Promise.all([
    context.query(name, 'SRV'),
    dav && label.security === 'tls' ? pathOf(context, name) : undefined,
  ]);
  if (!endUnlessFound(answer, end)) return;
  const records = srvRecords(answer);
  if (isNotOffered(records)) {
    end('not-offered', 'target "."');
    return;
  }
  // A calendar without encryption is named for completeness and never used.
  if (dav && label.security === 'none') {
    end('skipped', 'plain http');
    return;
  }
  const candidates = inServiceOrder(records, context.random).flatMap((record, order) =>
    candidateOf(context, label, record, answer.authenticated, path, order),
  );
  end(candidates.length > 0 ? 'found' : 'document-invalid', records.map((record) => `${record.target}:${record.port}`).join(', '));
  if (candidates.length > 0) context.offer({ candidates });
}

/** Service records of the mail domain, all asked at once. */
export const srv: Source = {
  id: 'srv',
  find: async (context) => {
    await Promise.all(LABELS.map((label) => ask(context, label)));
  },
};
