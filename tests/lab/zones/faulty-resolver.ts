import dgram from 'node:dgram';
import packets, { type DecodedPacket } from 'dns-packet';

/** What a broken resolver, or a box on the way to it, makes of an answer. */
export const BREAKDOWNS = [
  'SERVFAIL',
  'REFUSED',
  'silence',
  'truncation without TCP',
  'another id',
  'another question',
  'counts beyond its end',
  'no packet at all',
] as const;
export type Breakdown = (typeof BREAKDOWNS)[number];

const PATIENCE = 30_000;

/** Of the flags: data that was validated (RFC 4035 section 3.2.3). */
const VALIDATED = 0x20;

/** Passes every question on to a good resolver, and spoils the answers to those that `breaks` names; or has none of them `validated`. */
export async function startFaultyResolver(
  upstream: string,
  breaks: (type: string, name: string) => Breakdown | undefined,
  { validated = true } = {},
): Promise<{ address: string; stop(): void }> {
  const [host = '', port = ''] = upstream.split(':');
  const front = dgram.createSocket('udp4');
  const waiting = new Set<dgram.Socket>();
  await new Promise<void>((resolve) => front.bind(0, '127.0.0.1', resolve));
  front.on('message', (bytes, from) => {
    const query = packets.decode(bytes);
    const { type = '', name = '' } = query.questions?.[0] ?? {};
    const breakdown = breaks(type, name.toLowerCase());
    const answer = (reply: Buffer): void => front.send(reply, from.port, from.address);
    if (breakdown !== undefined) {
      const spoilt = spoil(breakdown, query);
      if (spoilt !== undefined) answer(spoilt);
      return;
    }
    const back = dgram.createSocket('udp4');
    waiting.add(back);
    const done = (): void => {
      if (waiting.delete(back)) back.close();
    };
    const timer = setTimeout(done, PATIENCE);
    back.on('message', (reply) => {
      clearTimeout(timer);
      if (!waiting.has(back)) return;
      if (!validated) reply.writeUInt8(reply.readUInt8(3) & ~VALIDATED, 3);
      answer(reply);
      done();
    });
    back.send(bytes, Number(port), host);
  });
  return {
    address: `127.0.0.1:${front.address().port}`,
    stop: () => {
      for (const socket of waiting) socket.close();
      waiting.clear();
      front.close();
    },
  };
}

function spoil(breakdown: Breakdown, query: DecodedPacket): Buffer | undefined {
  const { id = 0, questions = [] } = query;
  const available = packets.RECURSION_DESIRED | packets.RECURSION_AVAILABLE;
  const reply = (more: Partial<DecodedPacket>): Buffer =>
    packets.encode({ type: 'response', id, flags: available, questions, answers: [], ...more });
  switch (breakdown) {
    case 'SERVFAIL':
      return reply({ flags: available | 2 });
    case 'REFUSED':
      return reply({ flags: available | 5 });
    case 'silence':
      return undefined;
    case 'truncation without TCP':
      return reply({ flags: available | packets.TRUNCATED_RESPONSE });
    case 'another id':
      return reply({ id: (id + 1) & 0xffff, flags: available | 3 });
    case 'another question':
      return reply({ flags: available | 3, questions: questions.map((one) => ({ ...one, name: `other.${one.name}` })) });
    case 'counts beyond its end': {
      const bytes = reply({ flags: available | 3 });
      bytes.writeUInt16BE(0xffff, 6);
      bytes.writeUInt16BE(0xcb00, 8);
      return bytes;
    }
    case 'no packet at all':
      return Buffer.from([id >> 8, id & 255, 0x81]);
  }
}
