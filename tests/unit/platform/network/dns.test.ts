import packets from 'dns-packet';
import { afterEach, describe, expect, it } from 'vitest';
import type { Dns } from '../../../../electron/core/world/network.ts';
import { isLoopback, serverAddress } from '../../../../electron/platform/network/addresses.ts';
import { dnsClient } from '../../../../electron/platform/network/dns/client.ts';
import type { Servers } from '../../../../electron/platform/network/dns/servers.ts';
import { a, cname, nameServer, type NameServer, type Reply, soa } from './servers.ts';

const running: NameServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function serve(...args: Parameters<typeof nameServer>): Promise<NameServer> {
  const server = await nameServer(...args);
  running.push(server);
  return server;
}

/** Servers in the given order, all believed; nobody is moved back for being silent. */
function fixed(...servers: NameServer[]): Servers {
  const addresses = servers.map((server) => serverAddress(server.address)).filter((address) => address !== undefined);
  return {
    inOrder: () => addresses,
    silent: () => undefined,
    answered: () => undefined,
    believed: ({ address }) => isLoopback(address),
    offline: () => false,
  };
}

const client = (...servers: NameServer[]): Dns => dnsClient(fixed(...servers));
const found = (value: string, authenticated = false): unknown =>
  expect.objectContaining({ status: 'found', authenticated, records: [expect.objectContaining({ value })] });
const failed = (reason: string): unknown => ({ status: 'failed', reason });

describe('reading answers', () => {
  it('reads every record type in plain text without final dots', async () => {
    const data: Record<string, Reply> = {
      MX: { answers: [{ type: 'MX', name: 'Firma.Example', ttl: 5, data: { preference: 10, exchange: 'MX.Firma.Example' } }] },
      SRV: { answers: [{ type: 'SRV', name: 'firma.example', ttl: 5, data: { priority: 1, weight: 2, port: 993, target: '.' } }] },
      TXT: { answers: [{ type: 'TXT', name: 'firma.example', ttl: 5, data: ['v=spf1 ', Buffer.from([0x2d, 0xff])] }] },
      SOA: { answers: [soa('firma.example', 77)] },
      CAA: { answers: [{ type: 'CAA', name: 'firma.example', ttl: 5, data: { flags: 128, tag: 'issue', value: 'ca.example' } }] },
      TLSA: {
        answers: [
          {
            type: 'TLSA',
            name: 'firma.example',
            ttl: 5,
            data: { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.from('abcd', 'hex') },
          },
        ],
      },
      DS: {
        answers: [
          {
            type: 'DS',
            name: 'firma.example',
            ttl: 5,
            data: { keyTag: 7, algorithm: 13, digestType: 2, digest: Buffer.from('00ff', 'hex') },
          },
        ],
      },
      DNSKEY: {
        answers: [{ type: 'DNSKEY', name: 'firma.example', ttl: 5, data: { flags: 257, algorithm: 13, key: Buffer.from('key') } }],
      },
      NS: { answers: [{ type: 'NS', name: 'firma.example', ttl: 5, data: 'NS.firma.example' }] },
    };
    const dns = client(await serve((_name, type) => data[type] ?? {}));
    const read = async (type: Parameters<Dns['query']>[1]): Promise<object> => {
      const answer = await dns.query('Firma.EXAMPLE.', type);
      const { name, ttl, ...rest } = { name: '', ttl: 0, ...(answer.status === 'found' ? answer.records[0] : {}) };
      return { name, ttl, ...rest };
    };
    const own = { name: 'firma.example', ttl: 5 };
    expect(await read('MX')).toEqual({ ...own, type: 'MX', preference: 10, exchange: 'mx.firma.example' });
    expect(await read('SRV')).toEqual({ ...own, type: 'SRV', priority: 1, weight: 2, port: 993, target: '' });
    expect(await read('TXT')).toEqual({ ...own, type: 'TXT', chunks: ['v=spf1 ', '-ÿ'] });
    expect(await read('SOA')).toEqual({ ...own, ttl: 77, type: 'SOA', primary: 'ns.firma.example', minimum: 77 });
    expect(await read('CAA')).toEqual({ ...own, type: 'CAA', flags: 128, tag: 'issue', value: 'ca.example' });
    expect(await read('TLSA')).toEqual({ ...own, type: 'TLSA', usage: 3, selector: 1, matching: 1, certificate: 'abcd' });
    expect(await read('DS')).toEqual({ ...own, type: 'DS', data: '7 13 2 00ff' });
    expect(await read('DNSKEY')).toEqual({ ...own, type: 'DNSKEY', data: '257 3 13 a2V5' });
    expect(await read('NS')).toEqual({ ...own, type: 'NS', value: 'ns.firma.example' });
  });

  it('tells a missing name from a missing record, and both from a failure', async () => {
    const replies: Record<string, Reply> = {
      'gone.example': { rcode: 3, authorities: [soa('example')] },
      'bare.example': { authorities: [soa('example')] },
      'broken.example': { rcode: 2 },
      'closed.example': { rcode: 5 },
    };
    const dns = client(await serve((name) => replies[name] ?? {}));
    expect(await dns.query('gone.example', 'A')).toEqual({ status: 'absent', kind: 'no-such-name', authenticated: false });
    expect(await dns.query('bare.example', 'A')).toEqual({ status: 'absent', kind: 'no-such-record', authenticated: false });
    expect(await dns.query('broken.example', 'A')).toEqual(failed('servfail'));
    expect(await dns.query('closed.example', 'A')).toEqual(failed('refused'));
  });

  it('does not take a referral to other servers for an absence', async () => {
    const dns = client(await serve(() => ({ authorities: [{ type: 'NS', name: 'example', ttl: 5, data: 'ns.example' }] })));
    expect(await dns.query('firma.example', 'A')).toEqual(failed('servfail'));
  });

  it('believes the authenticated-data mark of a believed server only when every reply carries it', async () => {
    const marked = packets.AUTHENTIC_DATA;
    const dns = client(
      await serve((name) => {
        if (name === 'alias.example') return { flags: marked, answers: [cname(name, 'other.test')] };
        if (name === 'other.test') return { answers: [a(name, '192.0.2.2')] };
        return { flags: marked, answers: [a(name, '192.0.2.1')] };
      }),
    );
    expect(await dns.query('signed.example', 'A')).toEqual(found('192.0.2.1', true));
    expect(await dns.query('alias.example', 'A')).toEqual(found('192.0.2.2', false));
  });

  it('asks no server for a name that cannot exist', async () => {
    const server = await serve(() => ({}));
    const dns = client(server);
    for (const name of [`${'x'.repeat(64)}.example`, 'a..example', 'a b.example', 'x.'.repeat(130)]) {
      expect(await dns.query(name, 'A')).toEqual(failed('malformed'));
    }
    expect(server.asked).toEqual([]);
  });
});

describe('aliases', () => {
  it('follows them within the reply and by asking on', async () => {
    const dns = client(
      await serve((name) => {
        if (name === 'www.example') return { answers: [cname(name, 'a.example'), cname('a.example', 'far.test')] };
        return name === 'far.test' ? { answers: [a(name, '192.0.2.9')] } : {};
      }),
    );
    expect(await dns.query('www.example', 'A')).toEqual(found('192.0.2.9'));
  });

  it('ends in "no such record" without another question when the reply proves it', async () => {
    const server = await serve((name) => ({ answers: [cname(name, 'host.example')], authorities: [soa('example')] }));
    expect(await client(server).query('www.example', 'AAAA')).toMatchObject({ status: 'absent', kind: 'no-such-record' });
    expect(server.asked).toHaveLength(1);
  });

  it('calls an alias to a missing name a missing name', async () => {
    const dns = client(await serve((name) => ({ rcode: 3, answers: [cname(name, 'gone.example')], authorities: [soa('example')] })));
    expect(await dns.query('www.example', 'A')).toMatchObject({ status: 'absent', kind: 'no-such-name' });
  });

  it('gives up on loops and endless chains', async () => {
    const loop = client(await serve(() => ({ answers: [cname('a.example', 'b.example'), cname('b.example', 'a.example')] })));
    expect(await loop.query('a.example', 'A')).toEqual(failed('malformed'));
    const endless = await serve((name) => ({ answers: [cname(name, `x${name}`)] }));
    expect(await client(endless).query('a.example', 'A')).toEqual(failed('malformed'));
    expect(endless.asked.length).toBeLessThanOrEqual(9);
  });

  it('shows the alias itself when asked for it', async () => {
    const dns = client(await serve((name) => ({ answers: [cname(name, 'b.example')] })));
    expect(await dns.query('a.example', 'CNAME')).toEqual(found('b.example'));
  });
});

describe('hostile and broken servers', () => {
  it('ignores replies with another id or another question and waits for the true one', async () => {
    const dns = client(
      await serve((name, _type, _count, query) => [
        { id: ((query.id ?? 0) + 1) & 0xffff, answers: [a(name, '203.0.113.1')] },
        { questions: [{ name: 'other.example', type: 'A' }], answers: [a('other.example', '203.0.113.2')] },
        { answers: [a('unrelated.example', '203.0.113.3'), a(name, '192.0.2.1')] },
      ]),
    );
    expect(await dns.query('firma.example', 'A')).toEqual(found('192.0.2.1'));
  });

  it('refuses a header that claims more records than the packet can hold', async () => {
    const dns = client(
      await serve((_name, _type, _count, query) => {
        const raw = Buffer.alloc(12);
        raw.writeUInt16BE(query.id ?? 0, 0);
        raw.writeUInt16BE(0x8180, 2);
        raw.writeUInt16BE(0xffff, 6);
        raw.writeUInt16BE(0xffff, 8);
        return { raw };
      }),
    );
    expect(await dns.query('firma.example', 'A')).toEqual(failed('malformed'));
  });

  it('calls rubbish after a good header malformed', async () => {
    const dns = client(
      await serve((_name, _type, _count, query) => {
        const raw = packets.encode({ type: 'response', id: query.id ?? 0, questions: query.questions ?? [] });
        raw.writeUInt16BE(1, 6);
        return { raw: Buffer.concat([raw, Buffer.alloc(40, 0xff)]) };
      }),
    );
    expect(await dns.query('firma.example', 'A')).toEqual(failed('malformed'));
  });

  it('takes an address that is cut short for no address, and for no proof that there is none', async () => {
    const dns = client(
      await serve((_name, _type, _count, query) => {
        const raw = packets.encode({ type: 'response', id: query.id ?? 0, questions: query.questions ?? [] });
        raw.writeUInt16BE(1, 6);
        return { raw: Buffer.concat([raw, Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 5, 0, 3, 192, 0, 2])]) };
      }),
    );
    expect(await dns.query('firma.example', 'A')).toEqual(failed('malformed'));
  });

  const header = (query: packets.DecodedPacket, flags: number): Reply => {
    const raw = Buffer.alloc(12);
    raw.writeUInt16BE(query.id ?? 0, 0);
    raw.writeUInt16BE(0x8180 | flags, 2);
    return { raw };
  };
  const badVersion = (query: packets.DecodedPacket): Reply => {
    const options = { udpPayloadSize: 1232, extendedRcode: 1, ednsVersion: 0, flags: 0, flag_do: false, options: [] };
    const { id = 0, questions = [] } = query;
    return { raw: packets.encode({ type: 'response', id, questions, additionals: [{ type: 'OPT', name: '.', ...options }] }) };
  };
  it.each<[string, (query: packets.DecodedPacket) => Reply]>([
    ['FORMERR', () => ({ rcode: 1 })],
    ['a bare FORMERR', (query) => header(query, 1)],
    ['NOTIMP', () => ({ rcode: 4 })],
    ['BADVERS', badVersion],
    ['silence', () => ({ silent: true })],
  ])('asks without EDNS when a server answers it with %s', async (_what, refusal) => {
    const server = await serve((name, _type, _count, query) =>
      (query.additionals ?? []).length > 0 ? refusal(query) : { answers: [a(name, '192.0.2.1')] },
    );
    const dns = client(server);
    expect(await dns.query('firma.example', 'A')).toEqual(found('192.0.2.1'));
    expect(server.asked).toHaveLength(2);
  });

  it('asks a server that knows no EDNS without it from then on', async () => {
    const server = await serve((name, _type, _count, query) =>
      (query.additionals ?? []).length > 0 ? { rcode: 1 } : { answers: [a(name, '192.0.2.1')] },
    );
    const dns = client(server);
    await dns.query('firma.example', 'A');
    await dns.query('mail.firma.example', 'A');
    expect(server.asked).toEqual(['firma.example A', 'firma.example A', 'mail.firma.example A']);
  });

  it('asks the next server when one is silent, refuses or fails', async () => {
    const good = await serve((name) => ({ answers: [a(name, '192.0.2.7')] }));
    const silent = await serve(() => ({ silent: true }));
    const failing = await serve(() => ({ rcode: 2 }));
    const refusing = await serve(() => ({ rcode: 5 }));
    expect(await client(failing, refusing, good).query('firma.example', 'A')).toEqual(found('192.0.2.7'));
    expect(await client(silent, good).query('firma.example', 'A')).toEqual(found('192.0.2.7'));
  });

  it('asks a silent server twice and then says so', async () => {
    const server = await serve(() => ({ silent: true }));
    expect(await client(server).query('firma.example', 'A')).toEqual(failed('timed-out'));
    expect(server.asked).toEqual(['firma.example A', 'firma.example A']);
  });

  it('has an answer when only the first datagram is lost', async () => {
    const server = await serve((name, _type, count) => (count === 1 ? { silent: true } : { answers: [a(name, '192.0.2.1')] }));
    expect(await client(server).query('firma.example', 'A')).toEqual(found('192.0.2.1'));
  });
});

describe('replies that are too large for a datagram', () => {
  const cut: Reply = { flags: packets.TRUNCATED_RESPONSE };

  it('come over TCP', async () => {
    const many = Array.from({ length: 200 }, (_, index) => a('firma.example', `192.0.2.${index}`));
    const dns = client(
      await serve(
        () => cut,
        () => ({ answers: many }),
      ),
    );
    const answer = await dns.query('firma.example', 'A');
    expect(answer.status === 'found' && answer.records.length).toBe(200);
  });

  it('are a failure, never an absence, when TCP is closed, silent or cut again', async () => {
    const closed = client(await serve(() => cut));
    expect(await closed.query('firma.example', 'A')).toEqual(failed('timed-out'));
    const miscounted = client(
      await serve(
        (_name, _type, _count, query) => {
          const raw = packets.encode({
            type: 'response',
            id: query.id ?? 0,
            flags: packets.TRUNCATED_RESPONSE,
            questions: query.questions ?? [],
          });
          raw.writeUInt16BE(500, 6);
          return { raw };
        },
        () => ({ answers: [a('firma.example', '192.0.2.1')] }),
      ),
    );
    expect(await miscounted.query('firma.example', 'A')).toEqual(found('192.0.2.1'));
    const again = client(
      await serve(
        () => cut,
        () => cut,
      ),
    );
    expect(await again.query('firma.example', 'A')).toEqual(failed('malformed'));
    const dropped = client(
      await serve(
        () => cut,
        (_query, socket) => void socket.end(),
      ),
    );
    expect(await dropped.query('firma.example', 'A')).toEqual(failed('timed-out'));
  });
});

describe('cache and cancelling', () => {
  it('merges equal questions in flight and remembers the answer', async () => {
    const server = await serve((name) => ({ answers: [a(name, '192.0.2.1')] }));
    const dns = client(server);
    const all = await Promise.all(Array.from({ length: 20 }, () => dns.query('Firma.example', 'A')));
    all.push(await dns.query('firma.example.', 'A'));
    expect(all).toEqual(Array.from({ length: 21 }, () => found('192.0.2.1')));
    expect(server.asked).toHaveLength(1);
  });

  it('forgets an answer after its time and an absence after a minute at most', async () => {
    let now = 0;
    const server = await serve((name) =>
      name === 'there.example' ? { answers: [a(name, '192.0.2.1', 100)] } : { rcode: 3, authorities: [soa('example', 86_400)] },
    );
    const dns = dnsClient(fixed(server), { now: () => now });
    const askBoth = async (): Promise<number> => {
      await dns.query('there.example', 'A');
      await dns.query('gone.example', 'A');
      return server.asked.length;
    };
    expect(await askBoth()).toBe(2);
    now = 59_000;
    expect(await askBoth()).toBe(2);
    now = 61_000;
    expect(await askBoth()).toBe(3);
    now = 101_000;
    expect(await askBoth()).toBe(4);
  });

  it('does not remember failures', async () => {
    const server = await serve((name, _type, count) => (count === 1 ? { rcode: 2 } : { answers: [a(name, '192.0.2.1')] }));
    const dns = client(server);
    expect(await dns.query('firma.example', 'A')).toEqual(failed('servfail'));
    expect(await dns.query('firma.example', 'A')).toEqual(found('192.0.2.1'));
  });

  it('cancels one asker without disturbing the other', async () => {
    const server = await serve((name, _type, count) => (count === 1 ? { silent: true } : { answers: [a(name, '192.0.2.1')] }));
    const dns = client(server);
    const leaving = new AbortController();
    const one = dns.query('firma.example', 'A', leaving.signal);
    const other = dns.query('firma.example', 'A');
    leaving.abort();
    expect(await one).toEqual(failed('cancelled'));
    expect(await other).toEqual(found('192.0.2.1'));
    expect(await dns.query('x.example', 'A', leaving.signal)).toEqual(failed('cancelled'));
  });

  it('answers a thousand different questions at once', async () => {
    const dns = client(await serve((name) => ({ answers: [a(name, '192.0.2.1')] })));
    const all = await Promise.all(Array.from({ length: 1_000 }, (_, index) => dns.query(`host${index}.example`, 'A')));
    expect(all.filter(({ status }) => status === 'found')).toHaveLength(1_000);
  });

  it('is offline without any server', async () => {
    expect(await dnsClient(fixed()).query('firma.example', 'A')).toEqual(failed('offline'));
  });
});
