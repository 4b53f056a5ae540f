import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAutodiscover } from '../../../../../electron/core/discovery/parsers/autodiscover.ts';
import { readAutodiscoverJson } from '../../../../../electron/core/discovery/parsers/autodiscover-json.ts';
import type { AutodiscoverDocument } from '../../../../../electron/core/discovery/parsers/documents.ts';
import { anna, fixture, reasonOf, valueOf } from '../fixture.ts';

const read = (name: string): AutodiscoverDocument => valueOf(readAutodiscover(fixture(name), anna));

describe('an Autodiscover answer', () => {
  it('of mailcow in the Outlook schema names mail, calendar and contacts', () => {
    const document = read('outlook-mailcow.xml');
    const account = {
      hostname: 'mail.firma.example',
      socketType: 'SSL',
      username: 'anna@firma.example',
      authentication: ['password-cleartext'],
    };
    expect(document).toMatchObject({
      kind: 'outlook',
      displayName: 'Anna Albrecht',
      incoming: [{ type: 'imap', port: 993, ...account }],
      outgoing: [{ type: 'smtp', port: 465, ...account }],
      caldav: { url: 'https://mail.firma.example/SOGo/dav/anna@firma.example/', username: 'anna@firma.example' },
      carddav: { url: 'https://mail.firma.example/SOGo/dav/anna@firma.example/' },
      activesync: null,
      exchange: false,
      error: null,
      redirect: null,
      skipped: [],
    });
  });

  it('of mailcow in the MobileSync schema names ActiveSync', () => {
    expect(read('mobilesync-mailcow.xml')).toMatchObject({
      kind: 'mobilesync',
      activesync: { url: 'https://mail.firma.example/Microsoft-Server-ActiveSync' },
      skipped: [{ what: 'Server certenroll', why: 'unknown-type' }],
    });
  });

  it('takes Encryption before SSL, and usual ports where none is given', () => {
    const document = read('outlook-encryption-tls.xml');
    expect(document.incoming.map(({ type, port, socketType, username }) => [type, port, socketType, username])).toEqual([
      ['imap', 143, 'STARTTLS', 'anna'],
      ['pop3', 995, 'SSL', undefined],
    ]);
    expect(document.outgoing.map(({ port, socketType, authentication }) => [port, socketType, authentication])).toEqual([
      [587, 'STARTTLS', ['none']],
      [25, 'plain', ['NTLM', 'password-cleartext']],
    ]);
  });

  it('of Exchange is read for the mail services it names besides', () => {
    const document = read('outlook-exchange.xml');
    expect(document.exchange).toBe(true);
    expect(document.incoming).toMatchObject([{ type: 'imap', hostname: 'imap.firma.example', socketType: 'SSL' }]);
    expect(document.skipped.map(({ why }) => why)).toEqual(['exchange-only', 'exchange-only', 'exchange-only']);
  });

  it.each([
    ['error-600.xml', { code: 600, message: 'Invalid Request' }],
    ['error-601.xml', { code: 601, message: 'Requested schema version not supported' }],
    ['mobilesync-error.xml', { code: 2, message: 'The directory is not reachable' }],
  ])('%s is an answer that says no', (name, error) => {
    expect(read(name)).toMatchObject({ error, incoming: [], activesync: null });
  });

  it.each([
    ['mobilesync-redirect.xml', { kind: 'address', to: 'anna@post.firma.example' }],
    ['outlook-redirect-address.xml', { kind: 'address', to: 'anna@elsewhere.example' }],
    ['outlook-redirect-url.xml', { kind: 'url', to: 'https://mail.firma.example/autodiscover/autodiscover.xml' }],
  ])('%s sends us on', (name, redirect) => {
    expect(read(name).redirect).toEqual(redirect);
  });

  it('does not send us to a place without https', () => {
    const text =
      '<Autodiscover><Response><Account><Action>redirectUrl</Action><RedirectUrl>http://mail.firma.example/</RedirectUrl></Account></Response></Autodiscover>';
    expect(valueOf(readAutodiscover(text, anna))).toMatchObject({ redirect: null, skipped: [{ what: 'redirect url', why: 'bad-url' }] });
  });

  it('survives a user name that is printed unescaped', () => {
    const text =
      '<Autodiscover><Response><Account><Protocol><Type>IMAP</Type><Server>mail.firma.example</Server><LoginName>r&d@firma.example</LoginName></Protocol></Account></Response></Autodiscover>';
    expect(valueOf(readAutodiscover(text, anna)).incoming[0]).toMatchObject({
      username: 'r&d@firma.example',
      port: 993,
      socketType: 'SSL',
    });
  });

  it.each([
    ['a web page', fixture('catch-all.html'), 'html'],
    ['autoconfig', fixture('autoconfig-mailcow.xml'), 'wrong-root'],
    ['an empty envelope', '<Autodiscover/>', 'unknown-shape'],
  ])('is none: %s', (_what, input, reason) => {
    expect(reasonOf(readAutodiscover(input, anna))).toEqual(['document-invalid', reason]);
  });

  it('never makes the reader throw', () => {
    const tag = fc.constantFrom('Protocol', 'Type', 'Server', 'Port', 'SSL', 'Error', 'Action', 'Settings', 'Url', 'Redirect');
    fc.assert(
      fc.property(fc.array(fc.tuple(tag, fc.string({ maxLength: 20 })), { maxLength: 12 }), (fields) => {
        const inner = fields.map(([name, text]) => `<${name}>${text}</${name}>`).join('');
        const text = `<Autodiscover><Response>${inner}<Account><Protocol>${inner}</Protocol></Account></Response></Autodiscover>`;
        expect(typeof readAutodiscover(text, anna).ok).toBe('boolean');
      }),
    );
  });
});

describe('an Autodiscover v2 answer', () => {
  const json = (value: unknown): ReturnType<typeof readAutodiscoverJson> => readAutodiscoverJson(JSON.stringify(value), anna);

  it('names ActiveSync', () => {
    const document = valueOf(json({ Protocol: 'ActiveSync', Url: 'https://mail.firma.example/Microsoft-Server-ActiveSync' }));
    expect(document.activesync).toEqual({ url: 'https://mail.firma.example/Microsoft-Server-ActiveSync' });
  });

  it('points to the XML service', () => {
    const document = valueOf(json({ Protocol: 'AutodiscoverV1', Url: 'https://mail.firma.example/Autodiscover/Autodiscover.xml' }));
    expect(document.redirect).toEqual({ kind: 'url', to: 'https://mail.firma.example/Autodiscover/Autodiscover.xml' });
  });

  it('says no with a code of words', () => {
    expect(valueOf(json({ ErrorCode: 'InvalidProtocol', ErrorMessage: 'no' })).error).toEqual({ code: 'InvalidProtocol', message: 'no' });
  });

  it.each(['http://mail.firma.example/eas', 'https://10.0.0.1/eas', 'https://anna:x@mail.firma.example/', 'javascript:alert(1)'])(
    'does not take %s',
    (Url) => {
      expect(valueOf(json({ Protocol: 'ActiveSync', Url }))).toMatchObject({ activesync: null, skipped: [{ why: 'bad-url' }] });
    },
  );

  it.each([
    ['{', 'not-json'],
    ['[]', 'unknown-shape'],
    ['{"Protocol":7}', 'unknown-shape'],
    ['null', 'unknown-shape'],
    ['['.repeat(100_000), 'too-deep'],
    ['<html></html>', 'html'],
  ])('is none: %s', (text, reason) => {
    expect(reasonOf(readAutodiscoverJson(text, anna))).toEqual(['document-invalid', reason]);
  });
});
