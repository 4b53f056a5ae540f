import { isIP } from 'node:net';
import { bareHost, isLocalhost, isPrivateAddress } from '../addresses.ts';

export type ProxyChoice = (url: URL) => Promise<URL | undefined>;

/** Whether NO_PROXY names this host: `*`, a name with or without leading dot (it and everything below), an address, with or without port. */
export function isExempt(url: URL, list: string): boolean {
  const host = bareHost(url.hostname).toLowerCase();
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = entry, onlyPort] = isIP(entry) === 0 ? (/^(.*?)(?::(\d+))?$/.exec(entry) ?? []) : [];
      const wanted = bareHost(name).replace(/^\*?\./, '');
      return (onlyPort === undefined || onlyPort === port) && (host === wanted || host.endsWith(`.${wanted}`));
    });
}

function fromEnvironment(url: URL, env: (name: string) => string | undefined): string | undefined {
  const read = (name: string): string | undefined => env(name.toLowerCase()) ?? env(name);
  if (isExempt(url, read('NO_PROXY') ?? '')) return undefined;
  const own = url.protocol === 'https:' ? read('HTTPS_PROXY') : read('HTTP_PROXY');
  return own ?? read('ALL_PROXY');
}

/**
 * Chooses the proxy of an address: what `ask` says, else the environment. This computer and private addresses
 * are always reached directly. A proxy that cannot be read, or speaks anything but http(s), counts as none.
 */
export function proxyChoice(
  ask?: (url: string) => Promise<string | undefined>,
  env: (name: string) => string | undefined = (name) => process.env[name],
): ProxyChoice {
  return async (url) => {
    if (isLocalhost(url.hostname) || isPrivateAddress(url.hostname)) return undefined;
    const text = ask === undefined ? fromEnvironment(url, env) : await ask(`${url.protocol}//${url.host}/`).catch(() => undefined);
    if (text === undefined || text.trim() === '') return undefined;
    const spelled = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
    const proxy = URL.canParse(spelled) ? new URL(spelled) : undefined;
    return proxy !== undefined && ['http:', 'https:'].includes(proxy.protocol) ? proxy : undefined;
  };
}

/** The header that names us to a proxy whose address carries a user (RFC 9110 section 11.7.2). */
export function proxyAuthorization(proxy: URL): Record<string, string> {
  if (proxy.username === '' && proxy.password === '') return {};
  const pair = `${decoded(proxy.username)}:${decoded(proxy.password)}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
