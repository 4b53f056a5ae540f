import { X509Certificate } from 'node:crypto';
import type net from 'node:net';
import tls from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import type { Inspection, InspectionTarget } from '../../../../electron/core/world/inspection.ts';
import { inspection } from '../../../../electron/core/world/inspection.ts';
import { tlsInspector } from '../../../../electron/platform/network/tls/inspect.ts';
import { type Identity, testAuthority } from './authority.ts';
import { lines, listen, type Listening } from './servers.ts';

const HOST = 'mail.firma.test';
const DAY = 86_400_000;
const authority = testAuthority();
const good = authority.issue({ names: [HOST] });

const running: Listening[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function serve(onSocket: (socket: net.Socket) => void, identity?: Identity & tls.TlsOptions): Promise<number> {
  const server = await listen(onSocket, identity);
  running.push(server);
  return server.port;
}

const https = (port: number): InspectionTarget => ({ host: HOST, address: '127.0.0.1', port, protocol: 'https', security: 'tls' });
const inspector = tlsInspector({ anchors: [authority.ca] });
const look = (target: InspectionTarget, options: Partial<Parameters<typeof inspector.inspect>[1]> = {}): Promise<Inspection> =>
  inspector.inspect(target, { timeout: 4_000, ...options });

/** What a web server with this certificate shows. */
async function shows(identity: Identity & tls.TlsOptions): Promise<Extract<Inspection['result'], { status: 'encrypted' }>> {
  const shown = await look(https(await serve(() => undefined, identity)));
  expect(inspection.safeParse(shown).success).toBe(true);
  if (shown.result.status !== 'encrypted') throw new Error(JSON.stringify(shown.result));
  return shown.result;
}

describe('the certificate of a port', () => {
  it('is shown with everything that is judged or compared', async () => {
    const { version, chain, fault } = await shows(good);
    expect({ version, fault, length: chain.length }).toEqual({ version: 'TLSv1.3', fault: undefined, length: 1 });
    const certificate = new X509Certificate(good.cert);
    const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
    expect(chain[0]).toMatchObject({
      names: [HOST],
      subject: `CN=${HOST}`,
      issuer: 'CN=Test Authority',
      validTo: new Date(certificate.validTo).toISOString(),
      selfSigned: false,
      keyType: 'rsa',
      keyBits: 2048,
      signature: 'sha256WithRSAEncryption',
      certificate: { full: certificate.raw.toString('hex'), sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase() },
      publicKey: { full: spki.toString('hex') },
    });
  });

  it.each<[string, Parameters<typeof authority.issue>[0], string]>([
    ['another name', { names: ['other.test'] }, 'name'],
    ['its name only where nobody looks', { names: ['other.test'], commonName: HOST }, 'name'],
    ['an end in the past', { names: [HOST], from: new Date(Date.now() - 9 * DAY), to: new Date(Date.now() - DAY) }, 'expired'],
    ['a beginning in the future', { names: [HOST], from: new Date(Date.now() + DAY), to: new Date(Date.now() + 9 * DAY) }, 'not-yet-valid'],
    ['nobody behind it', { names: [HOST], selfSigned: true }, 'self-signed'],
    ['an authority that did not come along', { names: [HOST], below: 'forgotten' }, 'incomplete'],
  ])('with %s is shown and not believed', async (_what, wish, fault) => {
    expect(await shows(authority.issue(wish))).toMatchObject({ status: 'encrypted', fault });
  });

  it('for hundreds of names keeps the one that is right for the host', async () => {
    const others = Array.from({ length: 150 }, (_, index) => `mail.customer-${index}.test`);
    const { chain, fault } = await shows(authority.issue({ names: [...others, HOST] }));
    expect(fault).toBeUndefined();
    expect(chain[0]?.names).toContain(HOST);
    expect(chain[0]?.names).toHaveLength(100);
  });

  it('with its chain is believed, and the chain is shown in its order', async () => {
    const { chain, fault } = await shows(authority.issue({ names: [HOST], below: 'sent' }));
    expect(fault).toBeUndefined();
    expect(chain.map(({ subject }) => subject)).toEqual([`CN=${HOST}`, 'CN=Test Intermediate']);
  });

  it('of an authority that nobody knows is not trusted', async () => {
    const stranger = testAuthority();
    const identity = stranger.issue({ names: [HOST], below: 'sent' });
    const { chain, fault } = await shows({ ...identity, cert: identity.cert + stranger.ca });
    expect(fault).toBe('untrusted');
    expect(chain.map(({ subject }) => subject).at(-1)).toBe('CN=Test Authority');
  });

  it('tells short keys and old signatures', async () => {
    const identity = authority.issue({ names: [HOST], bits: 1024, hash: 'sha1' });
    const { chain } = await shows({ ...identity, ciphers: 'DEFAULT@SECLEVEL=0', maxVersion: 'TLSv1.2' });
    expect(chain[0]).toMatchObject({ keyBits: 1024, signature: 'sha1WithRSAEncryption' });
  });
});

describe('versions', () => {
  const versions = ['TLSv1', 'TLSv1.1', 'TLSv1.3'] as const;

  it('are tried one by one', async () => {
    const port = await serve(() => undefined, { ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1.2', ciphers: 'DEFAULT@SECLEVEL=0' });
    expect((await look(https(port), { versions })).result).toMatchObject({
      version: 'TLSv1.2',
      accepted: ['TLSv1', 'TLSv1.1'],
      refused: ['TLSv1.3'],
    });
    const modern = await serve(() => undefined, good);
    expect((await look(https(modern), { versions })).result).toMatchObject({
      version: 'TLSv1.3',
      accepted: [],
      refused: ['TLSv1', 'TLSv1.1'],
    });
  });

  it('that are all old still show the certificate', async () => {
    const port = await serve(() => undefined, { ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' });
    const { result } = await look(https(port), { versions });
    expect(result).toMatchObject({ status: 'encrypted', version: 'TLSv1', accepted: ['TLSv1.1'], refused: ['TLSv1.3'] });
    expect((await look(https(port))).result).toMatchObject({ status: 'failed', reason: 'tls-failed' });
  });
});

/** A server that speaks lines and encrypts when it has said so. */
function speaks(greeting: string, answer: (line: string) => string): { onSocket: (socket: net.Socket) => void; heard: string[] } {
  const heard: string[] = [];
  const converse = (socket: net.Socket): void => {
    lines(socket, (line) => {
      heard.push(line);
      const said = answer(line);
      socket.write(said.replace('encrypt', ''));
      if (!said.endsWith('encrypt')) return;
      socket.removeAllListeners('data');
      const secured = new tls.TLSSocket(socket, { isServer: true, secureContext: tls.createSecureContext(good) });
      secured.on('error', () => undefined);
      lines(secured, (more) => heard.push(more));
    });
  };
  return {
    heard,
    onSocket: (socket) => {
      socket.write(greeting);
      converse(socket);
    },
  };
}

const PROTOCOLS = {
  smtp: speaks('220-first\r\n220 mail.firma.test ESMTP\r\n', (line) =>
    line.startsWith('EHLO') ? '250-mail\r\n250-AUTH PLAIN LOGIN\r\n250 STARTTLS\r\n' : '220 go\r\nencrypt',
  ),
  imap: speaks('* OK ready\r\n', (line) =>
    line.endsWith('CAPABILITY') ? '* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\nc OK done\r\n' : 's OK go\r\nencrypt',
  ),
  pop3: speaks('+OK ready\r\n', (line) => (line === 'CAPA' ? '+OK\r\nUSER\r\nSTLS\r\n.\r\n' : '+OK go\r\nencrypt')),
  sieve: speaks('"IMPLEMENTATION" "Test"\r\n"SASL" ""\r\n"STARTTLS"\r\nOK\r\n', () => 'OK go\r\nencrypt'),
};

describe('STARTTLS', () => {
  it.each([
    ['smtp', true, '220-first', 'QUIT'],
    ['imap', false, '* OK ready', 'l LOGOUT'],
    ['pop3', true, '+OK ready', 'QUIT'],
    ['sieve', false, '"IMPLEMENTATION" "Test"', 'LOGOUT'],
  ] as const)(
    'over %s shows certificate, greeting and logins in the clear, and takes leave',
    async (protocol, plainLogin, banner, farewell) => {
      const { onSocket, heard } = PROTOCOLS[protocol];
      const port = await serve(onSocket);
      const shown = await look({ ...https(port), protocol, security: 'starttls' });
      expect(shown).toMatchObject({ banner, plainLogin, result: { status: 'encrypted', chain: [{ names: [HOST] }] } });
      expect(shown.connected).toBeGreaterThanOrEqual(0);
      await expect.poll(() => heard.at(-1)).toBe(farewell);
      expect(heard.join(' ')).not.toMatch(/USER |AUTH|LOGIN\b|PASS/);
    },
  );

  it('that is not offered is no encryption, with what was heard', async () => {
    const { onSocket } = speaks('220 mail ESMTP\r\n', () => '250-mail\r\n250 AUTH PLAIN\r\n');
    const shown = await look({ ...https(await serve(onSocket)), protocol: 'smtp', security: 'starttls' });
    expect(shown).toMatchObject({ banner: '220 mail ESMTP', plainLogin: true, result: { status: 'failed', reason: 'not-offered' } });
  });

  it('with words between the answer and the encryption is broken off', async () => {
    const { onSocket } = speaks('220 mail ESMTP\r\n', (line) =>
      line.startsWith('EHLO') ? '250-mail\r\n250 STARTTLS\r\n' : '220 go\r\n250 injected\r\n',
    );
    const shown = await look({ ...https(await serve(onSocket)), protocol: 'smtp', security: 'starttls' });
    expect(shown.result).toMatchObject({ status: 'failed', reason: 'malformed' });
  });
});

describe('a port with something else behind it', () => {
  it('fails without hanging: garbage, silence, nobody, endless talk', async () => {
    const garbage = await serve((socket) => void socket.write('\0\x01\x02 no protocol\r\n'.repeat(10)));
    expect((await look(https(garbage))).result).toMatchObject({ status: 'failed', reason: 'tls-failed' });
    expect((await look({ ...https(garbage), protocol: 'imap', security: 'starttls' })).result).toMatchObject({ reason: 'malformed' });
    const silent = await serve(() => undefined);
    expect((await look(https(silent), { timeout: 200 })).result).toMatchObject({ status: 'failed', reason: 'timed-out' });
    const endless = await serve((socket) => void socket.write(`* OK ${'x'.repeat(100_000)}`));
    expect((await look({ ...https(endless), protocol: 'imap', security: 'starttls' })).result).toMatchObject({ status: 'failed' });
    const closed = await listen(() => undefined);
    await closed.close();
    expect((await look(https(closed.port))).result).toMatchObject({ status: 'failed', reason: 'refused' });
  });

  it('is left at once when it is cancelled, also while waiting for a turn', async () => {
    const port = await serve(() => undefined);
    const stop = new AbortController();
    const { inspect } = tlsInspector();
    const both = Promise.all([1, 2].map(() => inspect(https(port), { timeout: 60_000, signal: stop.signal })));
    setTimeout(() => stop.abort(), 20);
    expect((await both).map(({ result }) => result)).toEqual([
      expect.objectContaining({ reason: 'cancelled' }),
      expect.objectContaining({ reason: 'cancelled' }),
    ]);
  });

  it('is visited one at a time', async () => {
    let now = 0;
    let most = 0;
    const port = await serve((socket) => {
      now += 1;
      most = Math.max(most, now);
      socket.on('close', () => (now -= 1));
      setTimeout(() => socket.destroy(), 15);
    });
    const { inspect } = tlsInspector();
    await Promise.all(Array.from({ length: 5 }, () => inspect(https(port), { timeout: 2_000 })));
    expect(most).toBe(1);
  });

  it('may stand in for the usual one', async () => {
    const port = await serve(() => undefined, good);
    const { result } = await tlsInspector({ anchors: [authority.ca], ports: { 443: port } }).inspect(https(443), { timeout: 2_000 });
    expect(result.status).toBe('encrypted');
  });
});
