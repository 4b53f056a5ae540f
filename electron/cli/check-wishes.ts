import { type Expectation, expectationFrom, isDomain, parseIp, plainDomain } from '../core/domain-check/index.ts';
import { domainName } from '../core/model/address.ts';
import { type Outcome, succeeded } from '../core/model/outcome.ts';
import type { Problem } from '../core/model/problem.ts';
import { type Call, noDomain, unlike, usage } from './call.ts';
import { askSources, readAddress } from './find-settings.ts';
import { readFileWithin, unusable } from './read-file.ts';
import { rulesHere } from './rules.ts';

const LARGEST_KEY = 64 * 1024;
const SELECTOR = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i;
const MOST = 20;

/** The domain that is meant, A-labels; fails with what is wrong about it. */
export function domainOf(typed: string): Outcome<string, Problem> {
  if (typed.includes('@')) {
    const address = readAddress(typed);
    return address.ok ? succeeded(address.value.domain) : address;
  }
  const domain = domainName(plainDomain(typed));
  const usable = domain !== undefined && domain.includes('.') && isDomain(domain);
  return usable ? succeeded(domain) : noDomain(typed);
}

/** What the options say about how the domain should look; refuses what can be none. */
export async function givenExpectation(call: Call): Promise<Outcome<Partial<Expectation>, Problem>> {
  const { given } = call;
  const typedHost = given.text('expect-host');
  const host = typedHost === undefined ? undefined : domainName(typedHost);
  if (typedHost !== undefined && host === undefined) return unlike('--expect-host', typedHost, 'mail.example.org');
  const addresses = given.all('expect-ip');
  const wrong = addresses.find((address) => parseIp(address) === undefined);
  if (wrong !== undefined) return unlike('--expect-ip', wrong, '192.0.2.10');
  if (addresses.length > MOST) return usage('too-many', { option: '--expect-ip', most: String(MOST) });
  const selectors = given.all('selector');
  const odd = selectors.find((selector) => !SELECTOR.test(selector) || selector.length > 63);
  if (odd !== undefined) return unlike('--selector', odd, 'dkim');
  if (selectors.length > MOST) return usage('too-many', { option: '--selector', most: String(MOST) });
  const reports = given.text('reports');
  const receiver = reports === undefined ? undefined : readAddress(reports);
  if (reports !== undefined && receiver?.ok !== true) return unlike('--reports', reports, 'reports@example.org');
  const key = await dkimKey(call);
  if (!key.ok) return key;
  return succeeded({
    ...(host === undefined ? {} : { host }),
    addresses: [...addresses],
    selectors: [...selectors],
    ...(key.value === undefined ? {} : { dkimKeys: { [selectors[0] ?? 'dkim']: key.value } }),
    ...(receiver?.ok === true ? { reports: receiver.value.text } : {}),
  });
}

/** `--dkim-key FILE`: the record as mailcow shows it, a public key in PEM form, or its base64 alone; belongs to the first selector. */
async function dkimKey({ given, signal }: Call): Promise<Outcome<string | undefined, Problem>> {
  const file = given.text('dkim-key');
  if (file === undefined) return succeeded(undefined);
  const bytes = await readFileWithin(file, LARGEST_KEY, signal);
  if (!bytes.ok) return bytes;
  const text = new TextDecoder().decode(bytes.value);
  if (/PRIVATE KEY/.test(text)) return unusable(file, 'no-dkim-key');
  const value = /\bp\s*=\s*([A-Za-z0-9+/=\s"()]+)/.exec(text)?.[1] ?? text.replace(/-----[^-]*-----/g, '');
  const key = value.replace(/[\s"()]/g, '');
  return /^[A-Za-z0-9+/]{40,}={0,2}$/.test(key) ? succeeded(key) : unusable(file, 'no-dkim-key');
}

/**
 * The whole expectation for one domain or address: what the options say, else what the company set, else, for an address, the
 * server that its settings recommend.
 */
export async function expectationFor(call: Call, given: Partial<Expectation>, typed: string): Promise<Expectation> {
  const policy = await rulesHere(call);
  const host = given.host ?? policy.expectedHost;
  const address = typed.includes('@') ? readAddress(typed) : undefined;
  const mailbox = address?.ok === true ? address.value.text : undefined;
  const found = host === undefined && address?.ok === true ? await askSources(call, address.value) : undefined;
  return expectationFrom({ given, policy, found: { host: found?.recommended.incoming?.host, mailbox } });
}
