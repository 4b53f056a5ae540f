import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { decode, encode } from 'dns-packet';

export interface SlowLine {
  dns: string;
  close(): void;
}

/**
 * A line with a round trip, in front of a host that answers at once: names resolve after one round trip, a connection
 * carries its first byte after one, and every byte takes half of one each way. Names listed in `silent` get an
 * address on which connections are accepted and never answered.
 */
export async function openSlowLine(options: {
  host: string;
  dns: string;
  address: string;
  ports: readonly number[];
  roundTrip: number;
  silent?: (name: string) => boolean;
  silentAddress?: string;
}): Promise<SlowLine> {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  for (const port of options.ports) servers.push(await relay(options, port, sockets));
  if (options.silentAddress !== undefined) {
    for (const port of options.ports) servers.push(await listen(options.silentAddress, port, (socket) => void sockets.add(socket)));
  }
  const names = await relayNames(options);
  return {
    dns: names.address,
    close: () => {
      names.close();
      for (const socket of sockets) socket.destroy();
      for (const server of servers) server.close();
    },
  };
}

async function listen(address: string, port: number, accept: (socket: Socket) => void): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    accept(socket);
  });
  server.listen(port, address);
  await once(server, 'listening');
  return server;
}

const delayed = (ms: number): Transform =>
  new Transform({
    transform(chunk, _encoding, done) {
      setTimeout(() => done(null, chunk), ms);
    },
  });

function relay(options: { host: string; address: string; roundTrip: number }, port: number, sockets: Set<Socket>): Promise<Server> {
  const half = options.roundTrip / 2;
  return listen(options.address, port, (near) => {
    sockets.add(near);
    setTimeout(() => {
      const far = connect(port, options.host);
      sockets.add(far);
      far.on('error', () => near.destroy());
      near.pipe(delayed(half)).pipe(far).pipe(delayed(half)).pipe(near);
      near.on('close', () => far.destroy());
    }, options.roundTrip);
  });
}

async function relayNames(options: {
  host: string;
  dns: string;
  address: string;
  roundTrip: number;
  silent?: (name: string) => boolean;
  silentAddress?: string;
}): Promise<{ address: string; close: () => void }> {
  const [upstreamHost = '127.0.0.1', upstreamPort = '53'] = options.dns.split(':');
  const near = createSocket('udp4');
  near.on('message', (question, client) => {
    const far = createSocket('udp4');
    far.once('message', (answer) => {
      far.close();
      const packet = decode(answer);
      const silent = options.silent?.(packet.questions?.[0]?.name ?? '') ?? false;
      for (const record of packet.answers ?? []) {
        if (record.type === 'A') record.data = silent ? (options.silentAddress ?? record.data) : options.address;
      }
      setTimeout(() => near.send(encode(packet), client.port, client.address), options.roundTrip);
    });
    far.send(question, Number(upstreamPort), upstreamHost);
  });
  near.bind(0, '127.0.0.1');
  await once(near, 'listening');
  return { address: `127.0.0.1:${near.address().port}`, close: () => near.close() };
}
