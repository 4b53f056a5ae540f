import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discover } from '../../electron/core/discovery/index.ts';
import { parseAddress } from '../../electron/core/model/address.ts';
import type { World } from '../../electron/core/world/world.ts';
import { createWorld } from '../../electron/platform/world.ts';
import { type DemoHost, startDemoHost } from '../demo-host/start-demo-host.ts';
import { openSlowLine, type SlowLine } from './slow-line.ts';
import { median, Table, timed } from './table.ts';

const ROUND_TRIP = 50;
const RUNS = 5;
const PORTS = [80, 443, 143, 465, 587, 993, 995];
const LIMITS = { connect: 2500, firstByte: 3000, total: 5000, maxBytes: 262_144 };
const table = new Table('discovery');

let host: DemoHost;
let line: SlowLine;
const address = parseAddress('alice@demo.test');
if (!address.ok) throw new Error('The demo address is an address');
const alice = address.value;

const world = (through: SlowLine): World => createWorld({ dnsServer: through.dns, trustAnchors: [host.caPem] });

/** One autoconfig document, asked by hand in a world that remembers nothing: DNS, TCP, TLS and the request. */
async function byHand(): Promise<number> {
  const { network } = world(line);
  return timed(async () => {
    const answer = await network.http.request({
      method: 'GET',
      url: 'https://autoconfig.demo.test/mail/config-v1.1.xml?emailaddress=alice@demo.test',
      limits: LIMITS,
    });
    expect(answer).toMatchObject({ status: 'answered', code: 200 });
  });
}

interface Search {
  /** Settings are on the screen, wherever they came from. */
  first: number;
  /** They are confirmed by a document of the domain's own over https. */
  confirmed: number;
  end: number;
  found: boolean;
}

/** How long until `discover` first says that one may go on, and until it ends. */
async function search(through: SlowLine, whom = alice): Promise<Search> {
  const started = performance.now();
  const times = { first: Number.NaN, confirmed: Number.NaN };
  const result = await discover(world(through), whom, {
    onEvent: (event) => {
      if (event.kind !== 'update') return;
      const { incoming, outgoing } = event.discovery.recommended;
      if (incoming === null || outgoing === null) return;
      if (Number.isNaN(times.first)) times.first = performance.now() - started;
      if (Number.isNaN(times.confirmed) && incoming.reasons.includes('own-domain-https')) times.confirmed = performance.now() - started;
    },
  });
  return { ...times, end: performance.now() - started, found: result.problem === undefined };
}

async function repeated<Value>(work: () => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for (let run = 0; run < RUNS; run += 1) values.push(await work());
  return values;
}

const open = (silent?: (name: string) => boolean): Promise<SlowLine> =>
  openSlowLine({
    host: host.address,
    dns: host.dns,
    address: '127.84.0.10',
    silentAddress: '127.84.0.99',
    ports: PORTS,
    roundTrip: ROUND_TRIP,
    ...(silent === undefined ? {} : { silent }),
  });

beforeAll(async () => {
  host = await startDemoHost();
});

afterAll(async () => {
  await host.close();
  table.write();
});

describe.skipIf(process.getuid?.() !== 0)(`discovery over a line with ${ROUND_TRIP} ms round trip`, () => {
  it('shows settings of a healthy domain about as soon as the same requests by hand', async () => {
    line = await open();
    const hand = median(await repeated(byHand));
    const runs = await repeated(() => search(line));
    line.close();
    expect(runs.every((run) => run.found)).toBe(true);
    table.row('healthy domain, settings on screen', median(runs.map((run) => run.first)), hand, 1.5);
    table.row('healthy domain, confirmed by https', median(runs.map((run) => run.confirmed)), hand, 1.5);
    expect(median(runs.map((run) => run.first)) / hand).toBeLessThanOrEqual(1.5);
    expect(median(runs.map((run) => run.confirmed)) / hand).toBeLessThanOrEqual(1.5);
  });

  it('does not wait for one dead host', async () => {
    line = await open((name) => name.startsWith('autodiscover.'));
    const hand = median(await repeated(byHand));
    const runs = await repeated(() => search(line));
    line.close();
    expect(runs.every((run) => run.found)).toBe(true);
    table.row('autodiscover dead, settings on screen', median(runs.map((run) => run.first)), hand, 1.5);
    table.row('autodiscover dead, search ends', median(runs.map((run) => run.end - run.first)), 1500, 1.1);
    expect(median(runs.map((run) => run.first)) / hand).toBeLessThanOrEqual(1.5);
    expect(median(runs.map((run) => run.end - run.first)) / 1500).toBeLessThanOrEqual(1.1);
  });

  it('ends when nothing answers at all', async () => {
    line = await open(() => true);
    const silent = parseAddress('anna@dead.test');
    if (!silent.ok) throw new Error('The silent address is an address');
    const { end, found } = await search(line, silent.value);
    line.close();
    expect(found).toBe(false);
    table.row('every host silent, search ends', end, 8000, 1.05);
    // Less would mean that the hosts said no instead of nothing.
    expect(end).toBeGreaterThan(2000);
    expect(end / 8000).toBeLessThanOrEqual(1.05);
  });
});
