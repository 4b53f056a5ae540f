import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import packets, { type Answer } from 'dns-packet';

export interface DomainNames {
  address: string;
  /** Questions that were answered, and those that were dropped. */
  count: () => { answered: number; dropped: number };
  close(): void;
}

export const HOST = 'mail.provider.test';

const SHARED: Readonly<Record<string, Answer[]>> = {
  [`A ${HOST}`]: [{ type: 'A', name: HOST, ttl: 300, data: '198.18.7.1' }],
  'PTR 1.7.18.198.in-addr.arpa': [{ type: 'PTR', name: '1.7.18.198.in-addr.arpa', ttl: 300, data: 'one.provider.test' }],
  'A one.provider.test': [{ type: 'A', name: 'one.provider.test', ttl: 300, data: '198.18.7.1' }],
  'TXT _spf.provider.test': [{ type: 'TXT', name: '_spf.provider.test', ttl: 300, data: 'v=spf1 ip4:198.18.7.0/24 -all' }],
};

function answersTo(type: string, name: string): Answer[] {
  const shared = SHARED[`${type} ${name}`];
  if (shared !== undefined) return shared;
  const own = { name, ttl: 300 };
  if (/^firma\d+\.test$/.test(name)) {
    if (type === 'MX') return [{ ...own, type: 'MX', data: { preference: 10, exchange: HOST } }];
    if (type === 'TXT') return [{ ...own, type: 'TXT', data: 'v=spf1 mx include:_spf.provider.test -all' }];
  }
  if (/^auto(?:discover|config)\.firma\d+\.test$/.test(name)) {
    const alias: Answer = { ...own, type: 'CNAME', data: HOST };
    return type === 'A' ? [alias, ...answersTo('A', HOST)] : [alias];
  }
  if (type === 'SRV' && name.startsWith('_imaps.'))
    return [{ ...own, type: 'SRV', data: { priority: 0, weight: 1, port: 993, target: HOST } }];
  if (type === 'TXT' && name.startsWith('_dmarc.firma')) return [{ ...own, type: 'TXT', data: 'v=DMARC1; p=reject' }];
  return [];
}

const SOA: Answer = {
  type: 'SOA',
  name: 'test',
  ttl: 60,
  data: { mname: 'ns.test', rname: 'admin.test', serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 60 },
};

/** Any number of healthy domains on one host, `firma0.test` and on, behind a line with a round trip; more questions a second than `most` are dropped. */
export async function domainNames({ roundTrip = 0, most = Infinity }: { roundTrip?: number; most?: number }): Promise<DomainNames> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
  const counted = { answered: 0, dropped: 0 };
  let second = { from: performance.now(), count: 0 };
  const isTooMany = (): boolean => {
    if (performance.now() - second.from >= 1_000) second = { from: performance.now(), count: 0 };
    second.count += 1;
    return second.count > most;
  };
  socket.on('message', (bytes, from) => {
    if (isTooMany()) {
      counted.dropped += 1;
      return;
    }
    counted.answered += 1;
    const query = packets.decode(bytes);
    const { name = '', type = '' } = query.questions?.[0] ?? {};
    const answers = answersTo(type, name.toLowerCase());
    const reply = packets.encode({
      type: 'response',
      id: query.id ?? 0,
      flags: packets.RECURSION_DESIRED | packets.RECURSION_AVAILABLE,
      questions: query.questions ?? [],
      answers,
      authorities: answers.length > 0 ? [] : [SOA],
    });
    if (roundTrip === 0) socket.send(reply, from.port, from.address);
    else setTimeout(() => socket.send(reply, from.port, from.address), roundTrip);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { address: `127.0.0.1:${socket.address().port}`, count: () => ({ ...counted }), close: () => void socket.close() };
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
