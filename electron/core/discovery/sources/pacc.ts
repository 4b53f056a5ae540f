import { findingOfPacc } from '../candidates.ts';
import type { Source, SourceContext } from '../context.ts';
import { registrableDomain } from '../domains.ts';
import { digestVerdict, readPacc } from '../parsers/pacc.ts';
import { fetchDocument, originOf, readOrEnd } from './settings-document.ts';

async function digests(context: SourceContext, host: string): Promise<{ texts: string[]; signed: boolean }> {
  const answer = await context.query(`_${host}`, 'TXT');
  if (answer.status !== 'found') return { texts: [], signed: false };
  const texts = answer.records.flatMap((record) => (record.type === 'TXT' ? [record.chunks.join('')] : []));
  return { texts, signed: answer.authenticated };
}

/** `https://ua-auto-config.D`, checked against its digest in DNS (draft-ietf-mailmaint-pacc). */
export const pacc: Source = {
  id: 'pacc',
  find: async (context) => {
    // A name below a public suffix belongs to a stranger.
    if (registrableDomain(context.address.domain) === undefined) return;
    const host = `ua-auto-config.${context.address.domain}`;
    const url = `https://${host}/.well-known/user-agent-configuration.json`;
    const end = context.begin('pacc', url);
    const [answer, published] = await Promise.all([
      fetchDocument(context, { method: 'GET', url, headers: { accept: 'application/json' } }, end),
      digests(context, host),
    ]);
    if (answer === undefined) return;
    const document = readOrEnd(readPacc(answer.body, context.address), end);
    if (document === undefined) return;
    const verdict = await digestVerdict(answer.body, published.texts);
    if (verdict === 'mismatch') {
      end('document-invalid', 'digest-mismatch');
      return;
    }
    const signed = verdict === 'match' && published.signed;
    const origin = originOf(context, 'pacc', answer, { standing: 'own', transport: signed ? 'dnssec' : 'https' });
    const finding = findingOfPacc(context, origin, document);
    end(finding.candidates.length > 0 ? 'found' : 'no-result', `digest: ${verdict}`);
    if (finding.candidates.length > 0) context.offer(finding);
  },
};
