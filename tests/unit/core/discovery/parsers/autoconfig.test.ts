import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAutoconfig } from '../../../../../electron/core/discovery/parsers/autoconfig.ts';
import { addressOf, anna, fixture, reasonOf, valueOf } from '../fixture.ts';

const wrapped = (inner: string): string =>
  `<clientConfig version="1.1"><emailProvider id="x"><domain>firma.example</domain>${inner}</emailProvider></clientConfig>`;
const server = (fields: string, type = 'imap'): string => wrapped(`<incomingServer type="${type}">${fields}</incomingServer>`);
const imap = (fields: Record<string, string>): string => {
  const all: Record<string, string> = { hostname: 'mail.firma.example', port: '993', socketType: 'SSL', ...fields };
  return server(
    Object.entries(all)
      .map(([name, text]) => `<${name}>${text}</${name}>`)
      .join(''),
  );
};

describe('the config-v1.1.xml of a mailcow host', () => {
  const document = valueOf(readAutoconfig(fixture('autoconfig-mailcow.xml'), anna));

  it('gives every server in the order of the file', () => {
    expect(document.incoming.map(({ type, port, socketType }) => [type, port, socketType])).toEqual([
      ['imap', 993, 'SSL'],
      ['imap', 143, 'STARTTLS'],
      ['pop3', 995, 'SSL'],
    ]);
    expect(document.outgoing.map(({ port, socketType }) => [port, socketType])).toEqual([
      [465, 'SSL'],
      [587, 'STARTTLS'],
    ]);
  });

  it('fills user names and the domain', () => {
    expect(document.incoming[0]?.username).toBe('anna@firma.example');
    expect(document.domains).toEqual(['firma.example']);
    expect(document.skipped).toEqual([]);
  });

  it('keeps the links', () => {
    expect(document).toMatchObject({
      webMail: 'https://mail.firma.example/SOGo/',
      enable: ['https://mail.firma.example/admin'],
      documentation: [],
    });
  });
});

describe('a file full of slips', () => {
  const document = valueOf(readAutoconfig(fixture('autoconfig-quirks.xml'), anna));

  it('loses the broken servers only, and says why', () => {
    expect(document.skipped).toEqual([
      { what: 'text after the document', why: 'trailing-text' },
      { what: 'emailProvider second', why: 'second-provider' },
      { what: 'domain not a domain', why: 'bad-host' },
      { what: 'incomingServer 1 nntp', why: 'unknown-type' },
      { what: 'incomingServer 2 authentication telepathy', why: 'unknown-authentication' },
      { what: 'incomingServer 3 imap', why: 'bad-host' },
      { what: 'incomingServer 4 imap', why: 'bad-host' },
      { what: 'incomingServer 5 pop3', why: 'bad-port' },
      { what: 'incomingServer 6 pop3', why: 'bad-port' },
      { what: 'incomingServer 7 pop3', why: 'unknown-socket-type' },
      { what: 'outgoingServer 1 user name', why: 'unknown-placeholder' },
    ]);
  });

  it('repairs what can be repaired', () => {
    expect(document.incoming).toEqual([
      {
        type: 'imap',
        hostname: 'imap.firma.example',
        port: 993,
        socketType: 'SSL',
        username: 'anna.firma.example and anna',
        authentication: ['password-cleartext', 'password-encrypted'],
      },
      {
        type: 'pop3',
        hostname: 'xn--mnchen-3ya.example',
        port: 995,
        socketType: 'STARTTLS',
        username: 'anna@firma.example',
        authentication: [],
      },
    ]);
    expect(document.outgoing).toEqual([
      { type: 'smtp', hostname: 'smtp.firma.example', port: 587, socketType: 'plain', authentication: ['client-IP-address'] },
    ]);
  });

  it('reads names, steps, calendar and address book', () => {
    expect(document).toMatchObject({
      displayName: 'Fish & Chips ☺',
      enable: ['https://www.firma.example/switch-imap-on'],
      caldav: { url: 'https://dav.firma.example/cal/anna@firma.example/', username: 'anna@firma.example' },
      carddav: { url: 'https://dav.firma.example/card/' },
    });
  });
});

describe('servers that live at an address', () => {
  const document = valueOf(readAutoconfig(fixture('autoconfig-addresses.xml'), anna));

  it('need no host, port or socket type', () => {
    expect(document.incoming[0]).toEqual({
      type: 'ews',
      url: 'https://ews.firma.example/ews/exchange.asmx',
      username: 'anna@firma.example',
      authentication: ['OAuth2'],
    });
    expect(document.incoming[1]).toMatchObject({ type: 'activesync', authentication: ['password-cleartext'] });
    expect(document.incoming[2]).toMatchObject({
      type: 'exchange',
      hostname: 'owa.firma.example',
      port: 443,
      owaURL: 'https://owa.firma.example/owa/',
    });
  });

  it('are left out for an address that is none', () => {
    expect(document.skipped).toEqual([
      { what: 'incomingServer 4 owa', why: 'bad-url' },
      { what: 'incomingServer 5 graph', why: 'no-address' },
    ]);
  });

  it('stand beside the token service and an open relay', () => {
    expect(document.oAuth2).toEqual({
      issuer: 'login.firma.example',
      scope: 'mail offline',
      authURL: 'https://login.firma.example/authorize',
      tokenURL: 'https://login.firma.example/token',
    });
    expect(document.outgoing[0]).toMatchObject({ authentication: ['none'] });
    expect(document.outgoing[0]?.username).toBeUndefined();
  });
});

describe('one server', () => {
  it.each([
    '127.0.0.1',
    '[::1]',
    'localhost',
    'mail',
    'a..b',
    `${'a'.repeat(64)}.example`,
    '-a.example',
    'mail.firma.example:993',
    'https://mail.firma.example',
    '%HOST%.example',
  ])('is left out for the host %s', (hostname) => {
    const document = valueOf(readAutoconfig(imap({ hostname }), anna));
    expect([document.incoming, document.skipped[0]?.why]).toEqual([[], 'bad-host']);
  });

  it.each(['0', '65536', '-1', '99999', '9 93', '993x', '0x1', ''])('is left out for the port "%s"', (port) => {
    expect(valueOf(readAutoconfig(imap({ port }), anna)).skipped[0]?.why).toBe('bad-port');
  });

  it.each([
    ['993 ', 993],
    ['1', 1],
    ['65535', 65535],
  ])('takes the port "%s"', (port, expected) => {
    expect(valueOf(readAutoconfig(imap({ port }), anna)).incoming[0]?.port).toBe(expected);
  });

  it('has no socket type or authentication by a name that only JavaScript knows', () => {
    expect(valueOf(readAutoconfig(imap({ socketType: 'constructor' }), anna)).skipped[0]?.why).toBe('unknown-socket-type');
    const { incoming } = valueOf(readAutoconfig(imap({ authentication: 'constructor' }), anna));
    expect(incoming[0]?.authentication).toEqual([]);
  });

  it('is not described twice when its type stands in the wrong place', () => {
    const text = wrapped(
      '<outgoingServer type="imap"><hostname>a.example</hostname><port>1</port><socketType>SSL</socketType></outgoingServer>',
    );
    expect(valueOf(readAutoconfig(text, anna)).skipped[0]?.why).toBe('unknown-type');
  });
});

describe('placeholders', () => {
  it('are filled everywhere, all of them, and values are not filled again', () => {
    const tricky = addressOf('%emaildomain%$&@firma.example');
    const document = valueOf(readAutoconfig(imap({ username: '%EMAILLOCALPART%|%EMAILLOCALPART%|%EMAILADDRESS%' }), tricky));
    expect(document.incoming[0]?.username).toBe('%emaildomain%$&|%emaildomain%$&|%emaildomain%$&@firma.example');
  });

  it('give the real name', () => {
    expect(valueOf(readAutoconfig(imap({ username: '%REALNAME%' }), anna, { fullName: 'Anna Albrecht' })).incoming[0]?.username).toBe(
      'Anna Albrecht',
    );
  });

  it('never survive in a user name, whatever the address is', () => {
    const local = fc.stringMatching(/^[a-z0-9+_=~-]{1,20}$/);
    fc.assert(
      fc.property(
        local,
        fc.array(fc.constantFrom('%EMAILADDRESS%', '%EMAILLOCALPART%', '%EMAILDOMAIN%', '-', '.'), { minLength: 1, maxLength: 8 }),
        (name, parts) => {
          const person = addressOf(`${name}@firma.example`);
          const username = valueOf(readAutoconfig(imap({ username: parts.join('') }), person)).incoming[0]?.username;
          const values = new Map([
            ['%EMAILADDRESS%', person.text],
            ['%EMAILLOCALPART%', name],
            ['%EMAILDOMAIN%', 'firma.example'],
          ]);
          const expected = parts.map((part) => values.get(part) ?? part).join('');
          expect(username).toBe(expected);
        },
      ),
    );
  });
});

describe('a document that is no config-v1.1.xml', () => {
  it.each([
    ['another root', '<settings/>', 'wrong-root'],
    ['no provider', '<clientConfig version="1.1"/>', 'no-provider'],
    ['an Autodiscover answer', fixture('error-600.xml'), 'wrong-root'],
    ['a web page', fixture('catch-all.html'), 'html'],
    ['nothing', new Uint8Array(), 'empty'],
  ])('is refused: %s', (_what, input, reason) => {
    expect(reasonOf(readAutoconfig(input, anna))).toEqual(['document-invalid', reason]);
  });

  it('says when it is for another domain', () => {
    const document = valueOf(readAutoconfig(imap({}), addressOf('anna@other.example')));
    expect(document.skipped).toEqual([{ what: 'domain', why: 'not-for-this-domain' }]);
    expect(document.incoming).toHaveLength(1);
  });

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 60 }), (outer, inner) => {
        expect(typeof readAutoconfig(outer, anna).ok).toBe('boolean');
        expect(typeof readAutoconfig(server(inner), anna).ok).toBe('boolean');
        expect(typeof readAutoconfig(imap({ hostname: inner.replace(/[<&]/g, '') }), anna).ok).toBe('boolean');
      }),
    );
  });
});
