/** A record as a name server takes it from a master file: names absolute, each datum without its quotes. */
export interface ReadRecord {
  name: string;
  type: string;
  data: string[];
}

const TOKEN = /"((?:[^"\\\n]|\\.)*)"|([();])|((?:[^\s"();\\]|\\.)+)|(\n)|([^\S\n]+)/gy;

/** Reads a fragment of a master file strictly (RFC 1035 section 5); throws on whatever a name server would refuse. */
export function readZone(text: string): ReadRecord[] {
  let origin = '';
  const records: ReadRecord[] = [];
  for (const entry of entriesOf(text)) {
    const [first = '', second = '', third = '', type = '', ...data] = entry;
    if (first === '$ORIGIN') {
      if (entry.length !== 2 || !second.endsWith('.')) throw new Error(`Odd origin: ${entry.join(' ')}`);
      origin = second;
      continue;
    }
    if (!/^\d+$/.test(second) || third !== 'IN' || data.length === 0) throw new Error(`No record: ${entry.join(' ')}`);
    const name = first === '@' ? origin : first.endsWith('.') ? first : `${first}.${origin}`;
    if (name === '' || name === '.') throw new Error(`No owner: ${entry.join(' ')}`);
    for (const datum of data) if (datum.length > 255) throw new Error(`A string of ${datum.length} characters`);
    if (type !== 'TXT' && type !== 'CAA') checkData(type, data);
    records.push({ name, type, data });
  }
  return records;
}

const FIELDS: Readonly<Record<string, number>> = { A: 1, AAAA: 1, CNAME: 1, PTR: 1, MX: 2, SRV: 4, TLSA: 4 };

function checkData(type: string, data: readonly string[]): void {
  if (data.length !== FIELDS[type]) throw new Error(`${type} with ${data.length} fields`);
  const last = data.at(-1) ?? '';
  if (['CNAME', 'PTR', 'MX', 'SRV'].includes(type) && !last.endsWith('.')) throw new Error(`${type} to a relative name: ${last}`);
}

function entriesOf(text: string): string[][] {
  const entries: string[][] = [];
  let current: string[] = [];
  let depth = 0;
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) throw new Error(`Unreadable at: ${text.slice(at, at + 40)}`);
    const [whole, quoted, sign, word, end] = match;
    at = sign === ';' ? lineEnd(text, at) : at + whole.length;
    if (quoted !== undefined) current.push(quoted.replace(/\\(["\\;])/g, '$1'));
    else if (word !== undefined) current.push(word);
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (end !== undefined && depth === 0 && current.length > 0) {
      entries.push(current);
      current = [];
    }
  }
  if (depth !== 0 || current.length > 0) throw new Error('The last record is not whole');
  return entries;
}

const lineEnd = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
};
