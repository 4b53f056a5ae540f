import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { discoverDmarc, discoverOlder, policyFor, treeWalkNames } from '../../../../../electron/core/domain-check/dmarc/index.ts';
import { vectorsIn } from '../vectors.ts';

const { cases } = z
  .object({
    cases: z.array(
      z.object({
        name: z.string(),
        zone: z.record(z.string(), z.array(z.string())),
        domain: z.string(),
        organizational: z.string(),
        policyDomain: z.string().nullable(),
        policy: z.string().nullable(),
        exists: z.boolean(),
      }),
    ),
  })
  .parse(vectorsIn('dmarc-discovery'));

const textsIn =
  (zone: Readonly<Record<string, readonly string[]>>, silent: readonly string[] = []) =>
  (name: string): readonly string[] | undefined =>
    silent.includes(name) ? undefined : (zone[name] ?? []);

describe('the tree walk', () => {
  it('asks eight names for one of thirteen labels, in this order', () => {
    expect(treeWalkNames('a.b.c.d.e.f.g.h.i.j.k.example.com')).toEqual([
      'a.b.c.d.e.f.g.h.i.j.k.example.com',
      'g.h.i.j.k.example.com',
      'h.i.j.k.example.com',
      'i.j.k.example.com',
      'j.k.example.com',
      'k.example.com',
      'example.com',
      'com',
    ]);
  });

  it.each([
    ['com', 1],
    ['example.com', 2],
    ['b.c.d.e.f.example.com', 7],
    ['a.b.c.d.e.f.example.com', 8],
    ['x.a.b.c.d.e.f.example.com', 8],
    [Array.from({ length: 120 }, () => 'a').join('.'), 8],
  ])('of %s asks %i', (domain, count) => expect(treeWalkNames(domain)).toHaveLength(count));

  it('shortens eight labels by one and nine to seven', () => {
    expect(treeWalkNames('a.b.c.d.e.f.example.com')[1]).toBe('b.c.d.e.f.example.com');
    expect(treeWalkNames('x.a.b.c.d.e.f.example.com')[1]).toBe('b.c.d.e.f.example.com');
  });
});

describe('policy and organization of a domain', () => {
  it.each(cases)('$name', ({ zone, domain, organizational, policyDomain, policy, exists }) => {
    const found = discoverDmarc(domain, textsIn(zone));
    expect(found.organizational).toBe(organizational);
    expect(found.policy?.domain ?? null).toBe(policyDomain);
    expect(policyFor(domain, found.policy, { exists, newer: true }) ?? null).toBe(policy);
  });

  it('are not known when an answer on the way is lacking, but an own record counts', () => {
    const own = discoverDmarc('example.com', textsIn({ 'example.com': ['v=DMARC1; p=reject'] }, ['com']));
    expect(own).toMatchObject({ organizational: undefined, policy: { domain: 'example.com' }, unanswered: 'com' });
    const none = discoverDmarc('mail.example.com', textsIn({ 'example.com': ['v=DMARC1; p=reject'] }, ['mail.example.com']));
    expect(none).toMatchObject({ organizational: undefined, policy: undefined, unanswered: 'mail.example.com' });
  });

  it('do not need answers beyond the label that ends the walk', () => {
    const found = discoverDmarc('a.b.example.com', textsIn({ 'b.example.com': ['v=DMARC1; p=reject; psd=n'] }, ['example.com', 'com']));
    expect(found).toMatchObject({ organizational: 'b.example.com', policy: { domain: 'b.example.com' } });
  });
});

describe('receivers who keep to RFC 7489', () => {
  it.each([
    [
      'jump from a name to its registrable domain',
      'a.b.example.com',
      { 'b.example.com': ['v=DMARC1; p=none'], 'example.com': ['v=DMARC1; p=reject'] },
      'example.com',
      'reject',
    ],
    ['never look at the registry', 'example.com', { com: ['v=DMARC1; p=reject; psd=y'] }, undefined, undefined],
    [
      'stop at several records',
      'mail.example.com',
      { 'mail.example.com': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'], 'example.com': ['v=DMARC1; p=reject'] },
      undefined,
      undefined,
    ],
    ['do not know np and t', 'no.example.com', { 'example.com': ['v=DMARC1; p=reject; np=none; t=y'] }, 'example.com', 'reject'],
  ] as const)('%s', (_, domain, zone, policyDomain, policy) => {
    const found = discoverOlder(domain, textsIn(zone));
    expect(found.policy?.domain).toBe(policyDomain);
    expect(found.organizational).toBe('example.com');
    expect(policyFor(domain, found.policy, { exists: false, newer: false })).toBe(policy);
  });

  it('take a name below a listed suffix for an organization of its own', () => {
    expect(discoverOlder('mail.alice.blogspot.com', textsIn({})).organizational).toBe('alice.blogspot.com');
  });

  it('are not known where an answer is lacking', () => {
    expect(discoverOlder('mail.example.com', textsIn({}, ['example.com']))).toMatchObject({ unknown: true, policy: undefined });
  });
});
