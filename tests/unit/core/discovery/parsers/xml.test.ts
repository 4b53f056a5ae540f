import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childText, readXml } from '../../../../../electron/core/discovery/parsers/xml.ts';
import { fixture, reasonOf, valueOf } from '../fixture.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)));

describe('a small XML document', () => {
  it.each([
    ['a byte order mark', bytes([0xef, 0xbb, 0xbf], '<a><b>x</b></a>')],
    ['no declaration', bytes('<a><b>x</b></a>')],
    ['UTF-16', new Uint8Array([0xff, 0xfe, ...Buffer.from('<a><b>x</b></a>', 'utf16le')])],
    ['comments around the root', bytes('<!-- < --><a><!-- </b> --><b>x</b></a><!-- end -->')],
    ['CDATA', bytes('<a><b><![CDATA[x]]></b></a>')],
    ['a namespace prefix', bytes('<n:a xmlns:n="urn:n"><n:b>x</n:b></n:a>')],
    ['another case', bytes('<A><B>x</B></A>')],
    ['a processing instruction', bytes('<?xml version="1.0"?><?style x="y"?><a><b>x</b></a>')],
  ])('is read with %s', (_what, input) => {
    expect(childText(valueOf(readXml(input)).root, 'b')).toBe('x');
  });

  it('understands declared and undeclared Latin-1', () => {
    const declared = readXml(bytes('<?xml version="1.0" encoding="iso-8859-1"?><a><b>M\xfcller</b></a>'));
    const undeclared = readXml(bytes('<a><b>M\xfcller</b></a>'));
    expect([declared, undeclared].map((one) => childText(valueOf(one).root, 'b'))).toEqual(['Müller', 'Müller']);
  });

  it.each([
    ['UTF-16 that is UTF-8', bytes('<?xml version="1.0" encoding="utf-16"?><a><b>M\xc3\xbcller</b></a>')],
    ['ASCII that is UTF-8', bytes('<?xml version="1.0" encoding="us-ascii"?><a><b>M\xc3\xbcller</b></a>')],
    ['UTF-8 under another name that is Latin-1', bytes('<?xml version="1.0" encoding="utf8"?><a><b>M\xfcller</b></a>')],
    ['something nobody knows', bytes('<?xml version="1.0" encoding="ANSI"?><a><b>M\xc3\xbcller</b></a>')],
    [
      'UTF-16 without a byte order mark',
      new Uint8Array(Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a><b>Müller</b></a>', 'utf16le')),
    ],
  ])('is read although it declares %s', (_what, input) => {
    expect(childText(valueOf(readXml(input)).root, 'b')).toBe('Müller');
  });

  it('resolves the five entities and character references, and leaves everything else as it stands', () => {
    const { root } = valueOf(readXml('<a t="&quot;x&quot;"><b>&lt;&#65;&#x42;&amp;amp; R&D &nbsp; &#0;</b></a>'));
    expect(childText(root, 'b')).toBe('<AB&amp; R&D &nbsp; &#0;');
    expect(root.attributes.get('t')).toBe('"x"');
  });

  it('does not resolve anything in CDATA', () => {
    expect(childText(valueOf(readXml('<a><b><![CDATA[&lt;x]]></b></a>')).root, 'b')).toBe('&lt;x');
  });

  it('tells when text follows the root', () => {
    expect(valueOf(readXml('<a/>";')).trailingText).toBe(true);
    expect(valueOf(readXml('<a/>\n<!-- fine -->\n')).trailingText).toBe(false);
  });

  it.each([
    ['nothing', '', 'empty'],
    ['white space', ' \r\n\t', 'empty'],
    ['words', 'no settings here', 'not-xml'],
    ['words before the root', 'x<a/>', 'not-xml'],
    ['an open element', '<a><b></b>', 'malformed'],
    ['crossed elements', '<a><b></a></b>', 'malformed'],
    ['an attribute without quotes', '<a b=c/>', 'malformed'],
    ['an unfinished comment', '<a><!-- </a>', 'malformed'],
    ['a second root', '<a/><a/>', 'trailing-content'],
    ['a document type', '<!DOCTYPE a><a/>', 'doctype'],
    ['a document type within', '<a><!DOCTYPE b></a>', 'doctype'],
    ['a control character', '<a>\u0000</a>', 'control-character'],
    ['33 levels', '<a>'.repeat(33) + '</a>'.repeat(33), 'too-deep'],
    ['a web page', '<html><body/></html>', 'html'],
    ['a web page with a declaration', '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html/>', 'html'],
    ['more than 256 KiB', `<a>${'x'.repeat(256 * 1024)}</a>`, 'too-large'],
    ['ten thousand elements', `<a>${'<b/>'.repeat(10_001)}</a>`, 'too-large'],
  ])('is refused for %s', (_what, input, reason) => {
    expect(reasonOf(readXml(input))).toEqual(['document-invalid', reason]);
  });

  it.each(['hostile-entity-bomb.xml', 'hostile-external-entity.xml'])('refuses %s before anything is expanded', (name) => {
    expect(reasonOf(readXml(fixture(name)))).toEqual(['document-invalid', 'doctype']);
  });

  it('accepts 32 levels', () => {
    expect(readXml('<a>'.repeat(32) + '</a>'.repeat(32)).ok).toBe(true);
  });

  it('is not fooled by names that mean something to JavaScript', () => {
    const outcome = readXml('<a><__proto__><polluted>yes</polluted></__proto__><constructor/><toString/></a>');
    expect(typeof outcome.ok).toBe('boolean');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('never throws, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (input) => {
        expect(typeof readXml(input).ok).toBe('boolean');
      }),
    );
  });

  it('never throws on anything that looks like markup', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b x="1">',
      '</b>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '<!',
      '&',
      ';',
      '"',
      "'",
      '=',
      ' ',
      'x',
      '<',
      '>',
      '/>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(typeof readXml(pieces.join('')).ok).toBe('boolean');
      }),
    );
  });
});

describe('the work that a hostile document causes', () => {
  const SIZE = 256 * 1024 - 100;
  const filled = (unit: string, before = '', after = ''): string =>
    before + unit.repeat(Math.floor((SIZE - before.length - after.length) / unit.length)) + after;

  it.each([
    ['open tags', filled('<a>')],
    ['less-than signs', filled('<')],
    ['comment openers', filled('<!--')],
    ['white space in a tag', filled(' ', '<a')],
    ['attributes', filled(' a="b"', '<a', '/>')],
    ['ampersands', filled('&', '<a>', '</a>')],
    ['broken references', filled('&#x1', '<a>', '</a>')],
    ['a long name', filled('a.', '<', '/>')],
    ['siblings', filled('<a/>', '<b>', '</b>')],
    ['processing instructions', filled('<?a?>', '<b>', '</b>')],
    ['a declaration that never ends', filled(' ', '<?xml version="1.0" encoding')],
  ])('ends for 256 KiB of %s', (_what, input) => {
    expect(typeof readXml(new TextEncoder().encode(input)).ok).toBe('boolean');
  });
});
