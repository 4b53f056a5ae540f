import { candidatesOf } from '../candidates.ts';
import { maskedAddress, type Endpoints, type Source, type SourceContext } from '../context.ts';
import { follow, outcomeOfStatus } from '../http.ts';
import { readAutodiscoverJson } from '../parsers/autodiscover-json.ts';
import { alongRoutes, type Route } from './autodiscover-routes.ts';
import { originOf, readOrEnd } from './settings-document.ts';

const urlOf = (route: Route): string =>
  `${route.origin}/autodiscover/autodiscover.json?Email=${encodeURIComponent(route.person.text)}&Protocol=ActiveSync&RedirectCount=1`;

async function ask(context: SourceContext, route: Route): Promise<boolean> {
  const url = urlOf(route);
  const end = context.begin('autodiscover-json', url);
  const answer = await follow(context, { method: 'GET', url, headers: { accept: 'application/json' } });
  if (!answer.ok) {
    end(answer.outcome, answer.detail);
    return false;
  }
  // Refusals come as 400 with the reason in the body.
  const outcome = answer.code === 400 ? undefined : outcomeOfStatus(answer.code);
  if (outcome !== undefined) {
    end(outcome, `HTTP ${answer.code}`);
    return false;
  }
  const document = readOrEnd(readAutodiscoverJson(answer.body, route.person), end);
  if (document === undefined) return false;
  if (document.activesync === null) {
    end('no-result', document.error === null ? 'no ActiveSync' : `error ${document.error.code}`);
    return false;
  }
  end('found');
  const pointed = route.pointed || route.person.text !== context.address.text;
  const weakest = pointed ? ({ standing: 'dns', transport: 'dns' } as const) : ({ standing: 'own', transport: 'https' } as const);
  context.offer({ candidates: candidatesOf(context, originOf(context, 'autodiscover-json', answer, weakest), document) });
  return true;
}

/** Autodiscover v2. Hosts elsewhere get a masked address: this service answers for any. */
export const autodiscoverJson: Source = {
  id: 'autodiscover-json',
  find: (context) => {
    const further = ({ own, elsewhere }: Endpoints): Route[] => [
      ...own.map(({ origin, signed }) => ({ origin, person: context.address, pointed: !signed })),
      ...elsewhere.map(({ origin, signed }) => ({ origin, person: maskedAddress(context.address), pointed: !signed })),
    ];
    return alongRoutes(context, further, (route) => ask(context, route));
  },
};
