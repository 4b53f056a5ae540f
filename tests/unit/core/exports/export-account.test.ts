import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_TEXTS, EXPORT_FORMATS, exportAccount, QR_VARIANTS } from '../../../../electron/core/exports/index.ts';
import { account as accountSchema } from '../../../../electron/core/model/account.ts';
import { annasAccount } from '../../../fakes/accounts.ts';
import { parsedCatalogue } from '../../../fakes/document-catalogue.ts';
import { documentTexts } from '../../../fakes/document-texts.ts';
import { readQrPayload } from '../../../fakes/qr-payload.ts';

const options = { texts: documentTexts('en'), locale: 'en' };

describe('exporting an account', () => {
  it.each([
    ['autoconfig', 'config-v1.1.xml', 'text'],
    ['mobileconfig', 'anna@firma.example.mobileconfig', 'text'],
    ['mobileconfig-ios', 'anna@firma.example-ios.mobileconfig', 'text'],
    ['prf', 'anna@firma.example.prf', 'text'],
    ['thunderbird-qr', 'anna@firma.example-thunderbird.svg', 'text'],
    ['handout', 'anna@firma.example.pdf', 'pdf'],
    ['json', 'anna@firma.example.json', 'text'],
  ] as const)('makes %s', async (format, name, render) => {
    expect(await exportAccount(annasAccount(), format, options)).toMatchObject({ ok: true, value: { name, render } });
  });

  it('has every format and every shape of the code', async () => {
    for (const format of EXPORT_FORMATS) expect((await exportAccount(annasAccount(), format, options)).ok).toBe(true);
    for (const variant of QR_VARIANTS) {
      const exported = await exportAccount(annasAccount(), 'thunderbird-qr', { ...options, variant });
      expect(exported).toMatchObject({ ok: true, value: { name: `anna@firma.example-thunderbird.${variant}` } });
    }
  });

  it('gives the account back from its JSON, and the bare payload as the JSON of the code', async () => {
    const json = await exportAccount(annasAccount(), 'json', options);
    if (!json.ok || json.value.render !== 'text') throw new Error('no text');
    expect(accountSchema.parse(JSON.parse(json.value.text))).toEqual(annasAccount());
    const code = await exportAccount(annasAccount(), 'thunderbird-qr', { ...options, variant: 'json' });
    if (!code.ok || code.value.render !== 'text') throw new Error('no text');
    expect(readQrPayload(code.value.text).sequence).toEqual([1, 1]);
  });

  it('describes the handout: words from the catalogue, values of the person, the same code', async () => {
    const exported = await exportAccount(annasAccount(), 'handout', { ...options, support: 'Helpdesk\n+49 30 1' });
    if (!exported.ok || exported.value.render !== 'pdf') throw new Error('no page');
    const { page } = exported.value;
    expect(page.title).toBe('Your e-mail on every device');
    expect(page.sections.map(({ heading }) => heading)).toEqual([
      'Android phone or tablet',
      'iPhone or iPad',
      'Any other mail program',
      'Receive mail',
      'Send mail',
      'Mail, calendar and contacts in one',
      'Calendar',
      'Contacts',
      'Good to know',
    ]);
    expect(readQrPayload(page.sections[0]?.code?.payload ?? '').accounts).toHaveLength(1);
    expect(page.sections.at(-1)?.paragraphs?.at(-1)).toBe('Questions: Helpdesk +49 30 1');
  });

  it('leaves the code out of the handout where the phone could not read it', async () => {
    const exported = await exportAccount(annasAccount({ address: 'jörg@firma.example' }), 'handout', options);
    if (!exported.ok || exported.value.render !== 'pdf') throw new Error('no page');
    expect(exported.value.page.sections.some(({ code }) => code !== undefined)).toBe(false);
  });

  it.each([
    ['nul.smith@firma.example', '_nul.smith@firma.example.json'],
    ['COM1.x@firma.example', '_COM1.x@firma.example.json'],
    ['console@firma.example', 'console@firma.example.json'],
    ['-rf@firma.example', '_-rf@firma.example.json'],
    ['../x@firma.example', '_..-x@firma.example.json'],
  ])('names the file of %s so that no system takes it for something else', async (address, name) => {
    expect(await exportAccount({ ...annasAccount(), address }, 'json', options)).toMatchObject({ ok: true, value: { name } });
  });

  it('names files so that no address leaves the folder', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (local) => {
        const exported = await exportAccount(annasAccount({ address: `${local}@firma.example` }), 'json', options);
        expect(exported.ok && exported.value.name).toMatch(/^[\p{L}\p{N}.@_+-]+\.json$/u);
      }),
    );
  });
});

describe('the sentences of documents', () => {
  it.each(['en', 'de'] as const)('are all there in %s, none too many, each with the same gaps as in English', (locale) => {
    const catalogue = parsedCatalogue(locale);
    expect([...catalogue.keys()].sort()).toEqual([...DOCUMENT_TEXTS].sort());
    const gaps = (sentence: string | undefined): string[] => (sentence?.match(/\{\w+\}/g) ?? []).sort();
    for (const [key, sentence] of catalogue) expect(gaps(sentence), key).toEqual(gaps(parsedCatalogue('en').get(key)));
  });
});
