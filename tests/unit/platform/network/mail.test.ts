import type net from 'node:net';
import tls from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../../../electron/core/model/secret.ts';
import type { Endpoint, Greeting, LoginAnswer, Mail } from '../../../../electron/core/world/network.ts';
import { createNetwork } from '../../../../electron/platform/network/network.ts';
import { testAuthority } from './authority.ts';
import { lines, listen, type Listening } from './servers.ts';

type Protocol = Endpoint['protocol'];

const PASSWORD = 'Käse+brot/7 "x\\';
const USER = 'anna@firma.example';
const authority = testAuthority();
const good = authority.issue({ names: ['localhost'] });
const running: Listening[] = [];
let mail: Mail;

beforeAll(() => {
  mail = createNetwork({ trustAnchors: [authority.ca] }).mail;
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** What a scripted server does with a socket; `secure` upgrades it in place. */
type Script = (socket: net.Socket, heard: string[]) => void;

async function serve(script: Script, identity: typeof good | 'plain' = good): Promise<{ port: number; heard: string[] }> {
  const heard: string[] = [];
  const server = await listen((socket) => script(socket, heard), identity === 'plain' ? undefined : identity);
  running.push(server);
  return { port: server.port, heard };
}

const at = (protocol: Protocol, port: number, security: Endpoint['security'] = 'tls'): Endpoint => ({
  protocol,
  host: 'localhost',
  port,
  security,
});
const greet = (endpoint: Endpoint, timeout = 3_000): Promise<Greeting> => mail.greet(endpoint, { timeout });
const login = (endpoint: Endpoint, password = PASSWORD, timeout = 3_000): Promise<LoginAnswer> =>
  mail.login(endpoint, { username: USER, password: new Secret(password) }, { timeout });

const talk =
  (greeting: string, answer: (line: string, socket: net.Socket) => string | undefined): Script =>
  (socket, heard) => {
    if (greeting !== '') socket.write(greeting);
    lines(socket, (line) => {
      heard.push(line);
      const reply = answer(line, socket);
      if (reply !== undefined) socket.write(reply);
    });
  };

/** Upgrades a plain socket once `offer` was accepted, and goes on with `inside`. */
function upgrade(socket: net.Socket, reply: string, inside: Script, heard: string[]): void {
  socket.removeAllListeners('data');
  socket.write(reply, () => {
    const secured = new tls.TLSSocket(socket, { isServer: true, ...good });
    secured.on('error', () => undefined);
    inside(secured, heard);
  });
}

const plain = Buffer.from(`\0${USER}\0${PASSWORD}`).toString('base64');

const IMAP = (refusal?: string, greeting = '* OK ready\r\n'): Script => {
  let tag = '';
  return talk(greeting, (line) => {
    const [first = '', command = ''] = line.split(' ');
    if (line === plain || (tag !== '' && command === ''))
      return refusal === undefined && line === plain ? `${tag} OK in\r\n` : `${tag} ${refusal ?? 'NO wrong'}\r\n`;
    tag = first;
    if (command === 'CAPABILITY') return `* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n${tag} OK\r\n`;
    if (command === 'AUTHENTICATE') return '+ \r\n';
    return command === 'LOGOUT' ? `* BYE\r\n${tag} OK\r\n` : `${tag} OK\r\n`;
  });
};
const POP3 = (refusal?: string, greeting = '+OK ready\r\n'): Script =>
  talk(greeting, (line) => {
    if (line === 'CAPA') return '+OK\r\nUSER\r\nSTLS\r\n.\r\n';
    return line.startsWith('PASS ') && refusal !== undefined ? `-ERR ${refusal}\r\n` : '+OK\r\n';
  });
const SMTP = (refusal?: string, offers = '250-AUTH PLAIN LOGIN\r\n', greeting = '220-mx\r\n220 ready\r\n'): Script =>
  talk(greeting, (line) => {
    if (line.startsWith('EHLO')) return `250-mx\r\n${offers}250 SIZE 1000\r\n`;
    if (line.startsWith('AUTH')) return refusal === undefined ? '235 2.7.0 ok\r\n' : `${refusal}\r\n`;
    return '221 bye\r\n';
  });
const SIEVE = (refusal?: string): Script =>
  talk('"IMPLEMENTATION" "x"\r\n"SASL" "PLAIN"\r\nOK\r\n', (line) => {
    if (!line.startsWith('AUTHENTICATE')) return 'OK\r\n';
    return refusal === undefined ? 'OK\r\n' : `NO ${refusal}\r\n`;
  });

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

describe('greetings', () => {
  it.each([
    ['imap', IMAP(), ['IMAP4REV1', 'AUTH=PLAIN']],
    ['pop3', POP3(), ['USER', 'STLS']],
    ['smtp', SMTP(), ['AUTH PLAIN LOGIN', 'SIZE 1000']],
    ['sieve', SIEVE(), ['IMPLEMENTATION x', 'SASL PLAIN']],
  ] as const)('%s tells capabilities and certificate, and hears no name', async (protocol, script, capabilities) => {
    const { port, heard } = await serve(script);
    const greeting = await greet(at(protocol, port));
    expect(greeting).toMatchObject({ status: 'answered', capabilities, privateAddress: true, certificate: { names: ['localhost'] } });
    expect(heard.join('\n')).not.toContain('anna');
    expect(heard.filter((line) => line.startsWith('EHLO')).every((line) => line === 'EHLO [127.0.0.1]')).toBe(true);
  });

  it.each([
    ['imap', '* OK hi\r\n', '* CAPABILITY IMAP4rev1 STARTTLS\r\nTAG OK\r\n', 'TAG OK\r\n', IMAP(undefined, '')],
    ['pop3', '+OK hi\r\n', '+OK\r\nSTLS\r\n.\r\n', '+OK\r\n', POP3(undefined, '')],
    ['smtp', '220 hi\r\n', '250-mx\r\n250 STARTTLS\r\n', '220 go\r\n', SMTP(undefined, undefined, '')],
  ] as const)('%s upgrades by STARTTLS', async (protocol, greeting, offer, agreed, inside) => {
    const script: Script = (socket, heard) =>
      talk(greeting, (line) => {
        const tagged = (text: string): string => text.replace('TAG', line.split(' ')[0] ?? '');
        if (!/START|STLS/.test(line)) return tagged(offer);
        upgrade(socket, tagged(agreed), inside, heard);
        return undefined;
      })(socket, heard);
    const { port } = await serve(script, 'plain');
    expect(await login(at(protocol, port, 'starttls'))).toEqual({ status: 'accepted' });
    expect(await greet(at(protocol, port, 'starttls'))).toMatchObject({ status: 'answered', certificate: { names: ['localhost'] } });
  });

  it('is "not offered" without STARTTLS and when it is refused', async () => {
    const { port } = await serve(
      talk('220 hi\r\n', () => '250 mx\r\n'),
      'plain',
    );
    expect(await greet(at('smtp', port, 'starttls'))).toMatchObject({ status: 'failed', reason: 'not-offered' });
    const refusing = await serve(
      talk('+OK\r\n', (line) => (line === 'CAPA' ? '+OK\r\nSTLS\r\n.\r\n' : '-ERR no\r\n')),
      'plain',
    );
    expect(await greet(at('pop3', refusing.port, 'starttls'))).toMatchObject({ status: 'failed', reason: 'not-offered' });
  });

  it('ends when somebody slips commands in between STARTTLS and TLS', async () => {
    const { port } = await serve(
      talk('220 hi\r\n', (line) => (line.startsWith('EHLO') ? '250 STARTTLS\r\n' : '220 go\r\n250 injected\r\n')),
      'plain',
    );
    expect(await greet(at('smtp', port, 'starttls'))).toMatchObject({
      status: 'failed',
      reason: matching(/malformed|not-offered/),
    });
  });
});

describe('hostile banners', () => {
  const protocols = ['imap', 'pop3', 'smtp', 'sieve'] as const;

  it.each(protocols)('%s: an endless line, binary data, an endless reply and an early end fail clearly', async (protocol) => {
    const endless = await serve((socket) => {
      const pour = (): void =>
        void socket.write('x'.repeat(4_096), (error) => (error === undefined || error === null ? pour() : undefined));
      pour();
    });
    expect(await greet(at(protocol, endless.port))).toMatchObject({ status: 'failed', reason: 'malformed' });
    const binary = await serve((socket) => void socket.write(Buffer.from([0, 1, 2, 0xff, 10, 10])));
    expect(await greet(at(protocol, binary.port))).toMatchObject({ status: 'failed', reason: 'malformed' });
    const closing = await serve((socket) => void socket.end());
    expect(await greet(at(protocol, closing.port))).toMatchObject({ status: 'failed', reason: 'reset' });
    const web = await serve((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n'));
    expect(await greet(at(protocol, web.port))).toMatchObject({ status: 'failed' });
  });

  it.each(protocols)('%s: silence and a drip end at the time limit', async (protocol) => {
    const silent = await serve(() => undefined);
    expect(await greet(at(protocol, silent.port), 150)).toMatchObject({ status: 'failed', reason: 'timed-out' });
    const drip = await serve((socket) => {
      const timer = setInterval(() => socket.write('*'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    expect(await greet(at(protocol, drip.port), 150)).toMatchObject({ status: 'failed', reason: 'timed-out' });
  });

  it.each([
    ['imap', '* BYE too many connections\r\n'],
    ['pop3', '-ERR [IN-USE] busy\r\n'],
    ['smtp', '421 4.7.0 try later\r\n'],
  ] as const)('%s: a server that sends the caller away is a refusal with its words', async (protocol, banner) => {
    const { port } = await serve((socket) => void socket.write(banner));
    expect(await greet(at(protocol, port))).toMatchObject({ status: 'failed', reason: 'refused', detail: matching(/\w/) });
  });

  it('cancels at once', async () => {
    const leaving = new AbortController();
    const { port } = await serve(() => leaving.abort());
    expect(await mail.greet(at('imap', port), { timeout: 5_000, signal: leaving.signal })).toMatchObject({ reason: 'cancelled' });
  });
});

describe('logins', () => {
  it.each([
    ['imap', IMAP()],
    ['pop3', POP3()],
    ['smtp', SMTP()],
    ['sieve', SIEVE()],
  ] as const)('%s: accepted, with one try', async (protocol, script) => {
    const { port, heard } = await serve(script);
    expect(await login(at(protocol, port))).toEqual({ status: 'accepted' });
    expect(heard.filter((line) => /AUTH|PASS/.test(line))).toHaveLength(1);
  });

  it.each([
    ['imap', IMAP('NO [AUTHENTICATIONFAILED] Authentication failed.'), 'AUTHENTICATIONFAILED'],
    ['pop3', POP3('[AUTH] Authentication failed.'), 'AUTH'],
    ['smtp', SMTP('535 5.7.8 Error: authentication failed'), '535 5.7.8'],
    ['sieve', SIEVE('(AUTH-TOO-WEAK) "no"'), 'AUTH-TOO-WEAK'],
  ] as const)('%s: refused in the words of the server, with one try', async (protocol, script, code) => {
    const { port, heard } = await serve(script);
    expect(await login(at(protocol, port))).toMatchObject({ status: 'refused', code, text: matching(/auth|no/i) });
    expect(heard.filter((line) => /AUTH|PASS/.test(line))).toHaveLength(1);
  });

  it('SMTP without AUTH is "not offered", never a success', async () => {
    const { port, heard } = await serve(SMTP('503 5.5.1 not enabled', ''));
    expect(await login(at('smtp', port))).toMatchObject({ status: 'failed', reason: 'not-offered' });
    expect(heard.join('\n')).toContain('AUTH');
  });

  it.each(['500 unknown', '454 4.7.0 TLS not available'])('is not offered over SMTP that answers STARTTLS with "%s"', async (reply) => {
    const said: string[] = [];
    const { port } = await serve((socket) => {
      socket.write('220 hi\r\n');
      lines(socket, (line) => {
        said.push(line);
        socket.write(line.startsWith('EHLO') ? '250-mx\r\n250 AUTH PLAIN\r\n' : `${reply}\r\n`);
      });
    }, 'plain');
    expect(await login(at('smtp', port, 'starttls'))).toMatchObject({ status: 'failed', reason: 'not-offered' });
    expect(said.filter((line) => line.startsWith('AUTH'))).toEqual([]);
  });

  it('IMAP that greets with PREAUTH proves nothing', async () => {
    const { port } = await serve(
      talk(
        '* PREAUTH in already\r\n',
        (line) => `${line.includes('CAPABILITY') ? '* CAPABILITY IMAP4rev1\r\n' : ''}${line.split(' ')[0] ?? ''} OK\r\n`,
      ),
    );
    expect(await login(at('imap', port))).toMatchObject({ status: 'failed' });
  });

  it.each(['imap', 'pop3', 'smtp', 'sieve'] as const)(
    '%s: silence after the greeting, hanging up and wrong certificates are failures',
    async (protocol) => {
      let closed: () => void = () => undefined;
      const gone = new Promise<void>((resolve) => (closed = resolve));
      const silent = await serve((socket) => void socket.resume().on('close', () => closed()));
      expect(await login(at(protocol, silent.port), PASSWORD, 200)).toMatchObject({ status: 'failed', reason: 'timed-out' });
      await gone;
      const closing = await serve((socket) => void socket.end());
      expect(await login(at(protocol, closing.port))).toMatchObject({ status: 'failed', reason: 'reset' });
      const wrong = await serve(IMAP(), authority.issue({ names: ['other.example'] }));
      expect(await login(at(protocol, wrong.port))).toMatchObject({
        reason: 'certificate-name',
        certificate: { names: ['other.example'] },
      });
      expect(wrong.heard).toEqual([]);
      const leaving = new AbortController();
      const hanging = await serve(() => leaving.abort());
      const credentials = { username: USER, password: new Secret(PASSWORD) };
      expect(await mail.login(at(protocol, hanging.port), credentials, { timeout: 5_000, signal: leaving.signal })).toMatchObject({
        reason: 'cancelled',
      });
    },
  );

  it('does not send a password that would start another command', async () => {
    const { port, heard } = await serve(POP3());
    expect(await login(at('pop3', port), 'x\r\nDELE 1')).toMatchObject({ status: 'refused' });
    expect(heard).toEqual([]);
  });

  it('throws when it should log in without TLS', async () => {
    await expect(login(at('imap', 1, 'none'))).rejects.toThrow(/TLS/);
  });

  it('shows no password in the words of a server that repeats it, in any encoding', async () => {
    const shapes = [
      PASSWORD,
      plain,
      Buffer.from(PASSWORD).toString('base64'),
      encodeURIComponent(PASSWORD),
      Buffer.from(`${USER}:${PASSWORD}`).toString('base64'),
    ];
    const echo = shapes.join(' ');
    const answers = [
      await login(at('imap', (await serve(IMAP(`NO ${echo}`))).port)),
      await login(at('pop3', (await serve(POP3(echo))).port)),
      await login(at('smtp', (await serve(SMTP(`535 5.7.8 ${echo}`))).port)),
      await login(at('sieve', (await serve(SIEVE(echo))).port)),
    ];
    const shown = JSON.stringify(answers);
    expect(answers.map(({ status }) => status)).toEqual(['refused', 'refused', 'refused', 'refused']);
    for (const shape of [...shapes, 'brot', Buffer.from('Käse+brot').toString('base64').slice(4, 10)]) expect(shown).not.toContain(shape);
  });
});
