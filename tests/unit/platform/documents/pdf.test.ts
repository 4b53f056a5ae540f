import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportAccount } from '../../../../electron/core/exports/index.ts';
import type { Account } from '../../../../electron/core/model/account.ts';
import { renderDocument } from '../../../../electron/platform/documents/index.ts';
import { annasAccount } from '../../../fakes/accounts.ts';
import { documentTexts } from '../../../fakes/document-texts.ts';

let folder = '';
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'mailramp-pdf-'))));
afterAll(() => rmSync(folder, { recursive: true }));

async function handout(account: Account, locale: 'en' | 'de', name: string): Promise<string> {
  const exported = await exportAccount(account, 'handout', { texts: documentTexts(locale), locale, support: 'Helpdesk, +49 30 123456' });
  if (!exported.ok) throw new Error(exported.problem.code);
  const file = path.join(process.env['KEEP_PDF'] ?? folder, name);
  writeFileSync(file, await renderDocument(exported.value));
  return file;
}

const words = (file: string): string => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
const info = (file: string): string => execFileSync('pdfinfo', [file], { encoding: 'utf8' });

/** What the file says about itself before any reader looks. */
const raw = (file: string): string => readFileSync(file, 'latin1');

describe('the printed handout', () => {
  it.each(['en', 'de'] as const)('is one tagged A4 sheet in %s, with its fonts inside', async (locale) => {
    const text = raw(await handout(annasAccount(), locale, `anna-${locale}.pdf`));
    expect(text).toMatch(/^%PDF-1\.7/);
    expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(text).toContain('/MediaBox [0 0 595.28 841.89]');
    expect(text).toContain('/Marked true');
    expect(text).toContain(`/Lang (${locale})`);
    expect(text).toContain('/FontFile2');
    expect(text).not.toContain('Helvetica');
  });
});

describe.runIf(existsSync('/usr/bin/pdftotext'))('the printed handout as another program reads it', () => {
  it('names itself and is tagged', async () => {
    const facts = info(await handout(annasAccount(), 'en', 'anna.pdf'));
    expect(facts).toMatch(/^Title:\s+Your e-mail on every device – Anna Beispiel · anna@firma.example$/m);
    expect(facts).toMatch(/^Tagged:\s+yes$/m);
    expect(facts).toMatch(/^Page size:\s+595\.\d+ x 841\.\d+ pts \(A4\)$/m);
  });

  it('holds every value and sentence as text that can be searched', async () => {
    const text = words(await handout(annasAccount(), 'en', 'anna.pdf'));
    for (const part of [
      'mail.firma.example',
      '993',
      '465',
      'SSL/TLS',
      'Exchange ActiveSync',
      'Helpdesk, +49 30 123456',
      'Your password is not on this sheet',
    ]) {
      expect(text).toContain(part);
    }
  });

  it.each([
    ['Jörg Müßiggänger', 'German'],
    ['Zażółć Gęślą-Jaźń', 'Polish'],
    ['Ελένη Παπαδοπούλου', 'Greek'],
    ['Юлия Щербакова', 'Cyrillic'],
  ])('prints %s as it is written (%s)', async (fullName) => {
    const text = words(await handout(annasAccount({ fullName }), 'de', 'name.pdf'));
    expect(text).toContain(fullName);
    expect(text).toContain('Verschlüsselung');
  });

  it('wraps long names and addresses instead of cutting them, on a second sheet if need be', async () => {
    const account = annasAccount();
    const local = 'maximiliane-alexandra.von-und-zu-hohenlohe-langenburg';
    const host = `${'sehr-langer-rechnername.'.repeat(4)}verwaltung.stadt-musterhausen.example`;
    const username = `${local}@verwaltung.stadt-musterhausen.example`;
    const long = <Service extends { host: string; username: string }>(one: Service): Service => ({
      ...one,
      host,
      username,
      url: `https://${host}/SOGo/dav/${username}/`,
    });
    const { incoming, outgoing, activesync, caldav, carddav } = account;
    if (!incoming || !outgoing || !activesync || !caldav || !carddav) throw new Error('Anna lacks a service');
    const file = await handout(
      {
        ...account,
        address: username,
        fullName: 'Maximiliane Alexandra Freifrau von und zu Hohenlohe-Langenburg',
        incoming: long(incoming),
        outgoing: long(outgoing),
        activesync: long(activesync),
        caldav: long(caldav),
        carddav: long(carddav),
      },
      'de',
      'long.pdf',
    );
    const text = words(file).replace(/\s+/g, '');
    expect(text).toContain('FreifrauvonundzuHohenlohe-Langenburg');
    expect(text).toContain('993');
    expect(text).toContain('Fragen:Helpdesk');
  });
});
