import { isSpfRecord, parseSpf } from './parse.ts';
import { unglued } from './strings.ts';

/** A TXT record that was meant as an SPF record but is none, with what it should have been where that is plain. */
export interface LookAlike {
  readonly text: string;
  readonly why: 'leading-space' | 'quoted' | 'version' | 'glued';
  readonly meant?: string;
}

export function lookAlike(strings: readonly string[]): LookAlike | undefined {
  const text = strings.join('');
  if (isSpfRecord(text)) return undefined;
  const loose = unglued(strings);
  if (isSpfRecord(loose)) return { text, why: 'glued', meant: loose };
  const trimmed = text.trim();
  if (isSpfRecord(trimmed)) return { text, why: 'leading-space', meant: trimmed };
  const bare = trimmed.replace(/^["'\u201c\u201d\u201e]{1,4}|["'\u201c\u201d]{1,4}$/g, '').trim();
  if (bare !== trimmed && isSpfRecord(bare)) return { text, why: 'quoted', meant: bare };
  const divided = trimmed.replace(/^v\s{0,10}[=:]\s{0,10}spf1\s{0,10}[;,:]?\s{1,10}/i, 'v=spf1 ');
  if (divided !== trimmed && parseSpf(divided).faults.length === 0) return { text, why: 'version', meant: divided };
  return /^["']?\s*(?:v\s*[=:]\s*spf|spf1\b)/i.test(trimmed) ? { text, why: 'version' } : undefined;
}
