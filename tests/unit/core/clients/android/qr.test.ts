import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qrSvg, thunderbirdQr } from '../../../../../electron/core/clients/android/index.ts';
import type { Account } from '../../../../../electron/core/model/account.ts';
import { annasAccount, annasAccountWithout, service } from '../../../../fakes/accounts.ts';
import { readQrPayload } from '../../../../fakes/qr-payload.ts';

function codes(...accounts: Account[]): string[] {
  const texts = thunderbirdQr(accounts);
  if (!texts.ok) throw new Error(JSON.stringify(texts.problem));
  return texts.value;
}

const reasonFor = (more: Partial<Account>): unknown => {
  const texts = thunderbirdQr([annasAccount(more)]);
  return texts.ok ? texts.value : (texts.problem.facts['reason'] ?? texts.problem.code);
};

describe('the QR code for Thunderbird for Android', () => {
  it('has the shape that Thunderbird itself writes, without a password', () => {
    const host = 'imap.firma.example';
    const account = annasAccount({
      fullName: 'Anna Pröbe',
      incoming: service('imap', 10993, 'tls', { host }),
      outgoing: service('smtp', 10587, 'starttls', { host: 'smtp.firma.example' }),
    });
    expect(codes(account)).toEqual([
      '[1,[1,1],[0,"imap.firma.example",10993,3,1,"anna@firma.example"],[[[0,"smtp.firma.example",10587,2,1,"anna@firma.example"],["anna@firma.example","Anna Pr\\u00f6be"]]]]',
    ]);
  });

  it('numbers several codes and never puts more than three accounts into one', () => {
    const people = ['a', 'b', 'c', 'd'].map((name) => annasAccount({ address: `${name}@firma.example` }));
    const texts = codes(...people);
    expect(texts.map((text) => readQrPayload(text).accounts.length)).toEqual([3, 1]);
    expect(texts.map((text) => readQrPayload(text).sequence)).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it('starts a new code before it becomes hard to read', () => {
    const host = `${'sehr-langer-name.'.repeat(12)}firma.example`;
    const people = ['a', 'b', 'c'].map((name) =>
      annasAccount({
        address: `${name}@firma.example`,
        incoming: service('imap', 993, 'tls', { host }),
        outgoing: service('smtp', 465, 'tls', { host }),
      }),
    );
    const texts = codes(...people);
    expect(texts).toHaveLength(3);
    expect(texts.every((text) => text.length <= 800)).toBe(true);
  });

  it('writes POP3, encrypted passwords and A-labels', () => {
    const incoming = service('pop3', 995, 'tls', { host: 'post.müller.example', authentication: ['gssapi', 'password-encrypted'] });
    const [account] = readQrPayload(codes(annasAccount({ incoming }))[0] ?? '').accounts;
    expect(account?.incoming.slice(0, 5)).toEqual([1, 'post.xn--mller-kva.example', 995, 3, 2]);
  });

  it('refuses what the app would refuse as a whole', () => {
    expect(reasonFor({ address: 'jörg@firma.example' })).toBe('address');
    expect(reasonFor({ incoming: service('imap', 143, 'none') })).toBe('no-encryption');
    expect(reasonFor({ incoming: service('imap', 993, 'tls', { authentication: ['gssapi', 'ntlm'] }) })).toBe('authentication');
    expect(reasonFor({ incoming: service('imap', 993, 'tls', { host: 'no host' }) })).toBe('host');
    expect(reasonFor({ fullName: 'ö'.repeat(600) })).toBe('too-long');
    expect(thunderbirdQr([])).toMatchObject({ ok: false, problem: { code: 'service-missing' } });
    expect(thunderbirdQr([annasAccountWithout('outgoing')])).toMatchObject({
      ok: false,
      problem: { code: 'service-missing', facts: { protocol: 'smtp' } },
    });
  });

  it('keeps to the grammar for every name, in plain ASCII, and gives the name back', () => {
    const name = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ unit: 'grapheme', maxLength: 60 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 7 }), (people) => {
        const accounts = people.map(([fullName, username], index) =>
          annasAccount({ address: `p${index}@firma.example`, fullName, incoming: service('imap', 993, 'tls', { username }) }),
        );
        const texts = codes(...accounts);
        const read = texts.map(readQrPayload);
        expect(read.flatMap((code) => code.accounts.map((account) => account.identity[0]))).toEqual(accounts.map(({ address }) => address));
        for (const [index, code] of read.entries()) expect(code.sequence).toEqual([index + 1, texts.length]);
        for (const text of texts) expect(text).toMatch(/^[\x20-\x7e]+$/);
        const written = read.flatMap((code) => code.accounts.map((account) => account.identity[1]));
        people.forEach(([fullName], index) => {
          if (/^[\p{L}\p{N}\p{Emoji}]+$/u.test(fullName)) expect(written[index]).toBe(fullName);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('draws an SVG that is square, has its quiet zone and holds no text of its own', async () => {
    const svg = await qrSvg(codes(annasAccount())[0] ?? '');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 (\d+) \1" /);
    expect(svg).toContain('M4 4h7v1h-7z');
    expect(svg).not.toMatch(/<(script|text|image|title)/);
  });
});
