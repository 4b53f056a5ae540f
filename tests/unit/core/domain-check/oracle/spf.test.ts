import fc from 'fast-check';
import { spf } from 'mailauth/lib/spf/index.js';
import { describe, expect, it } from 'vitest';
import { evaluateSpf } from '../../../../../electron/core/domain-check/spf/index.ts';
import { type Zone, zoneDns } from '../spf/suite.ts';
import { resolverOf } from './resolver.ts';

const SEED = 7208;
const RUNS = 4000;
const names = ['a.example', 'b.example', 'c.example', 'd.example', 'gone.example'];
const name = fc.constantFrom(...names);
const macro = fc
  .tuple(
    fc.constantFrom(...Array.from('slodivhSLODIVH')),
    fc.constantFrom('', '1', '2', '9'),
    fc.constantFrom('', 'r'),
    fc.constantFrom('', '-', '.+'),
  )
  .map((parts) => `%{${parts.join('')}}`);
const spec = fc.oneof(
  { weight: 6, arbitrary: name },
  { weight: 1, arbitrary: macro.map((one) => `${one}.a.example`) },
  { weight: 1, arbitrary: fc.constantFrom('%{d}', 'b.%{d}', 'a.example.') },
);
const prefix = fc.constantFrom('', '', '', '/24', '//64', '/24//64', '/32');
const octet = fc.constantFrom(0, 1, 2, 200);
const address = fc.tuple(fc.constant('192.0'), octet, octet).map((parts) => parts.join('.'));
const mechanism = fc.oneof(
  fc.constantFrom('all', 'ptr', 'mx', 'a'),
  spec.map((target) => `include:${target}`),
  spec.map((target) => `exists:${target}`),
  fc.tuple(fc.constantFrom('a', 'mx'), spec, prefix).map(([kind, target, length]) => `${kind}:${target}${length}`),
  fc.tuple(address, fc.constantFrom('', '/8', '/24', '/31', '/32')).map(([network, length]) => `ip4:${network}${length}`),
  fc.constantFrom('ip6:2001:db8::/32', 'ip6:2001:db8::1', 'ip6:2001:db9::/48', 'ip6:::1'),
);
const slip = fc.constantFrom(
  'ip4:192.0.2.256',
  'a:192.0.2.1',
  'foo',
  'mx/33',
  'include:',
  'exists',
  'all:x',
  'ip6:2001:db8::/129',
  '-a/24//129',
  'redirect=',
  'x=%',
  'a:%{z}.example',
);
const term = fc.oneof(
  { weight: 30, arbitrary: fc.tuple(fc.constantFrom('', '', '+', '-', '~', '?'), mechanism).map((parts) => parts.join('')) },
  { weight: 3, arbitrary: spec.map((target) => `redirect=${target}`) },
  { weight: 1, arbitrary: fc.constantFrom('unknown=x', 'moo.cow-far_out=man:dog/cat') },
  { weight: 1, arbitrary: slip },
);
const record = fc.array(term, { maxLength: 9 }).map((terms) => ({ TXT: ['v=spf1', ...terms].join(' ') }));
const hosts = fc.array(
  fc.oneof(
    fc.constantFrom<Zone[string][number]>({ A: '192.0.2.1' }, { A: '192.0.1.200' }, { AAAA: '2001:db8::1' }, { TXT: 'something else' }),
    fc.tuple(fc.nat(20), name).map((pair) => ({ MX: pair })),
  ),
  { maxLength: 4 },
);
const place = fc.tuple(fc.array(record, { minLength: 1, maxLength: 1 }), hosts).map(([records, others]) => [...records, ...others]);
const zone: fc.Arbitrary<Zone> = fc.record({
  'a.example': place,
  'b.example': fc.oneof({ weight: 8, arbitrary: place }, { weight: 1, arbitrary: fc.constant<Zone[string]>(['TIMEOUT']) }),
  'c.example': place,
  'd.example': hosts,
  '1.2.0.192.in-addr.arpa': fc.array(
    name.map((target) => ({ PTR: target })),
    { maxLength: 3 },
  ),
});
const question = fc.record({
  ip: fc.constantFrom('192.0.2.1', '192.0.1.200', '198.51.100.9', '2001:db8::1', '2001:db9::5'),
  sender: fc.constantFrom('anna@a.example', 'a.b-c@a.example', ''),
});

describe('SPF, evaluated by us and by mailauth', () => {
  it(`comes to the same result for ${RUNS} generated zones`, async () => {
    const differences: unknown[] = [];
    const results = new Map<string, number>();
    const property = fc.asyncProperty(zone, question, async (published, { ip, sender }) => {
      const from = sender === '' ? 'a.example' : 'mail.b.example';
      const ours = await evaluateSpf(zoneDns(published), { ip, sender, helo: from });
      const theirs = await spf({ ip, sender, helo: from, strict: true, mta: 'unknown', resolver: resolverOf(zoneDns(published)) });
      const result = theirs.status.result;
      results.set(ours.result, (results.get(ours.result) ?? 0) + 1);
      const same = ours.result === result;
      if (!same) differences.push({ published, ip, sender, ours: [ours.result, ours.fault], theirs: [result, theirs.info] });
    });
    await fc.assert(property, { numRuns: RUNS, seed: SEED });
    expect(differences.slice(0, 3)).toEqual([]);
    // Otherwise the zones would be too dull to tell anything.
    for (const word of ['pass', 'fail', 'softfail', 'neutral', 'permerror', 'temperror'])
      expect([word, (results.get(word) ?? 0) > 30]).toEqual([word, true]);
  }, 60_000);
});
