import { succeeded, type Outcome } from '../../model/outcome.ts';
import type { Problem } from '../../model/problem.ts';
import { looksLikeHtml, readText } from './decode.ts';
import { refused } from './documents.ts';

const MAX_DEPTH = 32;

/** Nesting of a JSON text, counted outside strings, so that a hostile one is refused before it is built. */
function tooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index];
    if (quoted) {
      if (sign === '\\') index += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** Reads a small JSON document (RFC 8259); refused as `document-invalid` like its XML relatives. */
export function readJson(input: Uint8Array | string): Outcome<unknown, Problem> {
  const text = readText(input);
  if (!text.ok) return text;
  if (looksLikeHtml(text.value)) return refused('html');
  if (tooDeep(text.value)) return refused('too-deep');
  try {
    const value: unknown = JSON.parse(text.value);
    return succeeded(value);
  } catch {
    return refused('not-json');
  }
}
