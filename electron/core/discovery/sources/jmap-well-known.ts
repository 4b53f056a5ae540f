import { z } from 'zod';
import { webCandidate } from '../candidates.ts';
import type { Source } from '../context.ts';
import { follow, outcomeOfStatus } from '../http.ts';
import { readJson } from '../parsers/json.ts';
import { originOf } from './settings-document.ts';

const session = z.object({ capabilities: z.record(z.string(), z.unknown()) });

/** `https://D/.well-known/jmap` (RFC 8620 section 2.2): a session, or a login wanted for one. */
export const jmapWellKnown: Source = {
  id: 'jmap-well-known',
  find: async (context) => {
    const url = `https://${context.address.domain}/.well-known/jmap`;
    const end = context.begin('jmap-well-known', url);
    const answer = await follow(context, { method: 'GET', url, headers: { accept: 'application/json' } });
    if (!answer.ok) {
      end(answer.outcome, answer.detail);
      return;
    }
    const json = readJson(answer.body);
    const open = answer.code === 200 && json.ok && session.safeParse(json.value).success;
    // A site that wants a password for everything is no JMAP server; such sites answer with a web page.
    const type = answer.headers['content-type'] ?? '';
    const closed = answer.code === 401 && answer.headers['www-authenticate'] !== undefined && type.includes('json');
    if (!open && !closed) {
      end(outcomeOfStatus(answer.code) ?? 'no-result', `HTTP ${answer.code}`);
      return;
    }
    end('found', `HTTP ${answer.code}`);
    const origin = originOf(context, 'jmap-well-known', answer, { standing: 'own', transport: 'https' });
    context.offer({ candidates: [{ ...webCandidate(context, origin, 'jmap', { url: answer.url }), live: true }] });
  },
};
