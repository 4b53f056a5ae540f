import { webCandidate } from '../candidates.ts';
import type { Source, SourceContext } from '../context.ts';
import { follow, outcomeOfStatus } from '../http.ts';
import { originOf, type Answered } from './settings-document.ts';

const QUESTION =
  '<?xml version="1.0" encoding="utf-8"?>\n<propfind xmlns="DAV:"><prop><current-user-principal/><resourcetype/></prop></propfind>\n';

// Where sites send everybody who asks for anything.
const ENTRANCE = /(?:^\/$|\/(?:log-?in|sign-?in|sso|auth|account)s?(?:[/.]|$))/i;

/** A DAV server shows itself by 207, by its `DAV` header, or by wanting an http login at the place it was moved to. */
function isDav(answer: Answered): boolean {
  if (answer.code === 207) return true;
  if (answer.code !== 401) return false;
  const moved = answer.redirected && answer.headers['www-authenticate'] !== undefined;
  return answer.headers['dav'] !== undefined || (moved && !ENTRANCE.test(new URL(answer.url).pathname));
}

async function ask(context: SourceContext, protocol: 'caldav' | 'carddav'): Promise<void> {
  const url = `https://${context.address.domain}/.well-known/${protocol}`;
  const end = context.begin('dav-well-known', url);
  const headers = { depth: '0', 'content-type': 'application/xml; charset=utf-8' };
  const answer = await follow(context, { method: 'PROPFIND', url, headers, body: QUESTION });
  if (!answer.ok) {
    end(answer.outcome, answer.detail);
    return;
  }
  if (!isDav(answer)) {
    end(outcomeOfStatus(answer.code) ?? 'no-result', `HTTP ${answer.code}`);
    return;
  }
  end('found', answer.url);
  const origin = originOf(context, 'dav-well-known', answer, { standing: 'own', transport: 'https' });
  context.offer({ candidates: [{ ...webCandidate(context, origin, protocol, { url: answer.url }), live: true }] });
}

/** `https://D/.well-known/{caldav,carddav}` (RFC 6764 section 5), without credentials. */
export const davWellKnown: Source = {
  id: 'dav-well-known',
  find: async (context) => {
    await Promise.all([ask(context, 'caldav'), ask(context, 'carddav')]);
  },
};
