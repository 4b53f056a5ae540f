import type { Dns, DnsAnswer } from '../../world/network.ts';
import { type SpfAnswer, type SpfFacts, type SpfQuestionType, recordsIn, staticTarget } from './facts.ts';
import { LIMITS } from './check.ts';
import { plainDomain } from './names.ts';
import { mendedRecords } from './mend.ts';
import { MOST_TERMS } from './standing.ts';
import { directivesOf, modifierOf, parseSpf, type SpfRecord } from './parse.ts';

/** Far beyond what any receiver follows; a tree made to keep us busy ends here. */
const MOST_DOMAINS = 40;
const MOST_QUESTIONS = 300;

/** Asks everything that a judgement of the whole tree needs, level by level; each name once. Never rejects. */
export async function gatherSpf(dns: Dns, asked: string, { signal }: { signal?: AbortSignal } = {}): Promise<SpfFacts> {
  const domain = plainDomain(asked);
  const answers: SpfFacts['answers'] = {};
  const pending = new Map<string, Promise<SpfAnswer>>();
  let cut = false;
  let terms = 0;
  const ask = (type: SpfQuestionType, name: string): Promise<SpfAnswer> => {
    const key = `${type} ${name}`;
    const known = pending.get(key);
    if (known !== undefined) return known;
    if (pending.size >= MOST_QUESTIONS) {
      cut = true;
      return Promise.resolve({ status: 'failed', reason: 'too-many' });
    }
    const answer = (
      signal?.aborted === true ? Promise.resolve<DnsAnswer>({ status: 'failed', reason: 'cancelled' }) : dns.query(name, type, signal)
    )
      .then(recorded)
      .then((one) => (answers[key] = one));
    pending.set(key, answer);
    return answer;
  };
  // Its own hosts are what a better record names.
  const beside: Promise<unknown>[] = [...askAddresses(domain, ask), askExchanges(domain, ask)];
  const seen = new Set([domain]);
  for (let level = [domain]; level.length > 0;) {
    const texts = await Promise.all(level.map((name) => ask('TXT', name)));
    const next = texts.flatMap((answer, index) => {
      if (terms > MOST_TERMS) {
        cut = true;
        return [];
      }
      return recordsToFollow(answer).flatMap((record) => {
        const owner = level[index] ?? domain;
        terms += record.terms.length;
        beside.push(...askHosts(record, owner, ask));
        return targetsOf(record, owner);
      });
    });
    const fresh = [...new Set(next)].filter((name) => !seen.has(name));
    level = fresh.slice(0, MOST_DOMAINS - seen.size);
    cut ||= level.length < fresh.length;
    for (const name of level) seen.add(name);
  }
  await Promise.all(beside);
  return { domain, answers, cut };
}

/** As published and, where that differs, as mended: so that a better record can be judged without asking again. */
function recordsToFollow(answer: SpfAnswer): SpfRecord[] {
  const published = recordsIn(answer).map(({ record }) => record);
  const texts = published.map(({ text }) => text);
  return [
    ...published,
    ...mendedRecords(answer)
      .filter((text) => !texts.includes(text))
      .map(parseSpf),
  ];
}

type Ask = (type: SpfQuestionType, name: string) => Promise<SpfAnswer>;

function targetsOf(record: SpfRecord, owner: string): string[] {
  const specs = directivesOf(record).flatMap(({ mechanism }) => (mechanism.kind === 'include' ? [mechanism.domain] : []));
  const redirect = modifierOf(record, 'redirect');
  return [...specs, ...(redirect === undefined ? [] : [redirect.domain])].flatMap((spec) => {
    const target = staticTarget(spec, owner);
    return typeof target === 'string' ? [] : [target.name];
  });
}

function askHosts(record: SpfRecord, owner: string, ask: Ask): Promise<unknown>[] {
  return directivesOf(record).flatMap(({ mechanism }): Promise<unknown>[] => {
    if (mechanism.kind !== 'a' && mechanism.kind !== 'mx' && mechanism.kind !== 'exists') return [];
    const target = staticTarget(mechanism.domain, owner);
    if (typeof target === 'string') return [];
    if (mechanism.kind === 'exists') return [ask('A', target.name)];
    return mechanism.kind === 'a' ? askAddresses(target.name, ask) : [askExchanges(target.name, ask)];
  });
}

const askAddresses = (name: string, ask: Ask): Promise<unknown>[] => [ask('A', name), ask('AAAA', name)];

async function askExchanges(name: string, ask: Ask): Promise<void> {
  const answer = await ask('MX', name);
  const hosts = answer.status === 'found' ? answer.values.flat().filter((host) => host !== '') : [];
  // Beyond the limit the term is an error whatever the hosts' addresses are.
  if (hosts.length <= LIMITS.names) await Promise.all(hosts.flatMap((host) => askAddresses(host, ask)));
}

export function recorded(answer: DnsAnswer): SpfAnswer {
  if (answer.status === 'absent') return { status: 'absent' };
  if (answer.status === 'failed') return { status: 'failed', reason: answer.reason };
  const values = answer.records.flatMap((record) => {
    if (record.type === 'TXT') return [record.chunks];
    if (record.type === 'MX') return [[plainDomain(record.exchange)]];
    return record.type === 'A' || record.type === 'AAAA' ? [[record.value]] : [];
  });
  return { status: 'found', values };
}
