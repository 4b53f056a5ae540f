import type { Dns } from '../../world/network.ts';
import { discoverDmarc, dmarcName, isDmarcRecord, parseDmarc, reportQuestions } from '../dmarc/index.ts';
import { type Expectation, recordsOf } from '../facts.ts';
import { readReportUris } from '../report-uri.ts';
import { SRV_SERVICES } from '../rules/srv-services.ts';
import { evaluateSpf } from '../spf/evaluate.ts';
import { gatherSpf } from '../spf/gather.ts';
import { parseIp, reverseName } from '../spf/ip.ts';
import type { Asker } from './asker.ts';
import { type Asked, dmarcDomains, exchangeQuestions, firstQuestions, hostQuestions, targetQuestions } from './names.ts';

const MOST_EXCHANGES = 16;
const MOST_TARGETS = 16;
const MOST_ADDRESSES = 8;
const MOST_POINTERS = 4;
const MOST_REPORTS = 12;

/** What the questions are about. */
export interface Wanted {
  domain: string;
  expected: Expectation;
  randomLabel: string;
}

const askAll = (asker: Asker, questions: readonly Asked[]): Promise<unknown> =>
  Promise.all(questions.map(([type, name]) => asker.ask(type, name)));

/**
 * Everything that DNS is asked about a domain. Each question goes out as soon as its name is known, so the whole costs
 * as many round trips as one thing rests on another: MX, its host's address, that address's name, the name's address.
 */
export async function askNames(asker: Asker, wanted: Wanted): Promise<void> {
  const { domain, expected, randomLabel } = wanted;
  await Promise.all([
    askAll(asker, firstQuestions(domain, expected, randomLabel)),
    askExchanges(asker, domain),
    askTargets(asker, domain),
    askSpf(asker, wanted),
    askReports(asker, wanted),
    askHost(asker, wanted),
  ]);
}

/** The mail host: as expected, else the best MX. */
export async function mailHostOf(asker: Asker, { domain, expected }: Wanted): Promise<string | undefined> {
  return expected.host ?? (await exchangesOf(asker, domain))[0];
}

/** Hosts that take the domain's mail, best first. */
export async function exchangesOf(asker: Asker, domain: string): Promise<string[]> {
  const records = recordsOf(await asker.ask('MX', domain), 'MX').toSorted((one, other) => one.preference - other.preference);
  const hosts = records
    .map(({ exchange }) => exchange)
    .filter((host) => host !== '' && parseIp(host.replace(/^\[|\]$/g, '')) === undefined);
  return [...new Set(hosts)].slice(0, MOST_EXCHANGES);
}

async function askExchanges(asker: Asker, domain: string): Promise<void> {
  const hosts = await exchangesOf(asker, domain);
  await askAll(asker, hosts.flatMap(exchangeQuestions));
}

async function askTargets(asker: Asker, domain: string): Promise<void> {
  let known = 0;
  const follow = async (label: string): Promise<void> => {
    const records = recordsOf(await asker.ask('SRV', `${label}.${domain}`), 'SRV');
    const targets = [...new Set(records.map(({ target }) => target))].filter((target) => target !== '');
    const some = targets.slice(0, Math.max(0, MOST_TARGETS - known));
    known += some.length;
    asker.cut ||= some.length < targets.length;
    await askAll(asker, some.flatMap(targetQuestions));
  };
  await Promise.all(SRV_SERVICES.map(({ label }) => follow(label)));
}

async function askSpf(asker: Asker, wanted: Wanted): Promise<void> {
  const { cut } = await gatherSpf(asker.dns, wanted.domain);
  asker.cut ||= cut;
  // Macros make names of the sending address: those of the expected server are known.
  if (wanted.expected.host === undefined && wanted.expected.addresses.length === 0) return;
  const addresses = await addressesOf(asker, wanted, wanted.expected.host);
  const question = { sender: `postmaster@${wanted.domain}`, helo: wanted.expected.host ?? wanted.domain, domain: wanted.domain };
  await Promise.all(addresses.map((ip) => evaluateSpf(asker.dns, { ip, ...question })));
}

/** Whether reports are wanted and taken where the record that applies, the domain's own, or the expectation sends them. */
async function askReports(asker: Asker, { domain, expected }: Wanted): Promise<void> {
  const names = dmarcDomains(domain);
  const texts = new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, string[] | undefined]> => {
        const answer = await asker.ask('TXT', dmarcName(name));
        return [name, answer.status === 'failed' ? undefined : recordsOf(answer, 'TXT').map(({ chunks }) => chunks.join(''))];
      }),
    ),
  );
  const own = (texts.get(domain) ?? []).filter(isDmarcRecord).map(parseDmarc);
  const applied = discoverDmarc(domain, (name) => texts.get(name)).policy;
  const wish = expected.reports === undefined ? [] : [{ rua: readReportUris(`mailto:${expected.reports}`).uris, ruf: [] }];
  const questions = [...own, ...(applied === undefined ? [] : [applied.record]), ...wish].flatMap((record) =>
    reportQuestions(domain, record).map(({ name, type }): Asked => [type, name]),
  );
  const different = questions.filter(([type, name], index) => questions.findIndex((one) => one[0] === type && one[1] === name) === index);
  asker.cut ||= different.length > MOST_REPORTS * 4;
  await askAll(asker, different.slice(0, MOST_REPORTS * 4));
}

/** Address by address: its name, and whether that name leads back. */
async function askHost(asker: Asker, wanted: Wanted): Promise<void> {
  const host = await mailHostOf(asker, wanted);
  const about = host === undefined ? Promise.resolve() : askAll(asker, hostQuestions(host));
  const addresses = await addressesOf(asker, wanted, host);
  await Promise.all([about, ...addresses.map((address) => askPointers(asker, address))]);
}

async function askPointers(asker: Asker, address: string): Promise<void> {
  const ip = parseIp(address);
  if (ip === undefined) return;
  const names = recordsOf(await asker.ask('PTR', reverseName(ip)), 'PTR').map(({ value }) => value);
  const some = [...new Set(names)].filter((name) => name !== '').slice(0, MOST_POINTERS);
  await askAll(
    asker,
    some.flatMap((name): Asked[] => [
      ['A', name],
      ['AAAA', name],
    ]),
  );
}

/** Addresses of the expected server, and those that the host's name has. */
async function addressesOf(asker: Asker, { expected }: Wanted, host: string | undefined): Promise<string[]> {
  const published = host === undefined ? [] : await hostAddresses(asker.dns, host);
  return [...new Set([...expected.addresses, ...published])].slice(0, MOST_ADDRESSES);
}

/** Addresses that a name has, IPv4 first. */
export async function hostAddresses(dns: Dns, host: string, signal?: AbortSignal): Promise<string[]> {
  const [v4, v6] = await Promise.all([dns.query(host, 'A', signal), dns.query(host, 'AAAA', signal)]);
  return [...recordsOf(v4, 'A'), ...recordsOf(v6, 'AAAA')].map(({ value }) => value);
}
