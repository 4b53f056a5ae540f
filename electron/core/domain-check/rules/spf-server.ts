import type { DomainFacts } from '../facts.ts';
import type { FindingId } from '../finding.ts';
import type { DnsAnswer, DnsRecord, RecordType } from '../../world/network.ts';
import { evaluateSpfOver } from '../spf/evaluate.ts';
import type { SpfResultWord } from '../spf/result.ts';
import { expectedAddresses } from './addresses.ts';
import { exchangesOf, hostFault } from './hosts.ts';
import { mxCause } from './mx-cause.ts';

/** What receivers make of mail from the own server. */
export interface OwnServer {
  /** Empty when only its addresses are known. */
  host: string;
  addresses: readonly string[];
  passed: string[];
  refused: { ip: string; result: SpfResultWord }[];
  /** Addresses for which some answer is lacking. */
  unknown: string[];
  /** The finding that explains the refusal: were that right, the server would pass. */
  cause: FindingId | undefined;
}

export const isRefused = ({ refused }: OwnServer): boolean => refused.length > 0;

const UNASKED: DnsAnswer = { status: 'failed', reason: 'cancelled' };

/** Evaluates the recorded SPF for the addresses of the expected server; undefined when nobody said which server that is. */
export function ownServer(facts: DomainFacts): OwnServer | undefined {
  const { host = '' } = facts.expected;
  if (host === '' && facts.expected.addresses.length === 0) return undefined;
  const { all: addresses } = expectedAddresses(facts, host);
  if (addresses.length === 0) return undefined;
  const results = addresses.map((ip) => ({ ip, result: resultFor(facts, ip) }));
  const refused = results.filter(({ result }) => result === 'fail' || result === 'softfail' || result === 'neutral');
  return {
    host,
    addresses,
    passed: results.filter(({ result }) => result === 'pass').map(({ ip }) => ip),
    refused,
    unknown: results.filter(({ result }) => result === 'temperror').map(({ ip }) => ip),
    cause: refused.length === 0 || host === '' ? undefined : causeOf(facts, host),
  };
}

function resultFor(facts: DomainFacts, ip: string): SpfResultWord {
  const helo = facts.expected.host ?? facts.domain;
  const question = { ip, sender: `postmaster@${facts.domain}`, helo, domain: facts.domain };
  return evaluateSpfOver((name, type) => facts.answers[`${type} ${name}`] ?? UNASKED, question).result;
}

/** Whether it is the MX or the server's own address that is wrong, and not the list. */
function causeOf(facts: DomainFacts, host: string): FindingId | undefined {
  const fault = hostFault(facts);
  const astray = exchangesOf(facts).includes(host) ? undefined : mxCause(facts);
  if (fault === undefined && astray === undefined) return undefined;
  const { v4, v6 } = expectedAddresses(facts, host);
  const answers = {
    ...facts.answers,
    ...(astray === undefined
      ? {}
      : answered('MX', facts.domain, [{ type: 'MX', name: facts.domain, ttl: 0, preference: 10, exchange: host }])),
    ...answered(
      'A',
      host,
      v4.map((value) => ({ type: 'A', name: host, ttl: 0, value })),
    ),
    ...answered(
      'AAAA',
      host,
      v6.map((value) => ({ type: 'AAAA', name: host, ttl: 0, value })),
    ),
  };
  const passes = [...v4, ...v6].every((ip) => resultFor({ ...facts, answers }, ip) === 'pass');
  return passes ? (fault ?? astray) : undefined;
}

const answered = (type: RecordType, name: string, records: DnsRecord[]): Record<string, DnsAnswer> => ({
  [`${type} ${name}`]:
    records.length === 0
      ? { status: 'absent', kind: 'no-such-record', authenticated: false }
      : { status: 'found', records, authenticated: false },
});
