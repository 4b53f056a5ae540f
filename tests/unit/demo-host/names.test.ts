import { promises as dns } from 'node:dns';
import net from 'node:net';
import packets from 'dns-packet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoHost, startDemoHost } from '../../demo-host/start-demo-host.ts';

let host: DemoHost;
const resolver = new dns.Resolver();
beforeAll(async () => {
  host = await startDemoHost();
  resolver.setServers([host.dns]);
});
afterAll(() => host.close());

describe('the name server of the demo host', () => {
  it('knows what a complete mail domain publishes', async () => {
    await expect(resolver.resolve4('mail.demo.test')).resolves.toEqual([host.address]);
    await expect(resolver.resolveCname('autoconfig.demo.test')).resolves.toEqual(['mail.demo.test']);
    await expect(resolver.resolve4('autoconfig.demo.test')).resolves.toEqual([host.address]);
    await expect(resolver.resolveMx('demo.test')).resolves.toEqual([{ exchange: 'mail.demo.test', priority: 10 }]);
    await expect(resolver.resolveTxt('demo.test')).resolves.toEqual([['v=spf1 mx -all']]);
    await expect(resolver.resolveTxt('_caldavs._tcp.demo.test')).resolves.toEqual([['path=/SOGo/dav/']]);
    await expect(resolver.resolveSrv('_imaps._tcp.demo.test')).resolves.toEqual([
      { name: 'mail.demo.test', port: host.ports.imaps, priority: 0, weight: 1 },
    ]);
    await expect(resolver.resolvePtr(`${host.address.split('.').reverse().join('.')}.in-addr.arpa`)).resolves.toEqual(['mail.demo.test']);
  });

  it('tells absent names from absent records, and answers for nobody else', async () => {
    await expect(resolver.resolve4('nowhere.demo.test')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await expect(resolver.resolve6('mail.demo.test')).rejects.toMatchObject({ code: 'ENODATA' });
    await expect(resolver.resolve4('_domainkey.demo.test')).rejects.toMatchObject({ code: 'ENODATA' });
    await expect(resolver.resolve4('example.com')).rejects.toMatchObject({ code: 'EREFUSED' });
  });

  it('answers over TCP as well, several questions on one connection', async () => {
    const [address = '', port = ''] = host.dns.split(':');
    const question = (id: number, name: string): Buffer =>
      packets.streamEncode({ type: 'query', id, flags: packets.RECURSION_DESIRED, questions: [{ type: 'TXT', name }] });
    const socket = net.connect(Number(port), address);
    socket.write(Buffer.concat([question(1, 'dkim._domainkey.demo.test'), question(2, '_dmarc.demo.test')]));
    let bytes = Buffer.alloc(0);
    for await (const chunk of socket) {
      bytes = Buffer.concat([bytes, Buffer.from(chunk)]);
      const first = bytes.length < 2 ? Infinity : 2 + bytes.readUInt16BE(0);
      if (bytes.length >= first + 2 && bytes.length >= first + 2 + bytes.readUInt16BE(first)) break;
    }
    const first = packets.streamDecode(bytes);
    const second = packets.streamDecode(bytes.subarray(2 + bytes.readUInt16BE(0)));
    expect([first.id, second.id]).toEqual([1, 2]);
    expect(first.answers).toHaveLength(1);
  });

  it('gives each instance an address or ports of its own', async () => {
    const other = await startDemoHost();
    expect(`${other.address}:${other.ports.https}`).not.toBe(`${host.address}:${host.ports.https}`);
    await other.close();
  });
});
