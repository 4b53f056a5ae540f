import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeWbxml, type Element, element, encodeWbxml, textAt } from '../../../../electron/core/login/activesync/wbxml.ts';
import { readMultistatus } from '../../../../electron/core/login/dav/multistatus.ts';
import { refusalOf, refusalOfStatus } from '../../../../electron/core/login/refusals.ts';
import { safeWords, Secret } from '../../../../electron/core/model/secret.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('WBXML', () => {
  it('writes what servers expect', () => {
    expect(encodeWbxml(element('folder:FolderSync', [element('folder:SyncKey', '0')]))).toEqual(bytes('03016a00000756520330000101'));
    const policy = element('provision:Provision', [
      element('provision:Policies', [element('provision:Policy', [element('provision:PolicyType', 'MS-EAS-Provisioning-WBXML')])]),
    ]);
    expect(encodeWbxml(policy)).toEqual(bytes('03016a00000e45464748034d532d4541532d50726f766973696f6e696e672d5742584d4c0001010101'));
  });

  it('reads a policy answer', () => {
    const root = decodeWbxml(
      bytes('03016a00000e454b03310001464748034d532d4541532d50726f766973696f6e696e672d5742584d4c00014b03320001010101'),
    );
    expect(textAt(root, 'provision:Status')).toBe('1');
    expect(textAt(root, 'provision:Policies', 'provision:Policy', 'provision:Status')).toBe('2');
    expect(textAt(root, 'provision:Nothing', 'provision:Status')).toBeUndefined();
  });

  it('reads back whatever it writes', () => {
    const leaf = fc.record({
      name: fc.constantFrom('folder:DisplayName', 'provision:Data', 'folder:Type'),
      text: fc.string({ unit: 'grapheme' }),
    });
    const tree = fc.letrec<{ node: Element }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 6 },
        leaf.map(({ name, text }) => element(name, text.replaceAll('\0', ''))),
        fc.array(tie('node'), { maxLength: 5 }).map((children) => element('folder:Changes', children)),
      ),
    })).node;
    fc.assert(
      fc.property(tree, (root) => {
        expect(decodeWbxml(encodeWbxml(root))).toEqual(root);
      }),
    );
  });

  it('survives any bytes', () => {
    const header = [3, 1, 0x6a, 0];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (body) => {
        for (const input of [body, Uint8Array.from([...header, ...body])]) expect(() => decodeWbxml(input)).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses depth, length and numbers that would cost much', () => {
    expect(decodeWbxml(Uint8Array.from([3, 1, 0x6a, 0, ...new Array<number>(100_000).fill(0x45)]))).toBeUndefined();
    expect(decodeWbxml(new Uint8Array(600_000))).toBeUndefined();
    expect(decodeWbxml(bytes('03016a0045c38fffffff7f41'))).toBeUndefined();
    expect(decodeWbxml(bytes('03016a8fffffff7f'))).toBeUndefined();
  });
});

describe('multistatus', () => {
  it('reads only what the server granted, whatever prefixes it uses', () => {
    const text = `<?xml version="1.0"?><a:multistatus xmlns:a="DAV:"><a:response><a:href>/x&amp;y/</a:href>
      <a:propstat><a:prop><a:displayname><![CDATA[Büro & Team]]></a:displayname><a:resourcetype><a:collection/><c:calendar xmlns:c="u"/></a:resourcetype></a:prop><a:status>HTTP/1.1 200 OK</a:status></a:propstat>
      <a:propstat><a:prop><a:current-user-principal><a:href>/forbidden/</a:href></a:current-user-principal></a:prop><a:status>HTTP/1.1 404 Not Found</a:status></a:propstat>
    </a:response></a:multistatus>`;
    expect(readMultistatus(utf8(text))).toEqual([{ href: '/x&y/', name: 'Büro & Team', types: ['collection', 'calendar'] }]);
  });

  it.each([
    '',
    '<html><body>Welcome</body></html>',
    '<!DOCTYPE x [<!ENTITY a "b">]><multistatus/>',
    'plain text',
    '<a>'.repeat(5_000),
    '{"multistatus": []}',
  ])('is not read from %.30s', (text) => {
    expect(readMultistatus(utf8(text))).toBeUndefined();
  });

  it('survives any text', () => {
    const piece = fc.constantFrom(
      '<multistatus>',
      '<response>',
      '<href>',
      '</href>',
      '<prop>',
      '</',
      '&#x;',
      '&lt;',
      '<![CDATA[',
      ']]>',
      '<!--',
      '"',
      'x',
      '<a b="c">',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(() => readMultistatus(utf8(pieces.join('')))).not.toThrow();
      }),
    );
  });
});

describe('a multistatus that is larger than any person has', () => {
  const inside = (text: string): Uint8Array => utf8(`<multistatus>${text}</multistatus>`);
  it.each([
    ['bytes', inside('x'.repeat(300_000))],
    ['elements', inside('<response/>'.repeat(13_000))],
    ['attributes', inside(`<response ${Array.from({ length: 11_000 }, (_, index) => `a${index}="b"`).join(' ')}/>`)],
  ])('is refused for its %s before it is built', (_what, document) => {
    expect(readMultistatus(document)).toBeUndefined();
  });

  it('is read with 300 collections', () => {
    const one =
      '<response><href>/a/</href><propstat><prop><displayname>A</displayname></prop><status>HTTP/1.1 200 OK</status></propstat></response>';
    expect(readMultistatus(inside(one.repeat(300)))).toHaveLength(300);
  });
});

describe('the words of a refusal', () => {
  it.each([
    ['[AUTHENTICATIONFAILED] Authentication failed.', 'AUTHENTICATIONFAILED', 'wrong-password'],
    ['[AUTH] Authentication failed.', 'AUTH', 'wrong-password'],
    ['535 5.7.8 Error: authentication failed: (reason unavailable)', '535 5.7.8', 'wrong-password'],
    ['535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6', '535 5.7.8', 'wrong-password'],
    ['535 5.7.3 Authentication unsuccessful', '535 5.7.3', 'wrong-password'],
    ['535-5.7.8 Username and Password not accepted. For more information, go to', '535 5.7.8', 'wrong-password'],
    ['[AUTHENTICATIONFAILED] Invalid credentials (Failure)', 'AUTHENTICATIONFAILED', 'wrong-password'],
    ['LOGIN failed.', '', 'wrong-password'],
    ['', '', 'wrong-password'],
    [
      '[ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)',
      'ALERT',
      'app-password-needed',
    ],
    ['534-5.7.9 Application-specific password required. For more information, go to', '534 5.7.9', 'app-password-needed'],
    [
      '[ALERT] Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754 (Failure)',
      'ALERT',
      'app-password-needed',
    ],
    ['535 5.7.139 Authentication unsuccessful, basic authentication is disabled.', '535 5.7.139', 'app-password-needed'],
    ['NO [UNAVAILABLE] Temporary authentication failure.', 'UNAVAILABLE', 'server-error'],
    ['454 4.7.0 Temporary authentication failure: Connection lost to authentication server', '454 4.7.0', 'server-error'],
    ['[SYS/TEMP] Internal error', 'SYS/TEMP', 'server-error'],
    ['421 4.7.0 Error: too many errors', '421 4.7.0', 'blocked'],
    ['[LIMIT] Too many login attempts, try again later', 'LIMIT', 'blocked'],
    ['[IN-USE] Do you have another POP session running?', 'IN-USE', 'blocked'],
    ['554 5.7.1 <unknown[192.0.2.1]>: Client host rejected: Access denied', '554 5.7.1', 'blocked'],
    ['Your account is temporarily locked', '', 'blocked'],
    ['[AUTHORIZATIONFAILED] Not allowed', 'AUTHORIZATIONFAILED', 'service-off'],
    ['IMAP access is disabled for this mailbox', '', 'service-off'],
    ['535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.', '535 5.7.139', 'service-off'],
    ['Your account is not enabled for IMAP use.', 'ALERT', 'service-off'],
    ['POP3 service is not enabled', '', 'service-off'],
    ['535 5.7.8 Username and Password not accepted a640c23a62f3a-534-454 - gsmtp', '535 5.7.8', 'wrong-password'],
    ['Login failed for 421@firma.example', '', 'wrong-password'],
    ['[AUTHENTICATIONFAILED] LOGIN invalid credentials or IMAP is disabled', 'AUTHENTICATIONFAILED', 'wrong-password'],
    ['550 5.7.30 Basic authentication is not supported for Client Submission.', '550 5.7.30', 'app-password-needed'],
    ['535 Login Fail. Please enter your authorization code to login.', '535', 'app-password-needed'],
    ['[OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)', 'OVERQUOTA', 'blocked'],
    ["535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy.", '535 5.7.139', 'blocked'],
    ['535 5.7.8 Error: authentication failed: This user does not have access rights to this service', '535 5.7.8', 'service-off'],
    ['User is authenticated but not connected.', '', 'server-error'],
    ['Temporary problem, please try again later', '', 'server-error'],
    ['421 4.3.2 Service not available, closing transmission channel', '421 4.3.2', 'server-error'],
  ])('%s with the code "%s" is %s', (text, code, expected) => {
    expect(refusalOf(text, code)).toBe(expected);
  });

  it('are read from http statuses too', () => {
    expect(refusalOfStatus(401, 'basic realm="SOGo"')).toBe('wrong-password');
    expect(refusalOfStatus(401, 'app password required')).toBe('app-password-needed');
    expect(refusalOfStatus(403, 'Forbidden')).toBe('service-off');
    expect(refusalOfStatus(403, 'too many requests')).toBe('blocked');
    expect(refusalOfStatus(429, '')).toBe('blocked');
    expect(refusalOfStatus(404, '')).toBe('not-offered');
    expect(refusalOfStatus(502, '')).toBe('server-error');
  });
});

describe('words for the drawer', () => {
  it('hold no password in any shape a protocol gives it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 5, maxLength: 40 }), fc.string({ maxLength: 20 }), (password, user) => {
        const base64 = (text: string): string => Buffer.from(text).toString('base64');
        const text = `error ${password} ${base64(password)} ${base64(`${user}:${password}`)} ${base64(`\0${user}\0${password}`)}`;
        const words = safeWords(text, new Secret(password), 10_000);
        expect(words).not.toContain(base64(password));
        expect(words).not.toContain(base64(`${user}:${password}`));
        if (!'error •'.includes(password.trim())) expect(words).not.toContain(password);
      }),
    );
  });

  it('are one line, cut, and untouched otherwise', () => {
    expect(safeWords('a\r\nb\0c', new Secret('zzzz'))).toBe('a b c');
    expect(safeWords('x'.repeat(500), new Secret('zzzz'))).toHaveLength(300);
    expect(safeWords('fine', new Secret(''))).toBe('fine');
  });
});
