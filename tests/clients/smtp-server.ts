import { readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createSecureContext, createServer as createTlsServer, TLSSocket } from 'node:tls';
import type { Certificates } from './certificates.ts';

export interface SmtpServer {
  ports: { smtps: number; submission: number };
  /** Lines like `AUTH PLAIN anna@… OK TLS`. */
  log: string[];
  stop(): Promise<void>;
}

/** A small submission server: it takes AUTH PLAIN over TLS only, from the first byte or after STARTTLS. */
export async function startSmtpServer(certificates: Certificates, users: Record<string, string>): Promise<SmtpServer> {
  const log: string[] = [];
  const identity = { cert: readFileSync(certificates.certificate), key: readFileSync(certificates.key) };
  const secureContext = createSecureContext(identity);
  const open = new Set<Socket>();
  const serve = (socket: Socket, protectedLine: boolean): void => {
    socket.write('220 smtp.mailramp.test ESMTP\r\n');
    converse(socket, protectedLine);
  };
  const converse = (socket: Socket, protectedLine: boolean): void => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    let rest = '';
    const onData = (chunk: Buffer): void => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) answer(socket, line, protectedLine, onData);
    };
    socket.on('data', onData);
  };
  const answer = (socket: Socket, line: string, protectedLine: boolean, onData: (chunk: Buffer) => void): void => {
    const [command = '', method = '', token = ''] = line.split(' ');
    switch (command.toUpperCase()) {
      case 'EHLO':
        socket.write(`250-smtp.mailramp.test\r\n250-${protectedLine ? 'AUTH PLAIN' : 'STARTTLS'}\r\n250 8BITMIME\r\n`);
        return;
      case 'STARTTLS':
        socket.off('data', onData);
        socket.write('220 go ahead\r\n');
        converse(new TLSSocket(socket, { isServer: true, secureContext }), true);
        return;
      case 'AUTH': {
        const [, user = '', password = ''] = Buffer.from(token, 'base64').toString('utf8').split('\0');
        const good = protectedLine && method === 'PLAIN' && users[user] === password;
        log.push(`AUTH ${method} ${user} ${good ? 'OK' : 'refused'} ${protectedLine ? 'TLS' : 'plain'}`);
        socket.write(good ? '235 welcome\r\n' : '535 no\r\n');
        return;
      }
      case 'QUIT':
        socket.end('221 bye\r\n');
        return;
      default:
        socket.write('250 fine\r\n');
    }
  };
  const secure = createTlsServer(identity, (socket) => serve(socket, true));
  const plain = createServer((socket) => serve(socket, false));
  const listening = (server: typeof plain): Promise<number> =>
    new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(address !== null && typeof address === 'object' ? address.port : 0);
      });
    });
  const ports = { smtps: await listening(secure), submission: await listening(plain) };
  const stop = async (): Promise<void> => {
    for (const socket of open) socket.destroy();
    await Promise.all([secure, plain].map((server) => new Promise((resolve) => server.close(resolve))));
  };
  return { ports, log, stop };
}
