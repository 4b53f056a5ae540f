import packets, { type DecodedPacket } from 'dns-packet';
import { afterEach, describe, expect, it } from 'vitest';
import type { Dns } from '../../../../electron/core/world/network.ts';
import { serverAddress } from '../../../../electron/platform/network/addresses.ts';
import { dnsClient } from '../../../../electron/platform/network/dns/client.ts';
import { nameServers } from '../../../../electron/platform/network/dns/servers.ts';
import { a, cname, nameServer, type NameServer, soa } from './servers.ts';

const running: NameServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function serve(...args: Parameters<typeof nameServer>): Promise<NameServer> {
  const server = await nameServer(...args);
  running.push(server);
  return server;
}

const client = (server: NameServer): Dns => dnsClient(nameServers(serverAddress(server.address)));
const failed = (reason: string): unknown => ({ status: 'failed', reason });

describe('aliases of an answer', () => {
  it('are told in order, also where they lead to nothing', async () => {
    const dns = client(
      await serve((name) => {
        if (name === 'autoconfig.firma.example')
          return {
            answers: [
              cname(name, 'one.firma.example'),
              cname('one.firma.example', 'mail.firma.example'),
              a('mail.firma.example', '192.0.2.1'),
            ],
          };
        if (name === 'dangling.firma.example')
          return { rcode: 3, answers: [cname(name, 'gone.firma.example')], authorities: [soa('firma.example')] };
        return { answers: [cname(name, 'mail.firma.example')], authorities: [soa('firma.example')] };
      }),
    );
    expect(await dns.query('autoconfig.firma.example', 'A')).toMatchObject({
      status: 'found',
      aliases: ['one.firma.example', 'mail.firma.example'],
    });
    expect(await dns.query('dangling.firma.example', 'A')).toMatchObject({
      status: 'absent',
      kind: 'no-such-name',
      aliases: ['gone.firma.example'],
    });
    expect(await dns.query('other.firma.example', 'AAAA')).toMatchObject({ status: 'absent', aliases: ['mail.firma.example'] });
  });

  it('are not there where there are none', async () => {
    const dns = client(await serve((name) => ({ answers: [a(name, '192.0.2.1')] })));
    expect(await dns.query('mail.firma.example', 'A')).not.toHaveProperty('aliases');
  });

  it('that end in a failure prove no absence', async () => {
    const dns = client(await serve((name) => (name === 'www.firma.example' ? { answers: [cname(name, 'far.test')] } : { rcode: 2 })));
    expect(await dns.query('www.firma.example', 'A')).toEqual(failed('servfail'));
  });

  it('that lead back to their start are no absence', async () => {
    const dns = client(await serve((name) => ({ answers: [cname(name, name)] })));
    expect(await dns.query('self.firma.example', 'A')).toEqual(failed('malformed'));
  });
});

describe('an answer that was not vouched for', () => {
  /** A reply with an OPT record that holds this extended error (RFC 8914 section 2). */
  function withError(query: DecodedPacket, rcode: number, code: number): Buffer {
    const raw = packets.encode({ type: 'response', id: query.id ?? 0, flags: rcode, questions: query.questions ?? [] });
    raw.writeUInt16BE(1, 10);
    const text = Buffer.from('signature expired');
    const option = Buffer.alloc(6);
    option.writeUInt16BE(15, 0);
    option.writeUInt16BE(2 + text.length, 2);
    option.writeUInt16BE(code, 4);
    const head = Buffer.from([0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 6 + text.length]);
    return Buffer.concat([raw, head, option, text]);
  }

  it('tells the extended error', async () => {
    const dns = client(await serve((_name, _type, _count, query) => ({ raw: withError(query, 2, 7) })));
    expect(await dns.query('firma.example', 'A')).toEqual({ status: 'failed', reason: 'servfail', extended: 7 });
  });

  it('is shown when it is asked for without checking, and remembered apart', async () => {
    const server = await serve((name, _type, _count, query) =>
      ((query.flags ?? 0) & packets.CHECKING_DISABLED) === 0 ? { rcode: 2 } : { answers: [a(name, '192.0.2.1')] },
    );
    const dns = client(server);
    expect(await dns.query('firma.example', 'A', undefined, { unchecked: true })).toMatchObject({ status: 'found' });
    expect(await dns.query('firma.example', 'A')).toEqual(failed('servfail'));
    expect(await dns.query('firma.example', 'A', undefined, { unchecked: true })).toMatchObject({ status: 'found' });
    expect(server.asked).toHaveLength(2);
  });
});

describe('the own servers of a zone', () => {
  const spoken = packets.AUTHORITATIVE_ANSWER;

  it('are asked without recursion and past the cache', async () => {
    const recursive = await serve((name) => ({ answers: [a(name, '192.0.2.1')] }));
    let value = '192.0.2.2';
    const own = await serve((name, _type, _count, query) =>
      ((query.flags ?? 0) & packets.RECURSION_DESIRED) === 0 ? { flags: spoken, answers: [a(name, value)] } : { rcode: 5 },
    );
    const dns = client(recursive);
    await dns.query('firma.example', 'A');
    const fresh = async (): Promise<unknown> => dns.query('firma.example', 'A', undefined, { at: own.address });
    expect(await fresh()).toMatchObject({ status: 'found', records: [{ value: '192.0.2.2' }], authenticated: false });
    value = '192.0.2.3';
    expect(await fresh()).toMatchObject({ records: [{ value: '192.0.2.3' }] });
    expect(await dns.query('firma.example', 'A')).toMatchObject({ records: [{ value: '192.0.2.1' }] });
  });

  it('have no say about where an alias leads outside', async () => {
    const recursive = await serve((name) => ({ answers: [a(name, '192.0.2.9')] }));
    const own = await serve((name) =>
      name === 'autoconfig.firma.example' ? { flags: spoken, answers: [cname(name, 'mail.host.test')] } : { rcode: 5 },
    );
    const dns = client(recursive);
    expect(await dns.query('autoconfig.firma.example', 'A', undefined, { at: own.address })).toMatchObject({
      status: 'found',
      records: [{ value: '192.0.2.9' }],
      aliases: ['mail.host.test'],
    });
  });

  it('prove an absence only when they speak for the zone', async () => {
    const recursive = await serve(() => ({}));
    const lame = await serve(() => ({}));
    const lost = await serve(() => ({ rcode: 3 }));
    const right = await serve(() => ({ flags: spoken, rcode: 3, authorities: [soa('firma.example')] }));
    const dns = client(recursive);
    const at = (server: NameServer): Promise<unknown> => dns.query('x.firma.example', 'A', undefined, { at: server.address });
    expect(await at(lame)).toEqual(failed('servfail'));
    expect(await at(lost)).toEqual(failed('servfail'));
    expect(await at(right)).toMatchObject({ status: 'absent', kind: 'no-such-name' });
    expect(await dns.query('x.firma.example', 'A', undefined, { at: 'ns.firma.example' })).toEqual(failed('malformed'));
  });
});
