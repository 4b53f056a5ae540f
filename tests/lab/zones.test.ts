import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Finding, FindingId } from '../../electron/core/domain-check/finding.ts';
import { gatherDomain } from '../../electron/core/domain-check/gather.ts';
import { judgeDomain } from '../../electron/core/domain-check/judge.ts';
import type { CheckReport } from '../../electron/core/domain-check/report.ts';
import type { Around, Fault } from './zones/fault.ts';
import { FAULTS } from './zones/faults.ts';
import { Plot } from './zones/healthy.ts';
import { type Breakdown, BREAKDOWNS, startFaultyResolver } from './zones/faulty-resolver.ts';
import { EVERYTHING, MX, type Silence, SILENCES } from './zones/silences.ts';
import { Internet } from './zones/internet.ts';

// `PLANTED=spf` plants those alone whose words or code contain that.
const only = process.env['PLANTED'];
const SOME = FAULTS.filter(
  ({ what, finding, needs }) => `${what} ${finding}`.includes(only ?? '') && (needs === undefined || existsSync(needs)),
);

interface Planted {
  fault: Fault;
  plot: Plot;
  around: Around;
}

// Much of a check is waiting for somebody else.
vi.setConfig({ maxConcurrency: 10 });
const internet = new Internet();
const healthy = { shared: internet.settle(), four: internet.settle(4), six: internet.settle(6) };
const later = internet.settle();
const forged = internet.settle();
const renewed = internet.settle();
const planted = SOME.map((fault): Planted => ({ fault, ...internet.settle(fault.own?.families) }));

/** Reports of the healthy domain, by the kind of its host. */
const bases = new Map<number | undefined, CheckReport>();

beforeAll(async () => {
  await internet.start();
  await Promise.all([internet.host(healthy.four), internet.host(healthy.six)]);
  for (const { plot, around, fault } of planted) fault.plant?.(plot, around);
  FAULTS.find(({ finding }) => finding === 'dnssec-bogus')?.plant?.(forged.plot, forged.around);
  await internet.servers.reload();
  for (const [families, { plot }] of [
    [undefined, healthy.shared],
    [4, healthy.four],
    [6, healthy.six],
  ] as const)
    bases.set(families, await internet.check(plot));
}, 120_000);

afterAll(() => internet.stop());

const isTrouble = ({ severity }: Finding): boolean => severity === 'fail' || severity === 'warn' || severity === 'unknown';
const isRoot = (finding: Finding): boolean => isTrouble(finding) && finding.cause === undefined;
const idsOf = (findings: readonly Finding[]): FindingId[] => findings.map(({ id }) => id).toSorted();

describe('a healthy domain', () => {
  it.each([undefined, 4, 6])('is ready, and nothing is to be done (its own host: %s)', (families) => {
    const report = bases.get(families);
    expect(report?.findings.filter(isTrouble)).toEqual([]);
    expect(report).toMatchObject({ verdict: 'ready', zone: '', delete: [] });
  });
});

describe('a domain', () => {
  it('that nobody registered is called that, and nothing else', async () => {
    const { expected } = healthy.shared.plot;
    const report = await internet.check(
      new Plot(internet.zones, 'nobody.test', { name: expected.host ?? '', addresses: expected.addresses }),
    );
    expect(report.verdict).toBe('broken');
    expect(report.findings.filter(isRoot).map(told)).toEqual(['fail name-absent']);
  });

  it('whose seal does not fit comes with the reason that the resolver gave', async () => {
    const report = await internet.check(forged.plot);
    const bogus = report.findings.find(({ id }) => id === 'dnssec-bogus');
    expect(bogus?.facts['extended']).toMatch(/^\d+ (?:dnssec-bogus|dnskey-missing)$/);
    expect(report.findings.filter(({ cause }) => cause === 'dnssec-bogus').length).toBeGreaterThan(5);
  });

  it('with a new policy under the old id is told so by whoever saw the old one, and is right under a new id', async () => {
    const { plot, around } = renewed;
    const { domain, expected } = plot;
    const since = await gatherDomain(internet.world(), { domain, expected });
    around.policy(`version: STSv1\nmode: enforce\nmx: ${plot.host}\nmx: next.${domain}\nmax_age: 604800\n`);
    const before = await internet.check(plot, { since });
    expect(before.findings.filter(isRoot).map(told)).toEqual(['warn mta-sts-id-unchanged']);
    internet.follow(before);
    await internet.servers.reload();
    expect((await internet.check(plot, { since })).verdict).toBe('ready');
  });

  it('mended a moment ago is green at its own servers, while the resolver still remembers the fault', async () => {
    const { plot } = later;
    plot.drop('CNAME', 'autodiscover');
    await internet.servers.reload();
    const before = await internet.check(plot);
    expect(before.findings.filter(isRoot).map(told)).toEqual(['fail autodiscover-missing']);
    internet.follow(before);
    await internet.servers.reload(true);
    expect((await internet.check(plot)).verdict).toBe('broken');
    const after = await internet.check(plot, { fresh: true });
    expect(after.findings.filter(isTrouble)).toEqual([]);
    expect(after.verdict).toBe('ready');
  });
});

describe.concurrent('one planted fault', () => {
  it.each(planted)(
    '$fault.what: $fault.finding alone, and what is printed mends it',
    async ({ fault, plot, around }) => {
      const server = fault.own === undefined ? undefined : await internet.host({ plot, around }, fault);
      const before = await internet.check(plot);
      expect(before.findings.filter(isRoot).map(told)).toEqual([`${fault.severity} ${fault.finding}`]);
      if (fault.severity !== 'unknown') expect(before.findings.filter(isRoot).flatMap(({ fix }) => fix)).not.toEqual([]);
      if (server !== undefined && fault.own?.server !== undefined) {
        await server.stop();
        await internet.host({ plot, around });
      }
      fault.mend?.(plot, around);
      let after = before;
      for (let round = 0; round < (fault.rounds ?? 1); round += 1) {
        internet.follow(after);
        await internet.servers.reload();
        after = await internet.check(plot);
      }
      expect(after.findings.filter(isTrouble)).toEqual([]);
      expect(after).toMatchObject({ verdict: 'ready', zone: '', delete: [] });
      expect(idsOf(after.findings)).toEqual(idsOf(bases.get(fault.own?.families)?.findings ?? []));
    },
    300_000,
  );
});

describe.concurrent('questions without an answer', () => {
  const through = async (...how: [Parameters<typeof startFaultyResolver>[1], { validated: boolean }?]): Promise<CheckReport> => {
    const resolver = await startFaultyResolver(internet.servers.resolver, ...how);
    const { domain, expected } = healthy.four.plot;
    const limits = { question: 6_000, names: 20_000, endpoint: 40_000, whole: 60_000 };
    try {
      return judgeDomain(await gatherDomain(internet.world(resolver.address), { domain, expected, limits }));
    } finally {
      resolver.stop();
    }
  };
  const check = (silence: Silence, breakdown: Breakdown): Promise<CheckReport> => {
    const asks = silence.asks(healthy.four.plot);
    return through((type, name) => (asks(type, name) ? breakdown : undefined));
  };
  const expectDoubt = (report: CheckReport, finding: FindingId): void => {
    expect(report.findings.filter(({ severity }) => severity === 'fail' || severity === 'warn')).toEqual([]);
    expect(report.findings.filter(isRoot).map(told)).toEqual([`unknown ${finding}`]);
    expect(report).toMatchObject({ zone: '', delete: [] });
  };

  it.each(SILENCES)(
    'for $what: $finding, and nothing is called missing',
    async (silence) => expectDoubt(await check(silence, 'SERVFAIL'), silence.finding),
    120_000,
  );

  it('that nobody ever answers end nothing in a hang', async () => {
    const report = await check(EVERYTHING, 'silence');
    expectDoubt(report, 'name-unanswered');
    expect(report.verdict).toBe('unknown');
  }, 120_000);

  it('on seals are a doubt about seals alone', async () => {
    const { findings } = await through(() => undefined, { validated: false });
    expect(findings.filter(isTrouble).map(told).toSorted()).toEqual(['unknown dane-dnssec-unknown', 'unknown dnssec-unknown']);
  }, 120_000);

  it.each(BREAKDOWNS)(
    '%s is no absence',
    async (breakdown) => {
      expectDoubt(await check(MX, breakdown), MX.finding);
    },
    120_000,
  );
});

const told = ({ id, severity }: Finding): string => `${severity} ${id}`;
