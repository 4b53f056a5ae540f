import { z } from 'zod';
import type { EmailAddress } from '../../model/address.ts';
import { succeeded, type Outcome } from '../../model/outcome.ts';
import type { Problem } from '../../model/problem.ts';
import { emptyAutodiscover } from './autodiscover.ts';
import { refused, type AutodiscoverDocument } from './documents.ts';
import { readJson } from './json.ts';
import { webAddress } from './sanitize.ts';

const answer = z.object({
  Protocol: z.string().max(100).optional(),
  Url: z.string().max(2048).optional(),
  ErrorCode: z.string().max(200).optional(),
  ErrorMessage: z.string().max(2000).optional(),
});

/**
 * Reads an Autodiscover v2 answer: `ActiveSync` gives `activesync`, `AutodiscoverV1` gives a redirect to the XML
 * service, other protocols are named in `skipped`. Only https addresses count. An error answer has `error`.
 */
export function readAutodiscoverJson(input: Uint8Array | string, address: EmailAddress): Outcome<AutodiscoverDocument, Problem> {
  const json = readJson(input);
  if (!json.ok) return json;
  const parsed = answer.safeParse(json.value);
  if (!parsed.success) return refused('unknown-shape');
  const { Protocol: protocol, Url: url, ErrorCode: code, ErrorMessage: message } = parsed.data;
  const document = emptyAutodiscover('json', address);
  if (code !== undefined) return succeeded({ ...document, error: { code, message: (message ?? '').slice(0, 500) } });
  if (protocol === undefined || url === undefined) return refused('unknown-shape');
  const safe = webAddress(url);
  if (safe === undefined) document.skipped.push({ what: protocol, why: 'bad-url' });
  else if (protocol.toLowerCase() === 'activesync') document.activesync = { url: safe };
  else if (protocol.toLowerCase() === 'autodiscoverv1') document.redirect = { kind: 'url', to: safe };
  else document.skipped.push({ what: protocol, why: 'exchange-only' });
  return succeeded(document);
}
