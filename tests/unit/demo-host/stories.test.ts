import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discover, type Discovery } from '../../../electron/core/discovery/index.ts';
import { verifyLogin, type Verification } from '../../../electron/core/login/index.ts';
import { type EmailAddress, parseAddress } from '../../../electron/core/model/address.ts';
import { Secret } from '../../../electron/core/model/secret.ts';
import type { World } from '../../../electron/core/world/world.ts';
import { createWorld } from '../../../electron/platform/world.ts';
import { type DemoHost, startDemoHost } from '../../demo-host/start-demo-host.ts';

let host: DemoHost;
let world: World;
beforeAll(async () => {
  // As on a computer where nobody may listen on low ports.
  host = await startDemoHost({ ports: 'high', behaviours: { slowMs: 100 } });
  world = worldOf(host);
});
afterAll(() => host.close());

const worldOf = ({ dns, caPem, portMap }: DemoHost): World =>
  createWorld({ dnsServer: dns, trustAnchors: [caPem], ports: portMap, proxy: () => Promise.resolve(undefined) });

function addressOf(text: string): EmailAddress {
  const parsed = parseAddress(text);
  if (!parsed.ok) throw new Error(`${text} is no address`);
  return parsed.value;
}

const found = (address: string, timeout?: number): Promise<Discovery> => discover(world, addressOf(address), { timeout });

async function proved(address: string, password: string, confirmedHosts: string[] = []): Promise<Verification> {
  const { services } = await found(address);
  return verifyLogin(world, { address: addressOf(address), services, password: new Secret(password), confirmedHosts });
}

describe('the demo host and Mailramp', () => {
  it('tell the whole story: every service is found, trusted and proven', async () => {
    const { recommended } = await found('alice@demo.test');
    const verification = await proved('alice@demo.test', 'demo-alice');
    expect(Object.values(recommended).map((service) => service?.trusted)).toEqual([true, true, true, true, true]);
    expect(verification.services.map(({ protocol, outcome }) => `${protocol} ${outcome}`)).toEqual([
      'imap ok',
      'pop3 ok',
      'smtp ok',
      'activesync ok',
      'caldav ok',
      'carddav ok',
    ]);
    expect(verification.collections.map(({ name }) => name)).toEqual(['Personal Calendar', 'Personal Address Book']);
  });

  it('try a wrong password once', async () => {
    const from = host.log.length;
    const { verdict, problem } = await proved('alice@demo.test', 'canary-password');
    const logins = host.log.slice(from).filter((line) => line.includes(' login '));
    expect({ verdict, code: problem?.code }).toEqual({ verdict: 'refused', code: 'password-wrong' });
    expect(logins).toEqual(['imap login alice@demo.test refused']);
    expect(host.log.join('\n')).not.toContain('canary-password');
  });

  it('pass on what a server wants instead of the password', async () => {
    host.behaviours.refusal = 'Application-specific password required';
    const { problem } = await proved('alice@demo.test', 'demo-alice');
    host.behaviours.refusal = undefined;
    expect(problem?.code).toBe('app-password-needed');
  });

  it('ask for consent before a password goes to another company', async () => {
    const without = await proved('alice@hoster.test', 'demo-alice');
    const confirmed = await proved('alice@hoster.test', 'demo-alice', ['mail.otherhost.test']);
    expect(without.problem).toMatchObject({ code: 'consent-needed', facts: { hosts: ['mail.otherhost.test'] } });
    expect(confirmed.verdict).toBe('ok');
  });

  it('name an expired certificate', async () => {
    const { problem } = await proved('alice@expired.test', 'demo-alice');
    expect(problem).toMatchObject({ code: 'certificate-expired', facts: { certificateTo: '2024-03-01T00:00:00.000Z' } });
  });

  it('find nothing where there is nothing, and no domain where there is none', async () => {
    expect((await found('alice@nothing.test')).problem?.code).toBe('nothing-found');
    expect((await found('alice@missing.demo.test')).problem?.code).toBe('domain-not-found');
  });

  it('end in time when a host accepts connections and stays silent', async () => {
    const { problem, tried } = await found('alice@dead.test', 1_000);
    expect(problem?.code).toBe('nothing-found');
    expect(tried.find(({ source }) => source === 'autoconfig')?.outcome).toBe('timed-out');
  });

  it('find the settings of a mail host that does not answer', async () => {
    const { recommended } = await found('alice@unreachable.test');
    expect(recommended.incoming).toMatchObject({ host: 'mail.unreachable.test', trusted: true });
  });

  it('wait for a slow host', async () => {
    expect((await found('alice@slow.test')).recommended.incoming?.host).toBe('mail.slow.test');
  });
});
