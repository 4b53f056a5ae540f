import { describe, expect, it } from 'vitest';
import { discover } from '../../../../electron/core/discovery/index.ts';
import { settle } from '../../../fakes/clock.ts';
import { fakeWorld } from '../../../fakes/world.ts';
import { anna, fixtureText } from './fixture.ts';
import { bareWorld, discovered, mailcowWorld } from './mailcow.ts';

const AUTOCONFIG = 'https://autoconfig.firma.example/mail/config-v1.1.xml';

describe('time', () => {
  it('ends within 8 s when every host drops packets', async () => {
    const world = bareWorld();
    world.network.deadByDefault();
    const { result, ms } = await discovered(world);
    expect(result.problem?.code).toBe('nothing-found');
    expect(ms).toBeLessThanOrEqual(8000);
  });

  it('ends within 8 s when name servers take forever too', async () => {
    const world = fakeWorld();
    for (const name of ['firma.example', '_imaps._tcp.firma.example', '_autodiscover._tcp.firma.example'])
      world.network.dnsFails(name, 'any', 'timed-out', 60_000);
    world.network.deadByDefault();
    const { result, ms } = await discovered(world);
    expect(ms).toBe(8000);
    expect(result.tried.filter(({ outcome }) => outcome === 'timed-out').length).toBeGreaterThan(2);
  });

  it('keeps to a shorter limit', async () => {
    const world = bareWorld();
    world.network.deadByDefault();
    expect((await discovered(world, anna, { timeout: 1000 })).ms).toBe(1000);
  });

  it('gives a dead source 1.5 s after a good answer, no more', async () => {
    const world = bareWorld();
    world.network.deadByDefault();
    world.network.page(AUTOCONFIG, { body: fixtureText('autoconfig-mailcow.xml'), after: 100 });
    const { result, ms } = await discovered(world);
    expect(ms).toBe(1600);
    expect(result.recommended.incoming?.host).toBe('mail.firma.example');
    expect(result.tried.filter(({ outcome }) => outcome === 'cancelled').every(({ detail }) => detail === 'enough is known')).toBe(true);
  });

  it('lets a better answer in during the grace window', async () => {
    const world = bareWorld();
    world.network.page('https://autoconfig.thunderbird.net/v1.1/firma.example', {
      body: fixtureText('autoconfig-mailcow.xml').replaceAll('mail.firma', 'old.firma'),
    });
    world.network.page(AUTOCONFIG, { body: fixtureText('autoconfig-mailcow.xml'), after: 1400 });
    const { result } = await discovered(world);
    expect(result.recommended.incoming?.host).toBe('mail.firma.example');
    expect(result.conflicts).toContainEqual({
      protocol: 'imap',
      chosen: { host: 'mail.firma.example', source: 'autoconfig' },
      other: { host: 'old.firma.example', source: 'ispdb' },
    });
  });

  it('does not wait for a better answer beyond the window', async () => {
    const world = bareWorld();
    world.network.page('https://autoconfig.thunderbird.net/v1.1/firma.example', fixtureText('autoconfig-mailcow.xml'));
    world.network.page(AUTOCONFIG, { body: fixtureText('autoconfig-mailcow.xml'), after: 2900 });
    const { result, ms } = await discovered(world);
    expect(ms).toBe(1500);
    expect(result.recommended.incoming?.sources.map(({ source }) => source)).toEqual(['ispdb']);
  });

  it('ends as soon as all sources have, when they are quick', async () => {
    expect((await discovered(mailcowWorld(20))).ms).toBeLessThan(200);
  });

  it('guesses early when everything else failed early, and after 3 s otherwise', async () => {
    const quick = bareWorld();
    await discovered(quick);
    expect(quick.network.conversations.length).toBeGreaterThan(0);
    const slow = bareWorld();
    slow.network.page(AUTOCONFIG, { body: fixtureText('catch-all.html'), after: 2999 });
    slow.network.page('https://firma.example/.well-known/jmap', { fails: 'timed-out', after: 5000 });
    slow.network.mailServer({ protocol: 'imap', host: 'mail.firma.example', port: 993, security: 'tls' });
    const work = discovered(slow);
    await slow.clock.advance(2990);
    expect(slow.network.conversations).toEqual([]);
    await slow.clock.advance(20);
    expect(slow.network.conversations.length).toBeGreaterThan(0);
    expect((await slow.clock.run(work)).result.recommended.incoming).toMatchObject({ host: 'mail.firma.example' });
  });

  it('does not guess when something good is known', async () => {
    const world = mailcowWorld();
    world.network.dead('firma.example');
    await discovered(world);
    expect(world.network.conversations).toEqual([]);
  });
});

describe('cancelling', () => {
  it('ends everything without waiting for anybody', async () => {
    const world = bareWorld();
    world.network.deadByDefault();
    const abort = new AbortController();
    const work = discover(world, anna, { signal: abort.signal });
    await world.clock.advance(50);
    abort.abort();
    const result = await work;
    expect(result.problem?.code).toBe('cancelled');
    expect(result.tried.filter(({ outcome }) => outcome === 'cancelled').every(({ ms }) => ms === 50)).toBe(true);
    expect(world.network.requests.every(({ signal }) => signal?.aborted === true)).toBe(true);
    await settle();
    expect(world.clock.sleepers()).toBe(0);
  });

  it('asks nothing at all when it was cancelled before it began', async () => {
    const world = mailcowWorld();
    const abort = new AbortController();
    abort.abort();
    const { result } = await discovered(world, anna, { signal: abort.signal });
    expect(result.problem?.code).toBe('cancelled');
    expect([world.network.requests, world.network.questions]).toEqual([[], []]);
  });

  it('says nothing more after the end', async () => {
    const world = bareWorld();
    world.network.deadByDefault();
    const abort = new AbortController();
    const kinds: string[] = [];
    const work = discover(world, anna, { signal: abort.signal, onEvent: (event) => kinds.push(event.kind) });
    await world.clock.advance(10);
    abort.abort();
    await work;
    const told = kinds.length;
    await world.clock.advance(10_000);
    expect(kinds).toHaveLength(told);
    expect(kinds.at(-1)).toBe('update');
  });
});
