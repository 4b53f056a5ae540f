import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyFacts, type RawValue, type SourceFacts } from '../../../../electron/core/policy/facts.ts';
import { judgePolicy } from '../../../../electron/core/policy/index.ts';
import { POLICY_SOURCES, SETTING_NAMES, settingOf } from '../../../../electron/core/policy/policy.ts';
import { factsOf, held } from './places.ts';

const raw: fc.Arbitrary<RawValue> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.array(fc.string({ unit: 'binary' }), { maxLength: 60 }),
  fc.constantFrom<RawValue>({ unfit: 'secret' }, { unfit: 'wrong-type' }, { unfit: 'too-long' }, { unfit: 'too-many' }),
  fc.constantFrom<RawValue>('#123456', 'firma.example', 'true', 'outlook', 1, 0),
);
const name = fc.oneof(
  fc.constantFrom(...SETTING_NAMES),
  fc.string({ maxLength: 20 }),
  fc.constantFrom('__proto__', 'constructor', 'IMAPPassword'),
);
const place: fc.Arbitrary<SourceFacts> = fc.record({
  source: fc.constantFrom('machine-policy' as const, 'user-policy' as const, 'machine-default' as const),
  place: fc.constant('somewhere'),
  state: fc.constantFrom('absent' as const, 'read' as const, 'unreadable' as const, 'not-a-document' as const),
  values: fc.array(fc.record({ name, value: raw }), { maxLength: 12 }),
});
const anything = fc.array(place, { maxLength: 4 });

describe('judging', () => {
  it('never throws, decides every setting once, and loses nothing that was set', () => {
    fc.assert(
      fc.property(anything, (sources) => {
        const { decided, refused } = judgePolicy({ sources });
        expect(decided.map(({ setting }) => setting)).toEqual(SETTING_NAMES);
        const heard = decided.flatMap(({ source, overruled }) => (source === 'built-in' ? [] : [source, ...overruled]));
        const set = sources.flatMap(({ values }) => values);
        expect(heard.length + refused.length).toBeGreaterThanOrEqual(set.length);
      }),
    );
  });

  it('says the same again when its facts were written down and read', () => {
    fc.assert(
      fc.property(anything, (sources) => {
        const again = policyFacts.parse(JSON.parse(JSON.stringify({ sources })));
        expect(judgePolicy(again)).toEqual(judgePolicy({ sources }));
      }),
    );
  });

  it('does not depend on the order in which the places were looked at', () => {
    const one = (source: 'machine-policy' | 'user-policy' | 'machine-default') =>
      fc.option(fc.constantFrom('a', 'b', 'c')).map((value) => held(source, value === null ? {} : { companyName: value }));
    fc.assert(
      fc.property(one('machine-policy'), one('user-policy'), one('machine-default'), (machine, user, file) => {
        const here = judgePolicy(factsOf(machine, user, file));
        expect(judgePolicy(factsOf(file, user, machine))).toEqual(here);
      }),
    );
  });

  it('lets nothing weaker change what something stronger decided', () => {
    fc.assert(
      fc.property(anything, anything, (strong, weak) => {
        const machine = strong.map((each) => ({ ...each, source: 'machine-policy' as const }));
        const user = weak.map((each) => ({ ...each, source: 'user-policy' as const }));
        const alone = judgePolicy({ sources: machine });
        const both = judgePolicy({ sources: [...user, ...machine] });
        for (const { setting, source, value } of alone.decided) {
          if (source === 'built-in') continue;
          expect(both.decided.find((other) => other.setting === setting)).toMatchObject({ source, value });
        }
      }),
    );
  });
});

it('knows the sources in the order of their strength', () => {
  expect(POLICY_SOURCES).toEqual(['machine-policy', 'user-policy', 'machine-default', 'built-in']);
  expect(SETTING_NAMES.filter((each) => !settingOf(each).where.includes('machine-default'))).toEqual(['pinnedHosts']);
});
