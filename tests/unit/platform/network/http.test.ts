import http from 'node:http';
import net from 'node:net';
import zlib from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Secret } from '../../../../electron/core/model/secret.ts';
import type { Http, HttpAnswer, HttpRequest, Limits } from '../../../../electron/core/world/network.ts';
import { createNetwork } from '../../../../electron/platform/network/network.ts';
import { testAuthority } from './authority.ts';
import { lines, listen, type Listening, nameServer } from './servers.ts';

const LIMITS: Limits = { connect: 2_000, firstByte: 2_000, total: 4_000, maxBytes: 100_000 };
const authority = testAuthority();
const good = authority.issue({ names: ['localhost'] });
const running: Listening[] = [];
let client: Http;

beforeAll(() => {
  client = createNetwork({ trustAnchors: [authority.ca], proxy: () => Promise.resolve(undefined) }).http;
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});
afterAll(() => expect(running).toEqual([]));

async function serve(...args: Parameters<typeof listen>): Promise<number> {
  const server = await listen(...args);
  running.push(server);
  return server.port;
}

/** An https server that sends these bytes after the request's headers, and hangs up unless told to stay. */
const raw = (bytes: string | Buffer, stay = false, identity = good): Promise<number> =>
  serve((socket) => {
    lines(socket, (line) => {
      if (line !== '') return;
      socket.write(bytes);
      if (!stay) socket.end();
    });
  }, identity);

const encoded = (encoding: string, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\nContent-Length: ${body.length}\r\n\r\n`), body]);

const get = (port: number, more: Partial<HttpRequest> = {}): Promise<HttpAnswer> =>
  client.request({ method: 'GET', url: `https://localhost:${port}/`, limits: LIMITS, ...more });
const text = (answer: HttpAnswer): string => (answer.status === 'answered' ? Buffer.from(answer.body).toString() : answer.reason);
const failure = (reason: string): unknown => expect.objectContaining({ status: 'failed', reason });

describe('one request', () => {
  it('sends method, body, credentials and a user agent, and returns code, headers and body', async () => {
    const seen: string[] = [];
    const port = await serve((socket) => {
      lines(socket, (line) => {
        seen.push(line);
        if (line === '<x/>') socket.end('HTTP/1.1 207 Multi\r\nX-A: 1\r\nx-a: 2\r\nSet-Cookie: a=b\r\nContent-Length: 2\r\n\r\nok');
      });
    }, good);
    const credentials = { username: 'anna', password: new Secret('geheim') };
    const answer = await get(port, { method: 'PROPFIND', body: '<x/>\n', headers: { Depth: '0' }, credentials });
    expect(answer).toMatchObject({ status: 'answered', code: 207, headers: { 'x-a': '1, 2', 'set-cookie': 'a=b' }, privateAddress: true });
    expect(text(answer)).toBe('ok');
    expect(seen).toContain('PROPFIND / HTTP/1.1');
    expect(seen).toContain(`host: localhost:${port}`);
    expect(seen).toContain('depth: 0');
    expect(seen).toContain(`authorization: Basic ${Buffer.from('anna:geheim').toString('base64')}`);
    expect(seen.find((line) => line.startsWith('user-agent: '))).toMatch(/^user-agent: Mailramp\/\d+\.\d+\.\d+$/);
  });

  it('returns a redirect instead of following it', async () => {
    const port = await raw('HTTP/1.1 301 Moved\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n');
    expect(await get(port)).toMatchObject({ code: 301, headers: { location: 'https://elsewhere.example/' } });
  });

  it('throws when credentials would go over plain http', async () => {
    const credentials = { username: 'anna', password: new Secret('geheim') };
    await expect(client.request({ method: 'GET', url: 'http://192.0.2.1/', limits: LIMITS, credentials })).rejects.toThrow(/https/);
  });

  it('refuses plain http to a private address before a byte is sent', async () => {
    let bytes = 0;
    const port = await serve((socket) => void socket.on('data', (chunk) => (bytes += chunk.length)));
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]']) {
      const answer = await client.request({ method: 'GET', url: `http://${host}:${port}/`, limits: LIMITS });
      expect(answer).toEqual(failure('private-address'));
    }
    expect(bytes).toBe(0);
  });

  it('calls an address that is none malformed', async () => {
    for (const url of ['nonsense', 'ftp://localhost/', 'https://'])
      expect(await client.request({ method: 'GET', url, limits: LIMITS })).toEqual(failure('malformed'));
    expect(await get(1, { headers: { 'x-bad': 'a\r\nb' }, url: `https://localhost:${await raw('')}/` })).toEqual(failure('malformed'));
  });
});

describe('encodings', () => {
  const body = Buffer.from('settings '.repeat(100));
  it.each([
    ['gzip', zlib.gzipSync(body)],
    ['x-gzip', zlib.gzipSync(body)],
    ['deflate', zlib.deflateSync(body)],
    ['deflate', zlib.deflateRawSync(body)],
    ['br', zlib.brotliCompressSync(body)],
  ])('decodes %s', async (encoding, bytes) => {
    expect(text(await get(await raw(encoded(encoding, bytes))))).toBe(body.toString());
  });

  it('stops a bomb at the limit', async () => {
    const bomb = zlib.gzipSync(Buffer.alloc(50_000_000));
    expect(await get(await raw(encoded('gzip', bomb)))).toEqual(failure('too-large'));
    const brotli = zlib.brotliCompressSync(Buffer.alloc(50_000_000));
    expect(await get(await raw(encoded('br', brotli)))).toEqual(failure('too-large'));
  });

  it('stops a plain body at the limit, announced or not', async () => {
    const huge = 'x'.repeat(200_000);
    expect(await get(await raw(`HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n${huge}`))).toEqual(failure('too-large'));
    expect(await get(await raw(`HTTP/1.1 200 OK\r\n\r\n${huge}`))).toEqual(failure('too-large'));
  });

  it('calls damaged, cut and unknown encodings malformed', async () => {
    expect(await get(await raw(encoded('gzip', Buffer.from('no gzip at all'))))).toEqual(failure('malformed'));
    expect(await get(await raw(encoded('gzip', zlib.gzipSync(body).subarray(0, 20))))).toEqual(failure('malformed'));
    expect(await get(await raw(encoded('zstd', Buffer.from('x'))))).toEqual(failure('malformed'));
  });

  it.each(['', 'UTF-8', 'none', 'ISO-8859-1'])('reads a body whose coding "%s" is none', async (coding) => {
    expect(text(await get(await raw(encoded(coding, Buffer.from('hello')))))).toBe('hello');
  });

  it('needs no decoder for an empty body', async () => {
    expect(text(await get(await raw('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n')))).toBe('');
  });
});

describe('limits', () => {
  const short: Limits = { connect: 300, firstByte: 200, total: 400, maxBytes: 1_000 };

  it('ends a server that accepts and says nothing at the first byte', async () => {
    expect(await get(await raw('', true), { limits: short })).toEqual(failure('timed-out'));
  });

  it('ends a handshake that never comes at the connect limit', async () => {
    expect(await get(await serve(() => undefined), { limits: short })).toEqual(failure('timed-out'));
  });

  it('ends drip-fed headers and bodies at the total', async () => {
    const drip = (start: string): Promise<number> =>
      serve((socket) => {
        lines(socket, (line) => {
          if (line !== '') return;
          socket.write(start);
          const timer = setInterval(() => socket.write('x'), 20);
          socket.on('close', () => clearInterval(timer));
        });
      }, good);
    expect(await get(await drip('HTTP/1.1 200 OK\r\nX-Slow: '), { limits: short })).toEqual(failure('timed-out'));
    expect(await get(await drip('HTTP/1.1 200 OK\r\n\r\n'), { limits: short })).toEqual(failure('timed-out'));
  });

  it('refuses endless headers', async () => {
    expect(await get(await raw(`HTTP/1.1 200 OK\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`))).toEqual(failure('too-large'));
  });

  it('calls an answer that is no http malformed, and one that breaks off reset', async () => {
    expect(await get(await raw('* OK IMAP ready\r\n'))).toEqual(failure('malformed'));
    expect(await get(await raw('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'))).toEqual(failure('reset'));
    expect(await get(await raw(''))).toEqual(failure('reset'));
  });

  it('cancels in every phase and closes the connection', async () => {
    let closed: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (closed = resolve));
    const asked = new AbortController();
    const port = await serve((socket) => {
      socket.on('close', () => closed());
      lines(socket, (line) => {
        if (line === '') asked.abort();
      });
    }, good);
    expect(await get(port, { signal: asked.signal })).toEqual(failure('cancelled'));
    await gone;
    expect(await get(port, { signal: asked.signal })).toEqual(failure('cancelled'));
    const handshaking = new AbortController();
    const silent = await serve(() => handshaking.abort());
    expect(await get(silent, { signal: handshaking.signal })).toEqual(failure('cancelled'));
  });

  it('waits for no first byte any more when the answer began before everything was sent', async () => {
    const body = 'x'.repeat(4_000_000);
    const port = await serve((socket) => {
      let left = body.length;
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n');
      socket.on('data', (chunk) => {
        left -= chunk.length;
        if (left <= 0) socket.end('hi');
      });
    }, good);
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const limits = { ...LIMITS, firstByte: 3_456 };
    expect(text(await get(port, { method: 'POST', body, limits }))).toBe('hi');
    expect(timers.mock.calls.filter(([, ms]) => ms === limits.firstByte)).toEqual([]);
    timers.mockRestore();
  });

  it('does not wait for the end of a protocol that nobody asked for', async () => {
    const port = await raw('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n', true);
    expect(await get(port)).toEqual(failure('malformed'));
  });

  it('says when nobody listens', async () => {
    const server = await listen(() => undefined);
    await server.close();
    expect(await get(server.port)).toEqual(failure('refused'));
  });
});

describe('certificates', () => {
  const DAY = 86_400_000;
  const at = (days: number): Date => new Date(Date.now() + days * DAY);
  const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

  it.each([
    ['certificate-expired', { names: ['localhost'], from: at(-60), to: at(-30) }],
    ['certificate-not-yet-valid', { names: ['localhost'], from: at(30), to: at(60) }],
    ['certificate-name', { names: ['other.example', '*.third.example'] }],
    ['certificate-name', { names: [], commonName: 'localhost' }],
    ['certificate-untrusted', { names: ['localhost'], selfSigned: true }],
  ])('answers %s with what the server showed', async (reason, wish) => {
    const answer = await get(await raw(ok, false, authority.issue(wish)));
    expect(answer).toMatchObject({
      status: 'failed',
      reason,
      certificate: { names: wish.names, selfSigned: reason === 'certificate-untrusted' },
    });
  });

  it('goes where the host is known to be, and asks nobody for its name', async () => {
    const port = await raw(ok, false, authority.issue({ names: ['nowhere.invalid'] }));
    const answer = await client.request({
      method: 'GET',
      url: `https://nowhere.invalid:${port}/`,
      limits: LIMITS,
      addresses: ['127.0.0.1'],
    });
    expect(answer).toMatchObject({ status: 'answered', code: 200 });
  });

  it('does not trust a signature that is no longer safe, and does not call that server away', async () => {
    const weak = { ...authority.issue({ names: ['localhost'], hash: 'sha1' }), ciphers: 'DEFAULT@SECLEVEL=0' };
    expect(await get(await raw(ok, false, weak))).toMatchObject({ status: 'failed', reason: 'certificate-untrusted' });
  });

  it('does not trust an authority that nobody named', async () => {
    const { http: stranger } = createNetwork();
    const answer = await stranger.request({ method: 'GET', url: `https://localhost:${await raw(ok)}/`, limits: LIMITS });
    expect(answer).toMatchObject({ reason: 'certificate-untrusted', certificate: { issuer: 'CN=Test Authority' } });
  });

  it('calls a server without TLS a TLS failure', async () => {
    expect(await get(await serve((socket) => void socket.write('HTTP/1.1 400 Bad\r\n\r\n')))).toEqual(failure('tls-failed'));
  });
});

/** A name server behind a company's wall: it knows nobody outside. */
async function deaf(): Promise<string> {
  const server = await nameServer(() => ({ rcode: 5 }));
  running.push(server);
  return server.address;
}

describe('proxies', () => {
  it('tunnels https by CONNECT, sends plain http in absolute form, and names itself to the proxy', async () => {
    const seen: { line: string; authorization: string | undefined }[] = [];
    const target = await raw('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello', false, authority.issue({ names: ['far.example'] }));
    const proxy = http.createServer((request, response) => {
      seen.push({ line: `${request.method ?? ''} ${request.url ?? ''}`, authorization: request.headers['proxy-authorization'] });
      response.end('through');
    });
    proxy.on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
      seen.push({ line: `CONNECT ${request.url ?? ''}`, authorization: request.headers['proxy-authorization'] });
      if (request.url?.startsWith('closed.example') === true)
        return void socket.resume().end('HTTP/1.1 407 Auth\r\nContent-Length: 0\r\n\r\n');
      const onward = net.connect(target, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.pipe(onward).pipe(socket);
        socket.on('end', () => socket.destroy());
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const address = proxy.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { http: proxied } = createNetwork({
      dnsServer: await deaf(),
      trustAnchors: [authority.ca],
      proxy: () => Promise.resolve(`http://me:s%40crt@localhost:${port}`),
    });
    const ask = (url: string): Promise<HttpAnswer> => proxied.request({ method: 'GET', url, limits: LIMITS });
    expect(text(await ask('https://far.example/x'))).toBe('hello');
    expect(text(await ask('http://plain.example/y?z=1'))).toBe('through');
    expect(await ask('https://closed.example/')).toEqual(failure('proxy'));
    expect(await ask('https://wrong.example/')).toMatchObject({ reason: 'certificate-name', certificate: { names: ['far.example'] } });
    const authorization = `Basic ${Buffer.from('me:s@crt').toString('base64')}`;
    expect(seen.map(({ line }) => line)).toEqual([
      'CONNECT far.example:443',
      'GET http://plain.example/y?z=1',
      'CONNECT closed.example:443',
      'CONNECT wrong.example:443',
    ]);
    expect(seen.every((one) => one.authorization === authorization)).toBe(true);
    proxy.closeAllConnections();
    proxy.close();
  });

  it('lets go of a proxy that never answers CONNECT', async () => {
    let closed: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (closed = resolve));
    const port = await serve((socket) => void socket.resume().on('close', () => closed()));
    const { http: proxied } = createNetwork({ dnsServer: await deaf(), proxy: () => Promise.resolve(`http://localhost:${port}`) });
    const answer = await proxied.request({ method: 'GET', url: 'https://far.example/', limits: { ...LIMITS, connect: 200 } });
    expect(answer).toEqual(failure('timed-out'));
    await gone;
  });

  it('fails as "proxy" when the proxy is not there, and never sends private hosts through it', async () => {
    const { http: proxied } = createNetwork({
      dnsServer: await deaf(),
      trustAnchors: [authority.ca],
      proxy: () => Promise.resolve('http://localhost:1'),
    });
    const ask = (url: string): Promise<HttpAnswer> => proxied.request({ method: 'GET', url, limits: LIMITS });
    expect(await ask('http://plain.example/')).toEqual(failure('proxy'));
    expect(await ask('https://far.example/')).toEqual(failure('proxy'));
    expect(text(await ask(`https://localhost:${await raw('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\ndirect')}/`))).toBe('direct');
  });
});
