import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBatch } from '../../../../electron/core/exports/index.ts';
import { readCsv } from '../../../../electron/core/exports/csv.ts';

function batch(input: string | Uint8Array) {
  const read = readBatch(input);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
}

const reasonFor = (input: string): unknown => {
  const read = readBatch(input);
  return read.ok ? 'read' : { code: read.problem.code, ...read.problem.facts };
};

const ANNA = { line: 2, address: 'anna@firma.example', fullName: 'Anna Beispiel' };

describe('reading people from CSV', () => {
  it.each([
    ['commas and LF', 'address,name\nanna@firma.example,Anna Beispiel\n'],
    ['semicolons and CRLF, as Excel in German', 'Adresse;Name\r\nanna@firma.example;Anna Beispiel\r\n'],
    ['a byte order mark', '\ufeffaddress,name\r\nanna@firma.example,Anna Beispiel'],
    ['tabs', 'Name\tE-Mail\nAnna Beispiel\tanna@firma.example'],
    ['quotes', '"address","name"\n"anna@firma.example","Anna Beispiel"\n'],
    ['other columns', 'department,address,name,phone\nSales,anna@firma.example,Anna Beispiel,"1,2"\n'],
    ['lone CR', 'address,name\ranna@firma.example,Anna Beispiel\r'],
  ])('understands %s', (_what, text) => {
    expect(batch(text)).toEqual({ rows: [ANNA], faults: [] });
  });

  it('understands Excel’s separator line and counts it as a line', () => {
    expect(batch('sep=;\r\naddress;name\r\nanna@firma.example;Anna Beispiel').rows).toEqual([{ ...ANNA, line: 3 }]);
  });

  it('reads UTF-8, UTF-16 and what Excel writes without a mark', () => {
    const text = 'address;name\r\njoerg@firma.example;Jörg Müßig\r\n';
    const latin1 = Uint8Array.from(text, (sign) => sign.charCodeAt(0));
    const utf16 = Uint8Array.from([
      0xff,
      0xfe,
      ...Array.from(text).flatMap((sign) => [sign.charCodeAt(0) & 0xff, sign.charCodeAt(0) >> 8]),
    ]);
    for (const bytes of [new TextEncoder().encode(text), new TextEncoder().encode(`\ufeff${text}`), latin1, utf16]) {
      expect(batch(bytes).rows).toEqual([{ line: 2, address: 'joerg@firma.example', fullName: 'Jörg Müßig' }]);
    }
  });

  it('names the line of every row it leaves out, also after cells with line ends', () => {
    const text =
      'address,name\n"b@firma.example","B\nof two lines"\nno-address,N\n,Nobody\nB@firma.example,again\nanna@firma,example\nd@firma.example,D,too,many\n\ne@firma.example\n';
    expect(batch(text)).toEqual({
      rows: [
        { line: 2, address: 'b@firma.example', fullName: 'B of two lines' },
        { line: 10, address: 'e@firma.example', fullName: '' },
      ],
      faults: [
        { line: 4, why: 'address-invalid', value: 'no-address' },
        { line: 5, why: 'address-empty', value: '' },
        { line: 6, why: 'address-twice', value: 'B@firma.example' },
        { line: 7, why: 'address-invalid', value: 'anna@firma' },
        { line: 8, why: 'wrong-number-of-columns', value: 'd@firma.example' },
      ],
    });
  });

  it('offers the repaired address where the slip is plain', () => {
    expect(batch('address\nanna(at)firma.example').faults).toEqual([
      { line: 2, why: 'address-invalid', value: 'anna(at)firma.example', suggestion: 'anna@firma.example' },
    ]);
  });

  it('says where a file stops being a table', () => {
    expect(reasonFor('')).toEqual({ code: 'file-unreadable', reason: 'empty' });
    expect(reasonFor('person,name\nx,y')).toEqual({
      code: 'file-unreadable',
      reason: 'no-address-column',
      line: 1,
      columns: ['person', 'name'],
    });
    expect(reasonFor('address,name\na@firma.example,"open')).toEqual({ code: 'file-unreadable', reason: 'quote-not-closed', line: 2 });
    expect(reasonFor('address,name\n\n"a@firma.example"x,y')).toEqual({ code: 'file-unreadable', reason: 'text-after-quote', line: 3 });
  });

  it('refuses what would fill the memory', () => {
    expect(reasonFor(`address\n${'a@firma.example\n'.repeat(60_000)}`)).toEqual({
      code: 'file-unreadable',
      reason: 'too-many-rows',
      line: 50_001,
    });
    expect(reasonFor(`address${','.repeat(300_000)}`)).toEqual({ code: 'file-unreadable', reason: 'too-many-columns', line: 1 });
    expect(reasonFor('x'.repeat(5_000_000))).toEqual({ code: 'file-unreadable', reason: 'too-large' });
  });

  it('gives back every table that was written by the rules', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/\p{Surrogate}/gu, ''));
    const table = fc.array(fc.array(fc.oneof(cell, fc.constantFrom('a,b', 'a;b', '"', 'a\r\nb', '""')), { minLength: 2, maxLength: 2 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n'), (rows, separator, end) => {
        const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = [['a', 'b'], ...rows].map((row) => row.map(quoted).join(separator)).join(end);
        const read = readCsv(text);
        expect(read.ok && read.value.slice(1).map(({ cells }) => cells)).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(typeof readBatch(bytes).ok).toBe('boolean');
      }),
      { numRuns: 300 },
    );
  });
});
