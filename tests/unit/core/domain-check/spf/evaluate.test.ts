import { describe, expect, it } from 'vitest';
import { evaluateSpf, type SpfQuestion, type SpfResult } from '../../../../../electron/core/domain-check/spf/index.ts';
import type { Dns } from '../../../../../electron/core/world/network.ts';
import { type Zone, zoneDns } from './suite.ts';

const MAIL: Zone = {
  'mail.example.org': [{ A: '192.0.2.10' }, { AAAA: '2001:db8::10' }],
  'four.example.org': [{ A: '192.0.2.44' }],
};
const ask = (record: string, question: Partial<SpfQuestion> = {}, others: Zone = {}): Promise<SpfResult> =>
  evaluateSpf(zoneDns({ ...MAIL, 'example.org': [{ TXT: record }, { MX: [1, 'mail.example.org'] }], ...others }), {
    ip: '192.0.2.10',
    sender: 'anna@example.org',
    helo: 'mail.example.org',
    ...question,
  });

describe('check_host()', () => {
  it('tells one sender pass and another permerror by the same overlong record', async () => {
    const record = `v=spf1 mx ${Array.from({ length: 10 }, (_, index) => `a:h${index}.example.net`).join(' ')} -all`;
    const others = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`h${index}.example.net`, [{ A: '198.51.100.1' }]]));
    expect(await ask(record, {}, others)).toMatchObject({ result: 'pass', mechanism: 'mx', lookups: 1, void: 0 });
    const other = await ask(record, { ip: '203.0.113.1' }, others);
    expect(other).toMatchObject({
      result: 'permerror',
      lookups: 10,
      fault: { code: 'lookups-over', domain: 'example.org', term: 'a:h9.example.net' },
    });
    expect(other.fault?.position).toBe(record.indexOf('a:h9') + 1);
  });

  it('expands the domain of the record it stands in, not of the sender', async () => {
    const others: Zone = { 'inc.example.net': [{ TXT: 'v=spf1 exists:ok.%{d} -all' }], 'ok.inc.example.net': [{ A: '127.0.0.2' }] };
    const found = await ask('v=spf1 include:inc.example.net -all', {}, others);
    expect(found).toMatchObject({ result: 'pass', mechanism: 'include:inc.example.net' });
    expect(found.tree?.terms[0]).toMatchObject({
      target: 'inc.example.net',
      node: { via: 'include', result: 'pass', terms: [{ target: 'ok.inc.example.net', outcome: 'match' }] },
    });
  });

  it('does not charge a sender on IPv6 for mail servers that have IPv4 only', async () => {
    const record = 'v=spf1 mx mx:four2.example.org mx:four3.example.org mx:four4.example.org -all';
    const only = (name: string): Zone => ({ [name]: [{ MX: [1, 'four.example.org'] }] });
    const others = { ...only('four2.example.org'), ...only('four3.example.org'), ...only('four4.example.org') };
    expect(await ask(record, { ip: '2001:db8::99' }, others)).toMatchObject({ result: 'fail', lookups: 4, void: 0 });
  });

  it.each([
    ['::ffff:192.0.2.10', 'pass'],
    ['2001:DB8:0::10', 'pass'],
    ['2001:db8::11', 'fail'],
  ])('reads the address %s', async (ip, result) => {
    expect((await ask('v=spf1 mx -all', { ip })).result).toBe(result);
  });

  it('says what it cannot start with', async () => {
    expect(await ask('v=spf1 -all', { ip: 'nonsense' })).toMatchObject({ result: 'none', fault: { code: 'address-unreadable' } });
    expect(await ask('v=spf1 -all', { domain: 'localhost' })).toMatchObject({ result: 'none', fault: { code: 'domain-unusable' } });
  });

  it('fills explanations with what the receiver knows', async () => {
    const others: Zone = { 'why.example.org': [{ TXT: ['%{i} (%{c}) at %{t}', ' by %{r}: %{S}'] }] };
    const question = { ip: '198.51.100.7', sender: 'a+b@example.org', receiver: 'mx.example.com', seconds: 1_700_000_000.9 };
    expect((await ask('v=spf1 -all exp=why.%{d}', question, others)).explanation).toBe(
      '198.51.100.7 (198.51.100.7) at 1700000000 by mx.example.com: a%2Bb%40example.org',
    );
  });

  it('takes names of any script, and lets a local part beyond ASCII match nothing', async () => {
    const zone: Zone = { 'xn--mller-kva.example': [{ TXT: 'v=spf1 exists:%{l}.example.org exists:%{o}.ok.example.org -all' }] };
    const dns = zoneDns({ ...zone, 'xn--mller-kva.example.ok.example.org': [{ A: '127.0.0.2' }] });
    const found = await evaluateSpf(dns, { ip: '192.0.2.1', sender: 'jürgen@Müller.example', helo: 'x.example' });
    expect(found).toMatchObject({ domain: 'xn--mller-kva.example', result: 'pass', void: 0 });
    expect(dns.questions).not.toContainEqual(expect.stringContaining('rgen'));
  });

  it('takes the greeting where there is no sender', async () => {
    const zone: Zone = {
      'mx.example.org': [{ TXT: 'v=spf1 exists:%{l}.%{o}.q.example -all' }],
      'postmaster.mx.example.org.q.example': [{ A: '127.0.0.2' }],
    };
    expect(await evaluateSpf(zoneDns(zone), { ip: '192.0.2.1', sender: '', helo: 'MX.example.org.' })).toMatchObject({ result: 'pass' });
  });

  it('names the question that was not answered', async () => {
    expect(await ask('v=spf1 mx a:silent.example.net -all', { ip: '203.0.113.1' }, { 'silent.example.net': ['TIMEOUT'] })).toMatchObject({
      result: 'temperror',
      fault: {
        code: 'dns-unanswered',
        domain: 'example.org',
        term: 'a:silent.example.net',
        name: 'silent.example.net',
        reason: 'timed-out',
      },
    });
  });

  it('ends when it is cancelled on the way, and asks nothing more', async () => {
    const controller = new AbortController();
    const zone = zoneDns({ 'example.org': [{ TXT: 'v=spf1 include:a.example.net mx -all' }], 'a.example.net': [{ TXT: 'v=spf1 ?all' }] });
    const dns: Dns = {
      query: (name, type, signal) => {
        if (name === 'a.example.net') controller.abort();
        return zone.query(name, type, signal);
      },
    };
    const question = { ip: '192.0.2.1', sender: 'anna@example.org', helo: 'x.example' };
    expect(await evaluateSpf(dns, question, { signal: controller.signal })).toMatchObject({
      result: 'temperror',
      fault: { code: 'dns-unanswered', reason: 'cancelled' },
    });
    expect(zone.questions).toEqual(['TXT example.org', 'TXT a.example.net']);
  });

  it('ends a circle by the limits, whatever its length', async () => {
    const circle = Object.fromEntries(
      Array.from({ length: 4 }, (_, index) => [
        `c${index}.example.net`,
        [{ TXT: `v=spf1 include:c${(index + 1) % 4}.example.net include:c0.example.net` }],
      ]),
    );
    expect(await ask('v=spf1 include:c0.example.net', {}, circle)).toMatchObject({
      result: 'permerror',
      lookups: 10,
      fault: { code: 'lookups-over' },
    });
  });
});
