import type { DnsRecord } from '../../world/network.ts';
import { type DomainFacts, recordsAt, standing } from '../facts.ts';
import type { Finding, Fix } from '../finding.ts';
import { causeOfSilence, domainStanding, mailHost, unansweredOf } from './hosts.ts';
import { found, type Rule } from './rule.ts';
import { pathFaults } from './srv-path.ts';
import { portState } from './srv-port.ts';
import { NEEDED_PORTS } from './tls/reach.ts';
import { ADVISED_SERVICES, SRV_SERVICES, type SrvService } from './srv-services.ts';
import { judgeTargets } from './srv-targets.ts';
import { publish, remove, srvRecord, srvNotOffered, textRecord } from './zone-records.ts';

/** More of one service are somebody’s joke. */
const MOST_RECORDS = 16;

type SrvRecord = Extract<DnsRecord, { type: 'SRV' }>;

/** A service with what is published for it; `offered` leaves out the target "." of a service that is not offered. */
export interface PublishedService {
  service: SrvService;
  name: string;
  offered: SrvRecord[];
}

/** Service records for mail programs (RFC 2782, 6186, 8314, 6764, 5804, 8620). */
export const srv: Rule = (facts) => {
  const published = SRV_SERVICES.map((service): PublishedService => {
    const name = `${service.label}.${facts.domain}`;
    return {
      service,
      name,
      offered: recordsAt(facts, 'SRV', name)
        .filter(({ target }) => target !== '.' && target !== '')
        .slice(0, MOST_RECORDS),
    };
  });
  const silent = SRV_SERVICES.flatMap(({ label }) => unansweredOf(facts, ['SRV'], `${label}.${facts.domain}`));
  const asked = SRV_SERVICES.length - silent.length;
  const there = published.filter(({ offered }) => offered.length > 0);
  const decided = SRV_SERVICES.some(({ label }) => standing(facts, 'SRV', `${label}.${facts.domain}`) === 'found');
  const unanswered = silent.length > 0 && wasAsked(facts, silent) ? [silence(facts, silent)] : [];
  if (asked === 0) return [silence(facts, silent)];
  if (!decided) return [...unanswered, ...(unanswered.length > 0 ? [] : [none(facts)])];
  const faults = [...judgeTargets(facts, there), ...ports(facts, there), ...kinds(facts, there), ...pathFaults(facts, there)];
  if (faults.length > 0) return [...faults, ...unanswered];
  return [found('srv-right', 'ok', { facts: { name: facts.domain, names: there.map(({ name }) => name) } }), ...unanswered];
};

/** A question that was never put is no silence; only failed ones are worth telling. */
const wasAsked = (facts: DomainFacts, questions: string[]): boolean => questions.some((question) => facts.answers[question] !== undefined);

function silence(facts: DomainFacts, questions: string[]): Finding {
  return found('srv-unanswered', 'unknown', {
    who: 'network',
    facts: { name: facts.domain, questions },
    ...causeOfSilence(facts, questions),
  });
}

function none(facts: DomainFacts): Finding {
  const host = mailHost(facts);
  const advised = SRV_SERVICES.filter(({ label }) => ADVISED_SERVICES.includes(label));
  const records = (target: string): Fix[] =>
    advised.flatMap(({ label, port, path }) => [
      publish(srvRecord(`${label}.${facts.domain}`, port, target)),
      ...(path === undefined ? [] : [publish(textRecord(`${label}.${facts.domain}`, `path=${path}`))]),
    ]);
  const cause = domainStanding(facts) === 'absent' ? ({ cause: 'name-absent' } as const) : {};
  return found('srv-none', 'info', { who: 'zone', facts: { name: facts.domain }, fix: host === undefined ? [] : records(host), ...cause });
}

/** Ports against what the host's ports showed: another one, or a service that is not there at all. */
function ports(facts: DomainFacts, there: readonly PublishedService[]): Finding[] {
  return there.flatMap(({ service, name, offered }) =>
    offered.flatMap((record) => {
      const state = portState(facts, service, record);
      if (state === 'right') return [];
      const about = { name, port: record.port, target: record.target, expected: service.port };
      if (state === 'not-offered') return [notOffered(name, record, about)];
      const severity = state === 'wrong' ? 'fail' : 'warn';
      const fix = [...remove([record]), publish(srvRecord(name, service.port, record.target))];
      return [found('srv-port', severity, { facts: about, fix })];
    }),
  );
}

function notOffered(name: string, record: SrvRecord, about: Finding['facts']): Finding {
  if (NEEDED_PORTS.includes(record.port))
    return found('srv-not-offered', 'warn', { who: 'server', facts: about, cause: 'tls-unreachable' });
  return found('srv-not-offered', 'warn', { facts: about, fix: [...remove([record]), publish(srvNotOffered(name))] });
}

/** Only unencrypted beginnings, or a name that nobody registered, while the better service works or may work. */
function kinds(facts: DomainFacts, there: readonly PublishedService[]): Finding[] {
  const has = (label: string): boolean => there.some(({ service }) => service.label === label);
  const isAbsent = (label: string): boolean => !has(label) && standing(facts, 'SRV', `${label}.${facts.domain}`) !== 'unknown';
  const misnamed = unregistered(facts, there, isAbsent('_submissions._tcp'));
  const lacking = SRV_SERVICES.filter(
    ({ label, cleartext }) =>
      cleartext !== undefined &&
      has(cleartext) &&
      isAbsent(label) &&
      works(facts, label) &&
      !misnamed.some(({ facts: { expected } }) => expected === `${label}.${facts.domain}`),
  );
  const cleartext = lacking.map(({ label }) => `${label}.${facts.domain}`);
  const fix = lacking.flatMap(({ label, port, cleartext: beside }) => {
    const record = there.find(({ service }) => service.label === beside)?.offered[0];
    const name = `${label}.${facts.domain}`;
    const refusing = recordsAt(facts, 'SRV', name);
    return record === undefined ? [] : [...remove(refusing), publish(srvRecord(name, port, mailHost(facts) ?? record.target))];
  });
  const [first] = cleartext;
  const only = first === undefined ? [] : [found('srv-cleartext-only', 'warn', { facts: { name: first, names: cleartext }, fix })];
  return [...only, ...misnamed];
}

function unregistered(facts: DomainFacts, there: readonly PublishedService[], alone: boolean): Finding[] {
  const smtps = there.find(({ service }) => service.unregistered === true);
  const [record] = smtps?.offered ?? [];
  if (!alone || smtps === undefined || record === undefined) return [];
  const name = `_submissions._tcp.${facts.domain}`;
  const fix = [...remove(smtps.offered), publish(srvRecord(name, 465, mailHost(facts) ?? record.target))];
  return [found('srv-unregistered', 'warn', { facts: { name: smtps.name, expected: name }, fix })];
}

/** Whether the encrypted service was seen at work; one that nobody looked at is not held against the zone. */
function works(facts: DomainFacts, label: string): boolean {
  const service = SRV_SERVICES.find((one) => one.label === label);
  return facts.endpoints.some(
    ({ target, result }) => target.port === service?.port && target.protocol === service.protocol && result.status === 'encrypted',
  );
}
