import type { EmailAddress } from '../../model/address.ts';
import type { SourceId } from '../../model/service.ts';
import { findingOfAutoconfig } from '../candidates.ts';
import type { Finding, Source, SourceContext, Standing } from '../context.ts';
import { registrableDomain } from '../domains.ts';
import { readAutoconfig } from '../parsers/autoconfig.ts';
import { fetchDocument, originOf, readOrEnd } from './settings-document.ts';

/** Asks one address for a config-v1.1.xml; undefined when it offers nothing. Several sources read such files. */
export async function askAutoconfig(
  context: SourceContext,
  source: SourceId,
  url: string,
  weakest: { standing: Standing; transport: 'https' | 'dns' | 'http' },
  person: EmailAddress = context.address,
): Promise<Finding | undefined> {
  const end = context.begin(source, url);
  const answer = await fetchDocument(context, { method: 'GET', url, headers: { accept: 'text/xml, application/xml' } }, end);
  if (answer === undefined) return undefined;
  const document = readOrEnd(readAutoconfig(answer.body, person, { fullName: context.fullName }), end);
  if (document === undefined) return undefined;
  const finding = findingOfAutoconfig(context, originOf(context, source, answer, weakest), document);
  const skipped = document.skipped.map(({ what, why }) => `${what}: ${why}`).join('; ');
  if (finding.candidates.length === 0) {
    end('no-result', skipped);
    return undefined;
  }
  end('found', skipped === '' ? undefined : skipped);
  return finding;
}

async function offerFrom(context: SourceContext, source: SourceId, url: string): Promise<void> {
  const weakest = url.startsWith('https:')
    ? ({ standing: 'own', transport: 'https' } as const)
    : ({ standing: 'http', transport: 'http' } as const);
  const finding = await askAutoconfig(context, source, url, weakest);
  if (finding !== undefined) context.offer(finding);
}

const FILE = 'mail/config-v1.1.xml';
const isOwnDomain = (context: SourceContext): boolean => registrableDomain(context.address.domain) !== undefined;

/** `https://autoconfig.D` with the address, which some servers insist on. */
export const autoconfig: Source = {
  id: 'autoconfig',
  find: async (context) => {
    const { domain, text } = context.address;
    if (isOwnDomain(context))
      await offerFrom(context, 'autoconfig', `https://autoconfig.${domain}/${FILE}?emailaddress=${encodeURIComponent(text)}`);
  },
};

/** `https://D/.well-known`, without the address. */
export const autoconfigWellKnown: Source = {
  id: 'autoconfig-well-known',
  find: (context) => offerFrom(context, 'autoconfig-well-known', `https://${context.address.domain}/.well-known/autoconfig/${FILE}`),
};

/** `http://autoconfig.D`: never trusted, never told the address. */
export const autoconfigHttp: Source = {
  id: 'autoconfig-http',
  find: async (context) => {
    if (isOwnDomain(context)) await offerFrom(context, 'autoconfig-http', `http://autoconfig.${context.address.domain}/${FILE}`);
  },
};
