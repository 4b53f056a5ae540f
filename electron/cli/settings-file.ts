import { type Discovery, discovery } from '../core/discovery/index.ts';
import { domainName, type EmailAddress } from '../core/model/address.ts';
import { type Outcome, succeeded } from '../core/model/outcome.ts';
import type { Problem } from '../core/model/problem.ts';
import type { Service } from '../core/model/service.ts';
import { unusable } from './read-file.ts';
import { readJson } from './read-json.ts';

const LARGEST = 2 * 1024 * 1024;
const IP_ADDRESS = /^(\d{1,3}\.){3}\d{1,3}$|^\[?[0-9a-f]*:[0-9a-f:.]*\]?$/i;
const CONTROL = /\p{Cc}/u;

/**
 * The file that `discover --json` wrote, for this address or for anybody. Whoever gives it answers for it: what it trusts is
 * trusted. Fails with `file-unreadable` and a `reason`.
 */
export async function readSettings(
  file: string,
  address: EmailAddress | undefined,
  signal: AbortSignal,
): Promise<Outcome<Discovery, Problem>> {
  const content = await readJson(file, LARGEST, signal);
  if (!content.ok) return content;
  const parsed = discovery.safeParse(content.value);
  if (!parsed.success) return unusable(file, 'unknown-shape', { detail: parsed.error.issues[0]?.path.join('.').slice(0, 100) ?? '' });
  const other = parsed.data.address;
  if (address !== undefined && other.toLowerCase() !== address.text.toLowerCase()) return unusable(file, 'other-address', { other });
  const wrong = servicesOf(parsed.data).find((service) => !canExist(service));
  return wrong === undefined ? succeeded(parsed.data) : unusable(file, 'bad-server', { server: wrong.host.slice(0, 100) });
}

const servicesOf = ({ services, recommended }: Discovery): Service[] => [
  ...services,
  ...Object.values(recommended).filter((service) => service !== null),
];

function canExist({ host, username, url }: Service): boolean {
  const named = domainName(host) !== undefined || IP_ADDRESS.test(host);
  const web = url === undefined || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol));
  return named && web && !CONTROL.test(username);
}
