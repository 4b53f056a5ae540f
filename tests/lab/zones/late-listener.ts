import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';

/** Since Linux 6.5 an unanswered SYN is sent again every second at first: only then is there a second to be late in. */
export const LATE_NEEDS = '/proc/sys/net/ipv4/tcp_syn_linear_timeouts';

const QUEUE = 1;
/** Connections that the queue takes before the kernel drops what else knocks. */
const FULL = QUEUE + 1;
const KNOCKS = 2;
const LOOK_EVERY = 20;

/** Passes connections on, in a process of its own that can be stopped. */
const RELAY = `
const net = require('node:net');
const [host, port, inner] = process.argv.slice(1);
const server = net.createServer((outside) => {
  const inside = net.connect(Number(inner), '127.0.0.1');
  for (const one of [outside, inside]) one.on('error', () => { outside.destroy(); inside.destroy(); });
  outside.pipe(inside).pipe(outside);
});
server.listen({ host, port: Number(port), backlog: ${QUEUE} }, () => process.stdout.write('listening'));
`;

/** So many connections the kernel has turned away in this network because nobody took those before them. */
function turnedAway(): number {
  const [names = [], values = []] = readFileSync('/proc/net/netstat', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('TcpExt:'))
    .map((line) => line.split(' '));
  return Number(values[names.indexOf('ListenOverflows')]);
}

/** A server too busy to take anybody, until somebody has knocked twice in vain; `inner` on this computer serves then. */
export async function startLateListener(address: string, port: number, inner: number): Promise<{ stop(): Promise<void> }> {
  const relay = spawn(process.execPath, ['-e', RELAY, address, String(port), String(inner)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(relay.stdout, 'data');
  relay.kill('SIGSTOP');
  const before = await Promise.all(Array.from({ length: FULL }, () => connected(address, port)));
  const known = turnedAway();
  const watch = setInterval(() => {
    if (turnedAway() < known + KNOCKS) return;
    relay.kill('SIGCONT');
    clearInterval(watch);
    for (const socket of before) socket.destroy();
  }, LOOK_EVERY);
  return {
    stop: async () => {
      clearInterval(watch);
      for (const socket of before) socket.destroy();
      await ended(relay);
    },
  };
}

async function connected(address: string, port: number): Promise<net.Socket> {
  const socket = net.connect(port, address);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

async function ended(relay: ChildProcess): Promise<void> {
  if (relay.exitCode !== null || relay.signalCode !== null) return;
  relay.kill('SIGKILL');
  await once(relay, 'exit');
}
