import { EXTENSION_NAME, withoutBlanks } from '../sts-fields.ts';
import { shortened } from '../tag-list.ts';

export interface StsPolicy {
  readonly mode: 'enforce' | 'testing' | 'none';
  /** Seconds. */
  readonly maxAge: number;
  /** Lower case, as written: a name, or `*.` before one. */
  readonly mx: readonly string[];
}

export type StsPolicyFault =
  | 'version-missing'
  | 'version-unknown'
  | 'mode-missing'
  | 'mode-unknown'
  | 'age-missing'
  | 'age-unreadable'
  | 'mx-missing'
  | 'mx-unreadable'
  | 'line-unreadable'
  | 'too-large';

export type ReadStsPolicy =
  { readonly ok: true; readonly policy: StsPolicy } | { readonly ok: false; readonly code: StsPolicyFault; readonly term: string };

const LONGEST_AGE = 31_557_600;
/** RFC 8461 section 3.3. */
const MOST_OCTETS = 65_536;
const AGE = /^[0-9]{1,10}$/;
const PATTERN = /^(?:\*\.)?[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;
const VALUE = /^[^\p{Cc}]+$/u;

const MODES = ['enforce', 'testing', 'none'] as const;

const wrong = (code: StsPolicyFault, term: string): ReadStsPolicy => ({ ok: false, code, term: shortened(term) });

/** Reads a policy strictly by the grammar of RFC 8461 section 3.2; keys nobody knows are ignored, of doubled ones the first counts. */
export function parseStsPolicy(text: string): ReadStsPolicy {
  if (text.length > MOST_OCTETS) return wrong('too-large', '');
  const values = new Map<string, string>();
  const mx: string[] = [];
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = withoutBlanks(line.slice(0, Math.max(colon, 0)));
    const value = withoutBlanks(line.slice(colon + 1));
    if (name === 'mx') {
      if (!PATTERN.test(value) || value.length > 255) return wrong('mx-unreadable', line);
      mx.push(value.toLowerCase());
    } else if (colon < 1 || !EXTENSION_NAME.test(name) || !VALUE.test(value)) return wrong('line-unreadable', line);
    else if (!values.has(name)) values.set(name, value);
  }
  return assembled(values, mx);
}

function assembled(values: ReadonlyMap<string, string>, mx: readonly string[]): ReadStsPolicy {
  const version = values.get('version');
  if (version === undefined) return wrong('version-missing', 'version');
  if (version !== 'STSv1') return wrong('version-unknown', version);
  const written = values.get('mode');
  if (written === undefined) return wrong('mode-missing', 'mode');
  const mode = MODES.find((one) => one === written);
  if (mode === undefined) return wrong('mode-unknown', written);
  const age = values.get('max_age');
  if (age === undefined) return wrong('age-missing', 'max_age');
  if (!AGE.test(age) || Number(age) > LONGEST_AGE) return wrong('age-unreadable', age);
  if (mode !== 'none' && mx.length === 0) return wrong('mx-missing', 'mx');
  return { ok: true, policy: { mode, maxAge: Number(age), mx: [...new Set(mx)] } };
}

/** Whether a mail server's name is covered: the same name, or exactly one label in place of `*` (RFC 8461 section 4.1). */
export function coversMx(pattern: string, host: string): boolean {
  const name = plain(host);
  const wanted = plain(pattern);
  if (!wanted.startsWith('*.')) return name !== '' && name === wanted;
  const suffix = wanted.slice(1);
  const label = name.slice(0, Math.max(name.length - suffix.length, 0));
  return label !== '' && !label.includes('.') && !label.includes('*') && name.endsWith(suffix);
}

const plain = (name: string): string => name.toLowerCase().replace(/\.$/, '');
