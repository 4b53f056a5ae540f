import { createHash, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { satisfies } from '../../../../../electron/core/domain-check/dane/index.ts';
import type { ShownCertificate } from '../../../../../electron/core/world/inspection.ts';
import { tlsInspector } from '../../../../../electron/platform/network/tls/inspect.ts';
import { testAuthority } from '../../../platform/network/authority.ts';
import { listen, type Listening } from '../../../platform/network/servers.ts';

const HOST = 'mail.example.org';
const authority = testAuthority();
const hex = (algorithm: string, bytes: Uint8Array): string => createHash(algorithm).update(bytes).digest('hex');
const day = 86_400_000;

const good = authority.issue({ names: [HOST], below: 'sent' });
const expired = authority.issue({ names: [HOST], below: 'sent', from: new Date(Date.now() - 3 * day), to: new Date(Date.now() - day) });
const leaf = new X509Certificate(good.cert);
const above = new X509Certificate(good.cert.slice(good.cert.indexOf('-----BEGIN', 10)));
const keyOf = (certificate: X509Certificate): Uint8Array => new Uint8Array(certificate.publicKey.export({ type: 'spki', format: 'der' }));

const servers: Listening[] = [];
const shown: Record<string, readonly ShownCertificate[]> = {};

beforeAll(async () => {
  for (const [name, identity] of Object.entries({ good, expired })) {
    const server = await listen((socket) => socket.resume(), identity);
    servers.push(server);
    const inspector = tlsInspector({ ports: { 443: server.port } });
    const target = { host: HOST, address: '127.0.0.1', port: 443, protocol: 'https', security: 'tls' } as const;
    const { result } = await inspector.inspect(target, { timeout: 5000 });
    shown[name] = result.status === 'encrypted' ? result.chain : [];
  }
});
afterAll(() => Promise.all(servers.map((server) => server.close())));

const at = new Date().toISOString();
const record = (usage: number, selector: number, matching: number, certificate: string) => ({ usage, selector, matching, certificate });
const fits = (chain: string, one: ReturnType<typeof record>, name = HOST): boolean =>
  satisfies(shown[chain] ?? [], one, { names: [name], at });

describe('TLSA records against what a real server shows', () => {
  it('see the chain as it was sent', () => expect([shown['good']?.length, shown['expired']?.length]).toEqual([2, 2]));

  it.each([
    [3, 1, 1, hex('sha256', keyOf(leaf))],
    [3, 1, 2, hex('sha512', keyOf(leaf))],
    [3, 1, 0, Buffer.from(keyOf(leaf)).toString('hex')],
    [3, 0, 1, hex('sha256', leaf.raw)],
    [3, 0, 2, hex('sha512', leaf.raw)],
    [3, 0, 0, leaf.raw.toString('hex')],
    [2, 0, 1, hex('sha256', above.raw)],
    [2, 1, 1, hex('sha256', keyOf(above))],
    [2, 1, 2, hex('sha512', keyOf(above))],
  ])('%i %i %i fits', (usage, selector, matching, data) => expect(fits('good', record(usage, selector, matching, data))).toBe(true));

  it.each([
    [3, 1, 1, hex('sha256', keyOf(above))],
    [3, 0, 1, hex('sha256', keyOf(leaf))],
    [2, 0, 1, hex('sha256', leaf.raw)],
    [1, 1, 1, hex('sha256', keyOf(leaf))],
    [0, 0, 1, hex('sha256', above.raw)],
  ])('%i %i %i does not', (usage, selector, matching, data) => expect(fits('good', record(usage, selector, matching, data))).toBe(false));

  it('let an expired certificate pass by its key, and not by its authority', () => {
    expect(fits('expired', record(3, 1, 1, hex('sha256', keyOf(leaf))))).toBe(true);
    expect(fits('expired', record(2, 1, 1, hex('sha256', keyOf(above))))).toBe(false);
  });

  it('do not ask for a name with the key, but with the authority', () => {
    expect(fits('good', record(3, 1, 1, hex('sha256', keyOf(leaf))), 'other.example')).toBe(true);
    expect(fits('good', record(2, 1, 1, hex('sha256', keyOf(above))), 'other.example')).toBe(false);
  });
});
