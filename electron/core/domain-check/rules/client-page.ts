import type { PageFacts } from '../facts.ts';

/** The two names under which mail programs look for settings: for Outlook, and for Thunderbird and phones. */
export type ClientName = 'autodiscover' | 'autoconfig';

export type PageReading = 'settings' | 'login-wanted' | 'redirected' | 'plain-redirect' | 'server-error' | 'not-there' | 'no-settings';

const ROOT: Readonly<Record<ClientName, RegExp>> = { autoconfig: /<clientConfig[\s>]/, autodiscover: /<Autodiscover[\s>]/i };
const MOST_HOSTS = 20;

/** What an answered page is to a mail program: a document, a wish for a login (Outlook sends one), or nothing of use. */
export function readClientPage(label: ClientName, page: Extract<PageFacts, { status: 'answered' }>): PageReading {
  const { code, body, location } = page;
  if (code >= 300 && code < 400 && code !== 304) return /^http:\/\//i.test(location ?? '') ? 'plain-redirect' : 'redirected';
  if (code >= 500) return 'server-error';
  if (label === 'autodiscover') return readAutodiscover(page);
  if (code !== 200) return 'not-there';
  return ROOT[label].test(body) ? 'settings' : 'no-settings';
}

function readAutodiscover({ code, body, url }: Extract<PageFacts, { status: 'answered' }>): PageReading {
  if (code === 401 || code === 403) return 'login-wanted';
  // Without a mailbox's name, or asked with GET, a right server may refuse the question itself.
  if (code === 400 || code === 405) return 'login-wanted';
  if (code !== 200) return 'not-there';
  const json = /\.json(?:[/?]|$)/i.test(url) && /"(?:Protocol|Url)"\s*:/i.test(body);
  return json || ROOT.autodiscover.test(body) ? 'settings' : 'no-settings';
}

/** Hosts that a settings document names, lower case, once each. */
export function hostnamesIn(body: string): string[] {
  const named = [...body.matchAll(/<(?:hostname|Server)>\s*([^<\s]{1,253})\s*</gi)].map((match) => match[1] ?? '');
  const urls = [...body.matchAll(/https:\/\/([a-z0-9._-]{1,253})/gi)].map((match) => match[1] ?? '');
  const servers = named.length > 0 ? named : urls;
  return [
    ...new Set(
      servers.map((host) =>
        host
          .replace(/^https?:\/\//i, '')
          .replace(/[/:].*$/, '')
          .toLowerCase(),
      ),
    ),
  ]
    .filter((host) => host.includes('.'))
    .slice(0, MOST_HOSTS);
}
