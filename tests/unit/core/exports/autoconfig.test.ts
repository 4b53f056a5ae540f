import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAutoconfig } from '../../../../electron/core/discovery/index.ts';
import { buildAutoconfig } from '../../../../electron/core/exports/autoconfig.ts';
import type { Account } from '../../../../electron/core/model/account.ts';
import { parseAddress } from '../../../../electron/core/model/address.ts';
import { annasAccount, annasAccountWithout, service } from '../../../fakes/accounts.ts';

function written(account: Account, placeholders?: boolean): string {
  const xml = buildAutoconfig(account, placeholders === undefined ? {} : { placeholders });
  if (!xml.ok) throw new Error(JSON.stringify(xml.problem));
  return xml.value;
}

function readFor(typed: string, xml: string) {
  const address = parseAddress(typed);
  if (!address.ok) throw new Error(typed);
  const document = readAutoconfig(xml, address.value);
  if (!document.ok) throw new Error(JSON.stringify(document.problem));
  return document.value;
}

describe('config-v1.1.xml of an account', () => {
  it('fits every address of the domain and names nobody', () => {
    const xml = written(annasAccount());
    expect(xml).not.toMatch(/anna/i);
    const bert = readFor('bert@firma.example', xml);
    expect(bert.skipped).toEqual([]);
    expect(bert.incoming).toEqual([
      {
        type: 'imap',
        hostname: 'mail.firma.example',
        port: 993,
        socketType: 'SSL',
        username: 'bert@firma.example',
        authentication: ['password-cleartext'],
      },
    ]);
    expect(bert.outgoing).toMatchObject([{ type: 'smtp', port: 465, socketType: 'SSL', username: 'bert@firma.example' }]);
    expect(bert.caldav).toMatchObject({ url: 'https://mail.firma.example/SOGo/dav/bert@firma.example/' });
    expect(bert.carddav).toMatchObject({ username: 'bert@firma.example' });
  });

  it('obeys what Thunderbird insists on: identifier, domain, exact spellings', () => {
    const xml = written(
      annasAccount({
        incoming: service('pop3', 110, 'starttls', { authentication: ['password-encrypted', 'oauth2', 'gssapi'] }),
        outgoing: service('smtp', 587, 'starttls', { authentication: [] }),
      }),
    );
    expect(xml).toContain('<emailProvider id="firma.example">');
    expect(xml).toContain('<domain>firma.example</domain>');
    expect([...xml.matchAll(/<socketType>(.*?)</g)].map(([, type]) => type)).toEqual(['STARTTLS', 'STARTTLS']);
    expect([...xml.matchAll(/<authentication>(.*?)</g)].map(([, way]) => way).slice(0, 4)).toEqual([
      'password-encrypted',
      'OAuth2',
      'GSSAPI',
      'password-cleartext',
    ]);
  });

  it('keeps user names that follow from the address, and refuses to publish one that is only this person’s', () => {
    const named = (username: string): Account =>
      annasAccount({ incoming: service('imap', 993, 'tls', { username }), outgoing: service('smtp', 465, 'tls', { username }) });
    expect(readFor('bert@firma.example', written(named('FIRMA\\Anna'))).incoming[0]?.username).toBe('FIRMA\\bert');
    expect(readFor('bert@firma.example', written(named('anna@alt.example'))).incoming[0]?.username).toBe('bert@alt.example');
    expect(buildAutoconfig(named('susanna'))).toMatchObject({ ok: false });
    expect(buildAutoconfig(named('u4711'))).toMatchObject({
      ok: false,
      problem: { code: 'usage', facts: { reason: 'personal-user-name' } },
    });
    expect(readFor('anna@firma.example', written(named('u4711'), false)).incoming[0]?.username).toBe('u4711');
  });

  it('leaves out a calendar whose address is only this person’s', () => {
    const caldav = service('caldav', 443, 'tls', { url: 'https://mail.firma.example/dav/anna/home/' });
    expect(written(annasAccount({ caldav }))).not.toMatch(/anna|caldav/);
    expect(written(annasAccount({ caldav }), false)).toContain('/dav/anna/home/');
  });

  it.each(['dav?user=anna', 'dav/a%6ena/'])('publishes no address that names a person as %s', (path) => {
    const caldav = service('caldav', 443, 'tls', { url: `https://mail.firma.example/${path}` });
    expect(written(annasAccount({ caldav }))).not.toMatch(/anna|caldav/i);
  });

  it('puts the placeholder for an address in any case', () => {
    const caldav = service('caldav', 443, 'tls', { url: 'https://mail.firma.example/dav/Anna@Firma.Example/' });
    expect(readFor('bert@firma.example', written(annasAccount({ caldav }))).caldav?.url).toBe(
      'https://mail.firma.example/dav/bert@firma.example/',
    );
  });

  it('fails where a server is missing or unprotected', () => {
    expect(buildAutoconfig(annasAccountWithout('outgoing'))).toMatchObject({
      ok: false,
      problem: { code: 'service-missing', facts: { protocol: 'smtp' } },
    });
    expect(buildAutoconfig(annasAccount({ incoming: service('imap', 143, 'none') }))).toMatchObject({ ok: false });
  });

  it('stays readable whatever the provider is called', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('A & B <c>', '"\'>]]>')), (provider) => {
        const document = readFor('anna@firma.example', written(annasAccount({ provider })));
        expect(document.incoming).toHaveLength(1);
        if (/^[\p{L}\p{P}]+$/u.test(provider)) expect(document.displayName).toBe(provider);
      }),
      { numRuns: 200 },
    );
  });
});
