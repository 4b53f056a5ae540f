import type { EmailAddress } from '../../model/address.ts';
import { parseAddress } from '../../model/address.ts';
import { candidatesOf } from '../candidates.ts';
import type { Finding, Source, SourceContext } from '../context.ts';
import { hostOfUrl, sameRegistrant } from '../domains.ts';
import type { Question } from '../http.ts';
import { readAutodiscover } from '../parsers/autodiscover.ts';
import type { AutodiscoverDocument } from '../parsers/documents.ts';
import { xmlText } from '../xml-text.ts';
import { alongRoutes, skipElsewhere, type Route } from './autodiscover-routes.ts';
import { fetchDocument, originOf, readOrEnd, type Answered } from './settings-document.ts';

type Schema = 'outlook' | 'mobilesync';

const PATH = '/autodiscover/autodiscover.xml';
const MAX_HOPS = 5;
const NAMESPACES = 'http://schemas.microsoft.com/exchange/autodiscover/';
/** What Outlook calls itself; some hosts answer this name with ActiveSync. */
const OUTLOOK = 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)';

/** The request body of MS-OXDSCLI section 2.2.3 or MS-ASCMD section 2.2.1.1, with the address escaped. */
export function autodiscoverRequest(schema: Schema, address: EmailAddress): string {
  const acceptable = schema === 'outlook' ? 'outlook/responseschema/2006a' : 'mobilesync/responseschema/2006';
  return xmlText({
    name: 'Autodiscover',
    attributes: { xmlns: `${NAMESPACES}${schema}/requestschema/2006` },
    content: [
      {
        name: 'Request',
        content: [
          { name: 'EMailAddress', content: address.text },
          { name: 'AcceptableResponseSchema', content: `${NAMESPACES}${acceptable}` },
        ],
      },
    ],
  });
}

function questionOf(schema: Schema, url: string, person: EmailAddress, agent?: string): Question {
  const headers = { 'content-type': 'text/xml; charset=utf-8', ...(agent === undefined ? {} : { 'user-agent': agent }) };
  return { method: 'POST', url, headers, body: autodiscoverRequest(schema, person) };
}

interface Hop {
  url: string;
  person: EmailAddress;
}

/** Where an answer sends the client on; undefined when that is under another registrable domain, which never learns the address. */
function nextHop(context: SourceContext, hop: Hop, redirect: NonNullable<AutodiscoverDocument['redirect']>): Hop | undefined {
  const { domain } = context.address;
  if (redirect.kind === 'url') return sameRegistrant(hostOfUrl(redirect.to), domain) ? { url: redirect.to, person: hop.person } : undefined;
  const person = parseAddress(redirect.to);
  if (!person.ok || !sameRegistrant(person.value.domain, domain)) return undefined;
  return { url: `https://autodiscover.${person.value.domain}${PATH}`, person: person.value };
}

type Reached = { answer: Answered; document: AutodiscoverDocument; hop: Hop };

/** One place and everywhere it sends us on to; each step is a row. */
async function settingsAt(context: SourceContext, schema: Schema, first: Hop): Promise<Reached | undefined> {
  const seen = new Set<string>();
  let hop = first;
  for (let count = 0; count <= MAX_HOPS; count += 1) {
    const key = `${hop.url} ${hop.person.text}`;
    const end = context.begin(`autodiscover-${schema}`, hop.url);
    if (seen.has(key)) {
      end('redirected-away', 'loop');
      return;
    }
    seen.add(key);
    const answer = await fetchDocument(context, questionOf(schema, hop.url, hop.person), end);
    if (answer === undefined) return undefined;
    const document = readOrEnd(readAutodiscover(answer.body, hop.person), end);
    if (document === undefined) return undefined;
    if (document.error !== null) {
      end('no-result', `error ${document.error.code}: ${document.error.message}`);
      return;
    }
    if (document.redirect === null) {
      const some = document.incoming.length + document.outgoing.length > 0 || document.activesync !== null;
      end(some ? 'found' : 'no-result', some ? undefined : document.exchange ? 'exchange-only' : 'empty');
      return some ? { answer, document, hop } : undefined;
    }
    const next = nextHop(context, hop, document.redirect);
    if (next === undefined) {
      end('redirected-away', document.redirect.to.replace(/^[^@]*@/, ''));
      return;
    }
    end('no-result', `redirect: ${document.redirect.kind}`);
    hop = next;
  }
  return undefined;
}

/** The same question in Outlook's name, so that we can say beforehand what Outlook will get. */
async function asOutlook(context: SourceContext, hop: Hop): Promise<void> {
  const end = context.begin('autodiscover-outlook', hop.url);
  const answer = await fetchDocument(context, questionOf('outlook', hop.url, hop.person, OUTLOOK), end);
  if (answer === undefined) return;
  const document = readOrEnd(readAutodiscover(answer.body, hop.person), end);
  if (document === undefined) return;
  end(document.error === null ? 'found' : 'no-result', 'as-outlook');
  if (document.error === null) context.offer({ candidates: [], outlook: document });
}

function findingOf(context: SourceContext, schema: Schema, route: Route, reached: Reached): Finding {
  const weakest = route.pointed ? ({ standing: 'dns', transport: 'dns' } as const) : ({ standing: 'own', transport: 'https' } as const);
  const origin = originOf(context, `autodiscover-${schema}`, reached.answer, weakest);
  return { candidates: candidatesOf(context, origin, reached.document) };
}

const poxSource = (schema: Schema): Source => ({
  id: `autodiscover-${schema}`,
  find: async (context) => {
    const further = (endpoints: Awaited<ReturnType<SourceContext['endpoints']>>): Route[] => {
      skipElsewhere(context, `autodiscover-${schema}`, endpoints);
      return endpoints.own.map(({ origin, signed }) => ({ origin, person: context.address, pointed: !signed }));
    };
    await alongRoutes(context, further, async (route) => {
      const reached = await settingsAt(context, schema, { url: `${route.origin}${PATH}`, person: route.person });
      if (reached === undefined) return false;
      context.offer(findingOf(context, schema, route, reached));
      if (schema === 'outlook') await asOutlook(context, reached.hop);
      return true;
    });
  },
});

/** Autodiscover in Outlook's own schema. */
export const autodiscoverOutlook: Source = poxSource('outlook');

/** Autodiscover in the schema of telephones: the one that names ActiveSync. */
export const autodiscoverMobileSync: Source = poxSource('mobilesync');
