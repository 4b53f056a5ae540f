import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainForPeople, domainName, parseAddress } from '../../../../electron/core/model/address.ts';

describe('an address', () => {
  it.each([
    ['anna@firma.example', 'anna', 'firma.example'],
    ['  Anna.Lee@Firma.EXAMPLE ', 'Anna.Lee', 'firma.example'],
    ['mailto:anna@firma.example', 'anna', 'firma.example'],
    ['<anna@firma.example>', 'anna', 'firma.example'],
    ['anna+lists&co@firma.example.', 'anna+lists&co', 'firma.example'],
    ['anna@müller.example', 'anna', 'xn--mller-kva.example'],
    ['anna@xn--mller-kva.example', 'anna', 'xn--mller-kva.example'],
    ['anna@firma。example', 'anna', 'firma.example'],
    ['anna@ｆirma.example', 'anna', 'firma.example'],
    ['anna@fir\u00adma.exam\u200bple', 'anna', 'firma.example'],
  ])('%s is read', (typed, local, domain) => {
    expect(parseAddress(typed)).toMatchObject({ ok: true, value: { local, domain, text: `${local}@${domain}` } });
  });

  it('shows an international domain as people write it', () => {
    expect(parseAddress('anna@xn--mller-kva.example')).toMatchObject({ value: { domainUnicode: 'müller.example' } });
    expect(domainForPeople('xn--bcher-kva.example')).toBe('bücher.example');
  });

  it.each([
    ['anna@firma,example', 'anna@firma.example'],
    ['anna@firma..example', 'anna@firma.example'],
    ['anna (at) firma.example', 'anna@firma.example'],
    ['anna @ firma.example', 'anna@firma.example'],
    ['anna@.firma.example', 'anna@firma.example'],
  ])('%s is refused with a repaired form', (typed, suggestion) => {
    expect(parseAddress(typed)).toMatchObject({ ok: false, problem: { code: 'address-invalid', whose: 'you', facts: { suggestion } } });
  });

  it.each([
    'anna',
    'anna@',
    '@firma.example',
    'anna@localhost',
    'anna@127.0.0.1',
    'anna@１２７.0.0.1',
    'anna@firma\u202e.example',
    'anna@xn--0.example',
    'anna@xn--99999999.example',
    'anna@xn--a-ecp.example',
    'a b@c.example',
    '"a b"@c.example',
    `${'a'.repeat(65)}@c.example`,
  ])('%s is refused', (typed) => {
    expect(parseAddress(typed)).toMatchObject({ ok: false, problem: { code: 'address-invalid' } });
  });

  it('that is empty is its own problem', () => {
    expect(parseAddress('   ')).toMatchObject({ ok: false, problem: { code: 'address-empty' } });
  });

  it('never throws, and what it accepts it accepts again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.emailAddress()), (typed) => {
        const first = parseAddress(typed);
        if (first.ok) expect(parseAddress(first.value.text)).toEqual(first);
      }),
    );
  });
});

describe('a domain name', () => {
  it.each([
    'a'.repeat(64) + '.example',
    '-a.example',
    'a_b.example',
    'a..example',
    '',
    '1.2.3.4',
    'a b.example',
    `${'a.'.repeat(130)}example`,
  ])('%s is none', (text) => {
    expect(domainName(text)).toBeUndefined();
  });
});
