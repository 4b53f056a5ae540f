import { describe, expect, it } from 'vitest';
import type { RawValue } from '../../../../electron/core/policy/facts.ts';
import { judgePolicy, noPolicy, policy, SETTING_NAMES } from '../../../../electron/core/policy/index.ts';
import { factsOf, held } from './places.ts';

const only = (values: Record<string, RawValue>) => judgePolicy(factsOf(held('machine-policy', values)));

describe('a computer without policies', () => {
  const { values, decided, refused } = judgePolicy(noPolicy);

  it('keeps every setting at its built-in default', () => {
    expect(decided.map(({ setting }) => setting)).toEqual(SETTING_NAMES);
    expect(new Set(decided.map(({ source }) => source))).toEqual(new Set(['built-in']));
    expect(refused).toEqual([]);
  });

  it('allows every kind of account and shows no password', () => {
    expect(values).toEqual({
      domains: [],
      fullNameSource: 'signed-in',
      showPassword: false,
      allowActiveSync: true,
      allowImap: true,
      allowPop3: true,
      pinnedHosts: [],
      expectedAddresses: [],
      details: false,
    });
  });
});

describe('which rule wins', () => {
  it('is the policy of the computer, and it is told what it overruled, the stronger first', () => {
    const { values, decided } = judgePolicy(
      factsOf(
        held('machine-default', { companyName: 'Default' }),
        held('user-policy', { companyName: 'User' }),
        held('machine-policy', { companyName: 'Machine' }),
      ),
    );
    expect(values.companyName).toBe('Machine');
    expect(decided.find(({ setting }) => setting === 'companyName')).toEqual({
      setting: 'companyName',
      value: 'Machine',
      source: 'machine-policy',
      place: 'place of machine-policy',
      nature: 'rule',
      overruled: [
        { source: 'user-policy', place: 'place of user-policy', value: 'User' },
        { source: 'machine-default', place: 'place of machine-default', value: 'Default' },
      ],
    });
  });

  it('is the next one when the strongest value cannot be used', () => {
    const { values, refused } = judgePolicy(
      factsOf(held('machine-policy', { accentColor: 'teal-ish' }), held('user-policy', { accentColor: '#2A6' })),
    );
    expect(values.accentColor).toBe('#22aa66');
    expect(refused).toEqual([
      { name: 'accentColor', source: 'machine-policy', place: 'place of machine-policy', reason: 'bad-value', given: 'teal-ish' },
    ]);
  });

  it('takes a list whole and joins none', () => {
    const { values } = judgePolicy(
      factsOf(held('user-policy', { domains: ['firma.example'] }), held('machine-policy', { domains: ['bank.example'] })),
    );
    expect(values.domains).toEqual(['bank.example']);
  });
});

describe('a usable value', () => {
  it.each<[string, RawValue, unknown]>([
    ['allowImap', 0, false],
    ['allowImap', '0', false],
    ['AllowIMAP', 'False', false],
    ['ShowPassword', 1, true],
    ['domains', ['Firma.Example.', 'müller.example', 'firma.example'], ['firma.example', 'xn--mller-kva.example']],
    ['domains', 'firma.example, bank.example;other.example', ['firma.example', 'bank.example', 'other.example']],
    ['expectedAddresses', ['192.0.2.7', '2001:db8::7'], ['192.0.2.7', '2001:db8::7']],
    ['profileName', ' Firma – {address} ', 'Firma – {address}'],
    ['preferredProgram', 'outlook', 'outlook'],
    ['setUpLevel', 'walkthrough', 'walkthrough'],
    ['accentColor', 'FF8800', '#ff8800'],
  ])('%s set to %j means %j', (name, raw, value) => {
    const { decided, refused } = only({ [name]: raw });
    expect(refused).toEqual([]);
    expect(decided.find(({ setting }) => setting.toLowerCase() === name.toLowerCase())).toMatchObject({ value, source: 'machine-policy' });
  });
});

describe('a value nobody can obey', () => {
  it.each<[string, RawValue, string]>([
    ['companyName', 7, 'wrong-type'],
    ['companyName', ['Firma'], 'wrong-type'],
    ['companyName', { unfit: 'wrong-type' }, 'wrong-type'],
    ['companyName', '   ', 'empty'],
    ['companyName', 'x'.repeat(81), 'too-long'],
    ['companyName', { unfit: 'too-long' }, 'too-long'],
    ['companyName', 'Firma\u0007', 'control-characters'],
    ['helpdeskContact', 'call \u202e1234', 'control-characters'],
    ['helpdeskContact', 'one\ntwo', 'control-characters'],
    ['allowImap', 2, 'wrong-type'],
    ['allowImap', 'perhaps', 'wrong-type'],
    ['domains', 5, 'wrong-type'],
    ['domains', [], 'empty'],
    ['domains', Array.from({ length: 51 }, (_, index) => `d${index}.example`), 'too-many'],
    ['domains', ['no dot'], 'bad-value'],
    ['profileName', '{name}', 'bad-value'],
    ['profileName', 'a\\b', 'bad-value'],
    ['preferredProgram', 'eudora', 'bad-value'],
    ['expectedHost', 'localhost', 'bad-value'],
    ['expectedAddresses', ['300.1.1.1'], 'bad-value'],
    ['locale', 'fr', 'bad-value'],
    ['mailServer', 'mail.firma.example', 'unknown-setting'],
    ['__proto__x', 'a', 'unknown-setting'],
  ])('%s set to %j is refused: %s', (name, raw, reason) => {
    const { values, refused } = only({ [name]: raw });
    expect(refused.map((one) => [one.name, one.source, one.reason])).toEqual([[name, 'machine-policy', reason]]);
    expect(values).toEqual(judgePolicy(noPolicy).values);
  });

  it('takes a wrong entry out of a list and keeps the others', () => {
    const { values, refused } = only({ pinnedHosts: ['mail.firma.example', 'not a name'] });
    expect(values.pinnedHosts).toEqual(['mail.firma.example']);
    expect(refused).toMatchObject([{ name: 'pinnedHosts', reason: 'bad-value', given: 'not a name' }]);
  });

  it('never repeats what could be a secret', () => {
    const { refused } = only({ imapPassword: 'hunter2', Kennwort: 'geheim' });
    expect(refused.map(({ reason }) => reason)).toEqual(['secret', 'secret']);
    expect(JSON.stringify(refused)).not.toMatch(/hunter2|geheim/);
  });

  it('does not repeat what stands under an unknown name', () => {
    expect(only({ mailKey: 'hunter2' }).refused).toEqual([
      { name: 'mailKey', source: 'machine-policy', place: 'place of machine-policy', reason: 'unknown-setting' },
    ]);
  });

  it('shortens what it repeats', () => {
    const [one] = only({ locale: 'x'.repeat(4000) }).refused;
    expect(one?.given?.length).toBeLessThan(100);
  });

  it('counts the first of two that differ in capitals alone', () => {
    const { values, refused } = only({ companyName: 'First', CompanyName: 'Second' });
    expect(values.companyName).toBe('First');
    expect(refused).toMatchObject([{ name: 'CompanyName', reason: 'given-twice', given: 'Second' }]);
  });

  it('does not let the default file, where anybody may write, say where passwords may go', () => {
    const { values, refused } = judgePolicy(factsOf(held('machine-default', { pinnedHosts: ['evil.example'] })));
    expect(values.pinnedHosts).toEqual([]);
    expect(refused).toMatchObject([{ name: 'pinnedHosts', source: 'machine-default', reason: 'not-from-here' }]);
  });

  it('tells of a place that could not be read', () => {
    const { refused } = judgePolicy({
      sources: [{ source: 'machine-policy', place: '/etc/x', state: 'unreadable', why: 'EACCES', values: [] }],
    });
    expect(refused).toEqual([{ source: 'machine-policy', place: '/etc/x', reason: 'unreadable', detail: 'EACCES' }]);
  });
});

it('gives a result that its own schema accepts', () => {
  expect(policy.safeParse(only({ companyName: 'Firma', nonsense: 1 })).success).toBe(true);
});
