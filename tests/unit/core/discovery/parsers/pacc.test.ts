import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestVerdict, readPacc } from '../../../../../electron/core/discovery/parsers/pacc.ts';
import { anna, fixture, reasonOf, valueOf } from '../fixture.ts';

describe('a user-agent-configuration.json', () => {
  const document = valueOf(readPacc(fixture('pacc.json'), anna));

  it('implies ports, TLS and the address as user name', () => {
    const shared = { socketType: 'SSL', username: 'anna@firma.example', authentication: ['OAuth2', 'password-cleartext'] };
    expect(document.incoming).toEqual([{ type: 'imap', hostname: 'imap.firma.example', port: 993, ...shared }]);
    expect(document.outgoing).toEqual([{ type: 'smtp', hostname: 'smtp.firma.example', port: 465, ...shared }]);
    expect(document.sieve).toMatchObject({ type: 'sieve', port: 4190 });
  });

  it('names web services by https addresses only, and says what it left out', () => {
    expect(document).toMatchObject({
      jmap: { url: 'https://jmap.firma.example/session' },
      caldav: { url: 'https://dav.firma.example/cal/' },
      carddav: null,
      issuer: 'https://login.firma.example',
      displayName: 'Firma',
      skipped: [
        { what: 'pop3', why: 'bad-host' },
        { what: 'carddav', why: 'bad-url' },
      ],
    });
  });

  it('takes the name that the older draft gives to submission', () => {
    const text = JSON.stringify({ protocols: { smtp: { host: 'smtp.firma.example' }, imap: 7 }, authentication: { password: true } });
    expect(valueOf(readPacc(text, anna))).toMatchObject({
      incoming: [],
      outgoing: [{ hostname: 'smtp.firma.example', authentication: ['password-cleartext'] }],
    });
  });

  it.each(['{}', '[]', '7', '{"protocols":[]}'])('is none: %s', (text) => {
    expect(reasonOf(readPacc(text, anna))).toEqual(['document-invalid', 'unknown-shape']);
  });

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(typeof readPacc(text, anna).ok).toBe('boolean');
        expect(typeof readPacc(`{"protocols":{"imap":${text},"caldav":${text}},"info":${text}}`, anna).ok).toBe('boolean');
      }),
    );
  });
});

describe('the digest in DNS', () => {
  const body = fixture('pacc.json');
  const digest = createHash('sha256').update(body).digest('base64');

  it.each([
    ['the plain record', [`v=UAAC1; a=sha256; d=${digest}`], 'match'],
    ['another order, unknown tags, a final semicolon', [` d=${digest} ;x=y; A=SHA256;v=UAAC1;`], 'match'],
    ['one of several records', ['v=UAAC1; a=sha256; d=AAAA', `v=UAAC1;a=sha256;d=${digest}`], 'match'],
    ['another body', ['v=UAAC1; a=sha256; d=AAAA'], 'mismatch'],
    ['no record', [], 'absent'],
    ['records of other kinds', ['v=spf1 -all', `v=UAAC2; a=sha256; d=${digest}`], 'absent'],
  ])('is judged with %s', async (_what, records, verdict) => {
    expect(await digestVerdict(body, records)).toBe(verdict);
  });
});
