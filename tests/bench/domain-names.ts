import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import packets from 'dns-packet';
import { z } from 'zod';

const Counted = z.object({ answered: z.number(), dropped: z.number() });

export interface DomainNames {
  address: string;
  /** Questions that were answered, and those that were dropped. */
  count: () => Promise<z.infer<typeof Counted>>;
  close(): Promise<unknown>;
}

export const HOST = 'mail.provider.test';

/** Any number of healthy domains on one host, `firma0.test` and on, behind a line with a round trip; more questions a second than `most` are dropped. */
export async function domainNames({ roundTrip = 0, most = Infinity }: { roundTrip?: number; most?: number }): Promise<DomainNames> {
  const server = new Worker(path.join(import.meta.dirname, 'name-server.mjs'), { workerData: { host: HOST, roundTrip, most } });
  const [port] = z.tuple([z.number()]).parse(await once(server, 'message'));
  return {
    address: `127.0.0.1:${port}`,
    count: async () => {
      const said = once(server, 'message');
      server.postMessage('count');
      const [counted] = z.tuple([Counted]).parse(await said);
      return counted;
    },
    close: () => server.terminate(),
  };
}

/** The same questions by nothing but dns-packet on one socket, so many at a time. */
export async function bareLoop(address: string, questions: readonly (readonly [string, string])[], inFlight: number): Promise<void> {
  const [host = '', port = '0'] = address.split(':');
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
  socket.connect(Number(port), host);
  await once(socket, 'connect');
  let sent = 0;
  let answered = 0;
  await new Promise<void>((resolve) => {
    const send = (): void => {
      const question = questions[sent];
      if (question === undefined) return;
      sent += 1;
      const [type, name] = question;
      socket.send(
        packets.encode({ type: 'query', id: sent & 0xffff, flags: packets.RECURSION_DESIRED, questions: [{ type: typeOf(type), name }] }),
      );
    };
    socket.on('message', (bytes) => {
      packets.decode(bytes);
      answered += 1;
      if (answered === questions.length) resolve();
      else send();
    });
    for (let count = 0; count < inFlight; count += 1) send();
  });
  socket.close();
}

const TYPES = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TXT', 'CAA', 'TLSA', 'DS', 'DNSKEY'] as const;
const typeOf = (text: string): (typeof TYPES)[number] => TYPES.find((type) => type === text) ?? 'A';
