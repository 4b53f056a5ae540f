import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, redactDeep } from '../../../../electron/core/diagnostics/redact.ts';
import { Secret } from '../../../../electron/core/model/secret.ts';

describe('redact', () => {
  it.each([
    ['anna.schmidt@firma.example asked', 'a…@firma.example asked'],
    ['a@firma.example', 'a…@firma.example'],
    [
      'https://autoconfig.firma.example/mail?emailaddress=anna%40firma.example',
      'https://autoconfig.firma.example/mail?emailaddress=a…%40firma.example',
    ],
    ['jörg.müller@müller.example', 'j…@müller.example'],
    ['<anna@firma.example>,<bert@firma.example>', '<a…@firma.example>,<b…@firma.example>'],
    ['ENOENT /home/anna/.thunderbird/profiles.ini', 'ENOENT ~/.thunderbird/profiles.ini'],
    ['at /Users/anna/Library', 'at ~/Library'],
    ['C:\\Users\\anna\\AppData', '~\\AppData'],
    ['https://anna:hunter2@firma.example/', 'https://•••••@firma.example/'],
    ['Authorization: Basic YW5uYTpodW50ZXIy', 'Authorization: Basic •••••'],
    ['{"password":"hunter 2","port":993}', '{"password":•••••,"port":993}'],
    ['password=hunter2&x=1', 'password=•••••&x=1'],
    ['imap.firma.example:993 answered in 12 ms', 'imap.firma.example:993 answered in 12 ms'],
  ])('turns %s into %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it('knows a home folder in an unusual place', () => {
    expect(redact('/srv/people/anna/.config', '/srv/people/anna')).toBe('~/.config');
  });

  it('keeps no local part whatever surrounds it', () => {
    const local = fc.stringMatching(/^[a-z][a-z0-9.]{3,20}[a-z0-9]$/);
    fc.assert(
      fc.property(local, fc.string(), fc.string(), (name, before, after) => {
        expect(redact(`${before} ${name}@firma.example ${after}`)).not.toContain(`${name}@firma.example`);
      }),
    );
  });

  it('cuts what is too long to be worth keeping', () => {
    expect(redact('x'.repeat(100_000)).length).toBeLessThan(9_000);
  });

  it('reaches into lists and records and prints secrets as stars', () => {
    const facts = { who: ['anna@firma.example'], deep: { password: new Secret('hunter2') }, port: 993, odd: () => 1 };
    expect(redactDeep(facts)).toEqual({ who: ['a…@firma.example'], deep: { password: '•••••' }, port: 993, odd: '…' });
  });

  it('ends on a record that contains itself', () => {
    const facts: Record<string, unknown> = { name: 'ring' };
    facts['self'] = facts;
    expect(JSON.stringify(redactDeep(facts))).toContain('…');
  });
});
