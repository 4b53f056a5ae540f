import packets from 'dns-packet';
import { createSocket } from 'node:dgram';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * The name server of `domainNames`, in a thread of its own: what it costs is not what Mailramp costs.
 * Started with {host, roundTrip, most}; says its port, then {answered, dropped} whenever it is asked.
 */
const { host, roundTrip, most } = workerData;
const counted = { answered: 0, dropped: 0 };
let second = { from: performance.now(), count: 0 };

const SHARED = {
  [`A ${host}`]: [{ type: 'A', name: host, ttl: 300, data: '198.18.7.1' }],
  'PTR 1.7.18.198.in-addr.arpa': [{ type: 'PTR', name: '1.7.18.198.in-addr.arpa', ttl: 300, data: 'one.provider.test' }],
  'A one.provider.test': [{ type: 'A', name: 'one.provider.test', ttl: 300, data: '198.18.7.1' }],
  'TXT _spf.provider.test': [{ type: 'TXT', name: '_spf.provider.test', ttl: 300, data: 'v=spf1 ip4:198.18.7.0/24 -all' }],
};

const SOA = {
  type: 'SOA',
  name: 'test',
  ttl: 60,
  data: { mname: 'ns.test', rname: 'admin.test', serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 60 },
};

function answersTo(type, name) {
  const shared = SHARED[`${type} ${name}`];
  if (shared !== undefined) return shared;
  const own = { name, ttl: 300 };
  if (/^firma\d+\.test$/.test(name)) {
    if (type === 'MX') return [{ ...own, type: 'MX', data: { preference: 10, exchange: host } }];
    if (type === 'TXT') return [{ ...own, type: 'TXT', data: 'v=spf1 mx include:_spf.provider.test -all' }];
  }
  if (/^auto(?:discover|config)\.firma\d+\.test$/.test(name)) {
    const alias = { ...own, type: 'CNAME', data: host };
    return type === 'A' ? [alias, ...answersTo('A', host)] : [alias];
  }
  if (type === 'SRV' && name.startsWith('_imaps.'))
    return [{ ...own, type: 'SRV', data: { priority: 0, weight: 1, port: 993, target: host } }];
  if (type === 'TXT' && name.startsWith('_dmarc.firma')) return [{ ...own, type: 'TXT', data: 'v=DMARC1; p=reject' }];
  return [];
}

function isTooMany() {
  if (performance.now() - second.from >= 1_000) second = { from: performance.now(), count: 0 };
  second.count += 1;
  return second.count > most;
}

function replyTo(bytes) {
  const { id, questions } = packets.decode(bytes);
  const [{ name, type }] = questions;
  const answers = answersTo(type, name.toLowerCase());
  const flags = packets.RECURSION_DESIRED | packets.RECURSION_AVAILABLE;
  return packets.encode({ type: 'response', id, flags, questions, answers, authorities: answers.length > 0 ? [] : [SOA] });
}

const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
socket.on('message', (bytes, { port, address }) => {
  if (isTooMany()) {
    counted.dropped += 1;
    return;
  }
  counted.answered += 1;
  const reply = replyTo(bytes);
  if (roundTrip === 0) socket.send(reply, port, address);
  else setTimeout(() => socket.send(reply, port, address), roundTrip);
});
socket.bind(0, '127.0.0.1', () => parentPort.postMessage(socket.address().port));
parentPort.on('message', () => parentPort.postMessage({ ...counted }));
