import { type DomainFacts, type PageFacts, standing } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { earlierOf } from '../memory.ts';
import { coversMx, isStsRecord, looksLikeSts, parseStsPolicy, parseStsRecord, type StsPolicy } from '../mta-sts/index.ts';
import { ownTextsAt, replaceTexts, textsAt } from '../texts.ts';
import { addressesOf } from './addresses.ts';
import { causeOfSilence, exchangesOf, hostFault, mailHost } from './hosts.ts';
import { exchangeCause } from './mx-cause.ts';
import { certificateCause, shutCause } from './page-cause.ts';
import { found, type Rule } from './rule.ts';
import { stsHost, stsName, stsPage } from './transport.ts';
import { cnameRecord, publish, step } from './zone-records.ts';

/** Whether others must deliver encrypted, and only to servers that the domain names (RFC 8461). */
export const mtaSts: Rule = (facts) => {
  const name = stsName(facts.domain);
  if (standing(facts, 'TXT', name) === 'unknown') {
    const questions = [`TXT ${name}`];
    return [found('mta-sts-unanswered', 'unknown', { who: 'network', facts: { name, questions }, ...causeOfSilence(facts, questions) })];
  }
  const records = textsAt(facts, name).filter(isStsRecord);
  const [text] = records;
  if (text === undefined) return [withoutRecord(facts, name)];
  const announced = judgeRecord(facts, name, records);
  const policy = judgePolicy(facts);
  const all = [...announced, ...policy.findings, ...unnoticed(facts, name, policy.read)];
  if (all.some(({ severity }) => severity !== 'info') || policy.read === undefined) return all;
  const { mode, maxAge } = policy.read;
  if (mode === 'none') return [...all, found('mta-sts-none', 'info', { facts: { name } })];
  return [found('mta-sts-right', 'ok', { facts: { name, mode, seconds: maxAge, mx: [...policy.read.mx] } }), ...all];
};

const SERVER = { who: 'server' } as const;

function withoutRecord(facts: DomainFacts, name: string): Finding {
  const alike = ownTextsAt(facts, name).find(looksLikeSts);
  if (alike === undefined)
    return found('mta-sts-none', 'info', { facts: { name }, fix: [step('mailcow-mta-sts', { name: facts.domain })] });
  return found('mta-sts-record', 'fail', { facts: { name, reason: 'version', term: alike }, fix: renewed(facts, name) });
}

/** With a new id: the time of the check, which no earlier one can have had. */
const renewed = (facts: DomainFacts, name: string): Finding['fix'] =>
  replaceTexts(
    facts,
    name,
    (text) => isStsRecord(text) || looksLikeSts(text),
    `v=STSv1; id=${facts.at.replace(/[^0-9]/g, '').slice(0, 14)}`,
  );

function judgeRecord(facts: DomainFacts, name: string, records: readonly string[]): Finding[] {
  const [text = ''] = records;
  if (records.length > 1) return [found('mta-sts-several', 'fail', { facts: { name, count: records.length }, fix: renewed(facts, name) })];
  const record = parseStsRecord(text);
  if (record.ok) return [];
  return [found('mta-sts-record', 'fail', { facts: { name, reason: record.code, term: record.term }, fix: renewed(facts, name) })];
}

const sameAs = (policy: StsPolicy): string => JSON.stringify([policy.mode, policy.maxAge, policy.mx.toSorted()]);

/** Senders ask for a policy again only when its id has changed: until it expires they keep to the one that they know. */
function unnoticed(facts: DomainFacts, name: string, now: StsPolicy | undefined): Finding[] {
  const earlier = earlierOf(facts);
  const page = earlier?.pages.find(({ url }) => url === stsPage(facts.domain));
  if (now === undefined || earlier === undefined || page?.status !== 'answered' || page.code !== 200) return [];
  const then = parseStsPolicy(page.body);
  const id = announcedId(facts, name);
  if (!then.ok || sameAs(then.policy) === sameAs(now) || id === undefined || announcedId(earlier, name) !== id) return [];
  return [found('mta-sts-id-unchanged', 'warn', { facts: { name, id, date: earlier.at.slice(0, 10) }, fix: renewed(facts, name) })];
}

function announcedId(facts: DomainFacts, name: string): string | undefined {
  const [text, ...others] = textsAt(facts, name).filter(isStsRecord);
  const record = text === undefined || others.length > 0 ? undefined : parseStsRecord(text);
  return record?.ok === true ? record.id : undefined;
}

interface Judged {
  findings: Finding[];
  read?: StsPolicy;
}

/** The page, then what stands on it. */
function judgePolicy(facts: DomainFacts): Judged {
  const host = stsHost(facts.domain);
  const url = stsPage(facts.domain);
  const page = facts.pages.find((one) => one.url === url);
  const fix = [step('mailcow-mta-sts', { name: facts.domain })];
  if (addressesOf(facts, host).state === 'absent') return { findings: [withoutHost(facts, host)] };
  if (page === undefined)
    return { findings: [found('mta-sts-unreachable', 'unknown', { who: 'network', facts: { name: host, url, reason: 'not-asked' } })] };
  if (page.status === 'failed') return { findings: [unreachable(facts, page)] };
  if (page.code >= 300 && page.code < 400)
    return { findings: [found('mta-sts-redirect', 'fail', { ...SERVER, facts: { name: host, url, target: page.location ?? '' }, fix })] };
  if (page.code !== 200)
    return { findings: [found('mta-sts-unreachable', 'fail', { ...SERVER, facts: { name: host, url, reason: String(page.code) }, fix })] };
  const type = page.contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const typed = type === 'text/plain' ? [] : [found('mta-sts-content-type', 'warn', { ...SERVER, facts: { name: host, url, type }, fix })];
  const read = parseStsPolicy(page.body);
  if (!read.ok) {
    const about = { name: host, url, reason: read.code, term: read.term };
    return { findings: [...typed, found('mta-sts-policy', 'fail', { ...SERVER, facts: about, fix })] };
  }
  return { findings: [...typed, ...judgeContents(facts, read.policy)], read: read.policy };
}

function withoutHost(facts: DomainFacts, name: string): Finding {
  const server = mailHost(facts);
  // The alias is right and its target is what is missing.
  if (server !== undefined && addressesOf(facts, name).aliases.includes(server))
    return found('mta-sts-host', 'fail', { facts: { name }, cause: hostFault(facts) ?? 'mx-no-address' });
  return found('mta-sts-host', 'fail', { facts: { name }, fix: server === undefined ? [] : [publish(cnameRecord(name, server))] });
}

const OWN_SIDE = ['offline', 'cancelled', 'proxy', 'timed-out', 'unreachable', 'name-unanswered', 'private-address'];

function unreachable(facts: DomainFacts, page: Extract<PageFacts, { status: 'failed' }>): Finding {
  const name = stsHost(facts.domain);
  const about = { name, url: page.url, reason: page.reason };
  const shown = facts.endpoints.find(
    ({ target, result }) => target.host === name && result.status === 'encrypted' && result.fault !== undefined,
  );
  if (page.reason.startsWith('certificate-') || shown !== undefined) {
    const fault = shown?.result.status === 'encrypted' ? shown.result.fault : undefined;
    const fix = [step('mailcow-add-certificate-name', { name })];
    return found('mta-sts-certificate', 'fail', {
      ...SERVER,
      facts: { ...about, reason: fault ?? page.reason.replace('certificate-', '') },
      fix,
      ...certificateCause(facts, page.reason),
    });
  }
  if (page.reason === 'too-large') return found('mta-sts-policy', 'fail', { ...SERVER, facts: { ...about, term: '' } });
  if (page.reason === 'name-absent') return withoutHost(facts, name);
  if (OWN_SIDE.includes(page.reason))
    return found('mta-sts-unreachable', 'unknown', { who: 'network', facts: about, ...shutCause(facts, page.reason) });
  const fix = [step('mailcow-mta-sts', { name: facts.domain })];
  return found('mta-sts-unreachable', 'fail', { ...SERVER, facts: about, fix, ...shutCause(facts, page.reason) });
}

const DAY = 86_400;

function judgeContents(facts: DomainFacts, { mode, maxAge, mx }: StsPolicy): Finding[] {
  if (mode === 'none') return [];
  const name = stsHost(facts.domain);
  const fix = [step('mailcow-mta-sts', { name: facts.domain })];
  const exchanges = exchangesOf(facts);
  const isCovered = (host: string): boolean => mx.some((pattern) => coversMx(pattern, host));
  const uncovered = exchanges.filter((host) => !isCovered(host));
  // Where the policy names the right server and MX another one, the MX is what is wrong.
  const { host } = facts.expected;
  const astray = host !== undefined && isCovered(host) && !uncovered.includes(host);
  const [first = ''] = uncovered;
  const cause = exchangeCause(facts, first);
  return [
    ...(mode === 'testing' ? [found('mta-sts-testing', 'warn', { ...SERVER, facts: { name }, fix })] : []),
    ...(maxAge < DAY ? [found('mta-sts-short', 'warn', { ...SERVER, facts: { name, seconds: maxAge, limit: DAY }, fix })] : []),
    ...(uncovered.length === 0
      ? []
      : [
          found('mta-sts-mx-uncovered', mode === 'enforce' ? 'fail' : 'warn', {
            ...SERVER,
            facts: { name, hosts: uncovered, patterns: [...mx], mode },
            ...(astray ? { cause } : { fix }),
          }),
        ]),
  ];
}
