import { readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname, '../../../fixtures/mail-records');

/** A file of public test vectors, as it was published but for its form. */
export const vectorsIn = (file: string): unknown => JSON.parse(readFileSync(path.join(FOLDER, `${file}.json`), 'utf8'));

/** Hostile texts of 64 kB: each punishes a reader that goes back over what it has read. */
export const HUGE: readonly (readonly [string, string])[] = [
  ['spaces', ' '.repeat(65_536)],
  ['spaces before a letter', `v=DKIM1; p=${' '.repeat(65_536)}x`],
  ['semicolons', ';'.repeat(65_536)],
  ['tags', 'a=b;'.repeat(16_384)],
  ['one tag', `v=DMARC1; rua=${'mailto:a@b.example,'.repeat(3_500)}`],
  ['colons', `v=DKIM1; t=${'y : '.repeat(16_384)}; p=`],
  ['at signs', `v=DMARC1; p=none; rua=mailto:${'@'.repeat(65_536)}`],
  ['dots', `v=DMARC1; p=none; rua=mailto:a@${'a.'.repeat(32_768)}`],
  ['base64', `v=DKIM1; p=${'A'.repeat(65_536)}`],
  ['equals signs', '='.repeat(65_536)],
  ['lines', 'mx: a.example\n'.repeat(4_680)],
  ['colons in lines', `version: STSv1\n${'a:b\n'.repeat(16_000)}`],
  ['quotes', `${'"'.repeat(65_536)}x`],
  ['quotes and spaces', `${'" '.repeat(32_768)}x`],
  ['tabs', `v=STSv1;${'\t'.repeat(65_536)}id=a`],
];
