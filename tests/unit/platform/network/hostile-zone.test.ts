import packets, { type DecodedPacket } from 'dns-packet';
import { afterEach, describe, expect, it } from 'vitest';
import type { DomainFacts } from '../../../../electron/core/domain-check/facts.ts';
import { gatherDomain } from '../../../../electron/core/domain-check/gather.ts';
import { createWorld } from '../../../../electron/platform/world.ts';
import { a, cname, nameServer, type NameServer, type Reply } from './servers.ts';

const running: NameServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function gathered(...args: Parameters<typeof nameServer>): Promise<DomainFacts> {
  const server = await nameServer(...args);
  running.push(server);
  const world = createWorld({ dnsServer: server.address });
  const expected = { host: 'mail.firma.example', addresses: [], selectors: ['dkim'] };
  return gatherDomain(world, { domain: 'firma.example', expected, only: 'names' });
}

const statuses = ({ answers }: DomainFacts): string[] => [...new Set(Object.values(answers).map(({ status }) => status))];

/** Claims far more records than it holds. */
function overcounted({ id = 0 }: DecodedPacket): Reply {
  const raw = Buffer.alloc(12);
  raw.writeUInt16BE(id, 0);
  raw.writeUInt16BE(0x8180, 2);
  raw.writeUInt16BE(51_968, 8);
  return { raw };
}

describe('a check through a name server that', () => {
  it.each<[string, (name: string, query: DecodedPacket) => Reply | Reply[], string]>([
    ['says SERVFAIL', () => ({ rcode: 2 }), 'servfail'],
    ['says REFUSED', () => ({ rcode: 5 }), 'refused'],
    ['answers under other ids', (_name, { id = 0 }) => ({ id: (id + 1) & 0xffff }), 'timed-out'],
    ['answers other questions', () => ({ questions: [{ name: 'other.example', type: 'A' }] }), 'timed-out'],
    ['claims more records than it sends', (_name, query) => overcounted(query), 'malformed'],
    ['cuts everything and has no TCP', () => ({ flags: packets.TRUNCATED_RESPONSE }), 'timed-out'],
    ['leads in circles', (name) => ({ answers: [cname(name, `x.${name}`), cname(`x.${name}`, name)] }), 'malformed'],
    ['is silent', () => ({ silent: true }), 'timed-out'],
  ])('%s never takes anything for absent', async (_what, answer, reason) => {
    const facts = await gathered((name, _type, _count, query) => answer(name, query));
    const asked = Object.entries(facts.answers).filter(([question]) => !question.startsWith('CNAME '));
    expect(asked.length).toBeGreaterThan(40);
    expect(new Set(asked.map(([, one]) => (one.status === 'failed' ? one.reason : one.status)))).toEqual(new Set([reason]));
  });

  it('knows only half tells the halves apart', async () => {
    const facts = await gathered((name, type) => {
      if (name.startsWith('auto')) return { rcode: 3, answers: [cname(name, 'gone.example')] };
      if (type === 'A') return { answers: [a(name, '198.18.7.1')] };
      return { rcode: 2 };
    });
    expect(statuses(facts).sort()).toEqual(['absent', 'failed', 'found']);
    expect(facts.answers['A autoconfig.firma.example']).toMatchObject({ status: 'absent', aliases: ['gone.example'] });
    expect(facts.answers['A mail.firma.example']).toMatchObject({ status: 'found' });
    expect(facts.answers['MX firma.example']).toMatchObject({ status: 'failed', reason: 'servfail' });
  });
});
