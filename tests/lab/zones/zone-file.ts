import type { ZoneRecord } from '../../../electron/core/domain-check/finding.ts';

/** A record as it stands in a zone file: owner absolute, lower case, without final dot. */
export interface Line {
  name: string;
  type: string;
  data: string;
}

type Entry = string[];

const TOKEN = /"(?:[^"\\]|\\.)*"|[()]|(?:[^\s"()\\]|\\.)+/gs;

/** Records of a master file (RFC 1035 section 5.1), as far as a check prints one. Throws on what it cannot read: so would a name server. */
export function readZoneFile(text: string): Line[] {
  let origin = '';
  return entriesOf(text).flatMap((entry): Line[] => {
    const [owner = '', second = '', third = '', type = '', ...data] = entry;
    if (owner === '$ORIGIN') {
      origin = second;
      return [];
    }
    if (!/^\d+$/.test(second) || third !== 'IN' || data.length === 0) throw new Error(`No record: ${entry.join(' ')}`);
    const name = owner === '@' ? origin : owner.endsWith('.') ? owner : `${owner}.${origin}`;
    if (!name.endsWith('.')) throw new Error(`No origin for ${owner}`);
    return [{ name: name.slice(0, -1).toLowerCase(), type, data: data.join(' ') }];
  });
}

function entriesOf(text: string): Entry[] {
  const entries: Entry[] = [];
  let open: Entry | undefined;
  for (const line of text.split('\n')) {
    if (line.trimStart().startsWith(';')) continue;
    const words: string[] = line.match(TOKEN) ?? [];
    const entry: Entry = open ?? [];
    open = words.includes('(') || (open !== undefined && !words.includes(')')) ? entry : undefined;
    entry.push(...words.filter((word) => word !== '(' && word !== ')'));
    if (words.includes(')')) open = undefined;
    if (open === undefined && entry.length > 0) entries.push(entry);
  }
  if (open !== undefined) throw new Error('The last record is not whole');
  return entries;
}

/** What stands below `$ORIGIN` for the domain's own zone, and what stands in comments for other zones. */
export function readFragment(zone: string): Line[] {
  const [own = '', others = ''] = zone.split(/^; elsewhere$/m);
  const start = own.indexOf('$ORIGIN');
  const revealed = others
    .split('\n')
    .map((line) => line.replace(/^; /, ''))
    .filter((line) => /^\S+\.\s+\d+\s+IN\s/.test(line) || /^\s+"/.test(line));
  return [...(start < 0 ? [] : readZoneFile(own.slice(start))), ...readZoneFile(revealed.join('\n'))];
}

const TEXT = /"((?:[^"\\]|\\.)*)"/g;

/** The same for equal records, however their texts are split and their names spelt. */
export function keyOf({ name, type, data }: Line): string {
  const text = type === 'TXT' ? [...data.matchAll(TEXT)].map(([, one = '']) => one.replace(/\\(["\\])/g, '$1')).join('') : undefined;
  return [name, type, text ?? data.toLowerCase().replace(/\s+/g, ' ')].join(' ');
}

export const lineOf = ({ name, type, data }: ZoneRecord): Line => ({ name, type, data });
