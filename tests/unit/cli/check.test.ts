import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { OUTPUT } from '../../../electron/cli/schemas.ts';
import { domainFacts as recordedFacts, judgeDomain } from '../../../electron/core/domain-check/index.ts';
import type { DomainFacts } from '../../../electron/core/domain-check/index.ts';
import type { DnsAnswer } from '../../../electron/core/world/network.ts';
import { domainFacts, SERVFAIL } from '../../fakes/domain-facts.ts';
import { fileWith, firma, mailramp, temporaryFolder } from './command-line.ts';

const lines = (text: string): z.infer<(typeof OUTPUT)['check-line']>[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => OUTPUT['check-line'].parse(JSON.parse(line)));

const flood = (length: number): DnsAnswer => ({
  status: 'found',
  authenticated: false,
  records: Array.from({ length }, () => ({ type: 'A', name: 'mail.example.org', ttl: 60, value: '192.0.2.10' })),
});
const factsFile = (difference: Parameters<typeof domainFacts>[0] = {}): string =>
  fileWith(JSON.stringify(domainFacts(difference)), 'facts.json');

const OTHER_POLICY = 'version: STSv1\nmode: testing\nmx: old.example.org\nmax_age: 86400\n';

describe('mailramp check', () => {
  it('prints a report as it is published, and ends with a code that follows from it', async () => {
    const { code, out } = await mailramp(['check', 'firma.example', '--json'], firma());
    const report = OUTPUT.check.parse(JSON.parse(out));
    expect(report).toMatchObject({ domain: 'firma.example', verdict: 'broken' });
    expect(code).toBe(10);
  });

  it('takes an address, and its domain in letters of any script', async () => {
    const { out } = await mailramp(['check', 'anna@Bücher.Example', '--expect-host', 'mail.firma.example', '--json'], firma());
    expect(OUTPUT.check.parse(JSON.parse(out)).domain).toBe('xn--bcher-kva.example');
  });

  it.each([
    [['check'], 'missing-argument'],
    [['check', 'no domain'], 'bad-value'],
    [['check', 'localhost'], 'bad-value'],
    [['check', 'firma.example', '--expect-host', 'a b'], 'bad-value'],
    [['check', 'firma.example', '--expect-ip', '300.1.1.1'], 'bad-value'],
    [['check', 'firma.example', '--selector', '../x'], 'bad-value'],
    [['check', 'firma.example', '--reports', 'nobody'], 'bad-value'],
    [['check', 'firma.example', '--zone'], 'missing-option'],
    [['check', 'firma.example', '--out', 'x'], 'only-with'],
    [['check', '--facts', 'x', '--authoritative'], 'not-together'],
    [['check', '--domains', 'x', '--html', 'y'], 'not-together'],
  ])('%j is refused with a reason', async (args, reason) => {
    const { code, out } = await mailramp([...args, '--json'], firma());
    expect(code).toBe(2);
    expect(OUTPUT.failure.parse(JSON.parse(out)).problem.facts).toMatchObject({ reason });
  });

  it.each([
    [['check', ''], 'DOMAIN|ADDRESS is empty.'],
    [['check', 'a b'], '“a b” is no domain name. An example: example.org'],
    [['check', 'firma.example', '--selector', 'a b'], '“a b” does not fit --selector. An example: dkim'],
    [['check', 'firma.example', '--expect-ip', '300.1.1.1'], '“300.1.1.1” does not fit --expect-ip. An example: 192.0.2.10'],
    [
      ['check', 'firma.example', ...Array.from({ length: 21 }, (_, index) => ['--selector', `s${index}`]).flat()],
      'The option --selector can be given 20 times at most.',
    ],
  ])('%j says in one sentence what is wrong', async (args, sentence) => {
    const { code, err } = await mailramp(args, firma());
    expect([code, err.split('\n')[0]]).toEqual([2, sentence]);
  });

  it('says that nobody answered rather than that a domain is broken', async () => {
    const world = firma();
    world.network.offline();
    const { code, out } = await mailramp(['check', 'firma.example', '--json'], world);
    const report = OUTPUT.check.parse(JSON.parse(out));
    expect([code, report.verdict, report.problem?.code]).toEqual([10, 'unknown', 'offline']);
  });

  it('judges recorded facts again without asking anybody', async () => {
    const world = firma();
    const { code, out } = await mailramp(['check', '--facts', factsFile(), '--json'], world);
    expect(OUTPUT.check.parse(JSON.parse(out))).toMatchObject({ domain: 'example.org', verdict: 'ready', zone: '' });
    expect(code).toBe(0);
    expect(world.network.questions).toEqual([]);
  });

  it.each([
    ['not JSON at all', 'not-json'],
    ['{"format":2}', 'no-domain-facts'],
  ])('refuses facts that are none: %s', async (content, reason) => {
    const { code, out } = await mailramp(['check', '--facts', fileWith(content), '--json'], firma());
    expect(code).toBe(2);
    expect(OUTPUT.failure.parse(JSON.parse(out)).problem.facts).toMatchObject({ reason });
  });

  it.each<[string, Partial<DomainFacts>]>([
    ['a name that would add a line to the zone', { domain: 'example.org.\n@ IN MX 0 evil.example' }],
    ['a name that would change a terminal', { domain: 'example.org\u001b[2J' }],
    ['more records than any answer has', { answers: { 'A mail.example.org': flood(1_001) } }],
    ['more addresses than any server has', { expected: { addresses: Array.from({ length: 65 }, () => '192.0.2.1'), selectors: [] } }],
  ])('refuses recorded facts with %s', async (_, difference) => {
    const { code, out } = await mailramp(
      ['check', '--facts', fileWith(JSON.stringify({ ...domainFacts(), ...difference })), '--json'],
      firma(),
    );
    expect(code).toBe(2);
    expect(OUTPUT.failure.parse(JSON.parse(out)).problem.facts).toMatchObject({ reason: 'no-domain-facts' });
  });

  it('keeps what was asked so that the judgement can be had again', async () => {
    const file = '/home/anna/facts.json';
    const world = firma();
    const first = await mailramp(['check', 'firma.example', '--save-facts', file, '--json'], world);

    const kept = recordedFacts.parse(JSON.parse((await world.machine.files.read(file)) ?? ''));
    const again = await mailramp(['check', '--facts', fileWith(JSON.stringify(kept)), '--json'], firma());
    expect(JSON.parse(again.out)).toEqual(JSON.parse(first.out));
    expect(again.code).toBe(first.code);
  });

  it('ends with 12 when nothing but a certificate is wrong', async () => {
    const { code, out } = await mailramp(['check', '--facts', factsFile({ at: '2027-06-01T00:00:00.000Z' }), '--json'], firma());
    const fails = OUTPUT.check.parse(JSON.parse(out)).findings.filter(({ severity, cause }) => severity === 'fail' && cause === undefined);
    expect([...new Set(fails.map(({ area }) => area))]).toEqual(['tls']);
    expect(code).toBe(12);
  });

  it.each(['en', 'de'])('tells people in %s what to do by who must act, and leaves no gap open', async (locale) => {
    const file = factsFile({ drop: ['autodiscover.example.org', '10.2.0.192', 'dkim._domainkey'] });
    const { code, out } = await mailramp(['check', '--facts', file, '--locale', locale, '--verbose'], firma());
    expect(code).toBe(10);
    expect(out).toContain('autodiscover                3600 IN CNAME');
    expect(out).toContain('$ORIGIN example.org.');
    expect(out).toContain(locale === 'en' ? 'In the DNS of example.org' : 'Im DNS von example.org');
    expect(out).not.toMatch(/\{\w+|check:|health:|finding\./);
  });

  it('tells when the world will see what is published, in words and in seconds', async () => {
    const facts = domainFacts({ drop: ['autodiscover.example.org'] });
    const soa: DnsAnswer = {
      status: 'found',
      authenticated: false,
      records: [{ type: 'SOA', name: 'example.org', ttl: 100, primary: 'ns1.example.net', minimum: 1800 }],
    };
    const file = fileWith(JSON.stringify({ ...facts, answers: { ...facts.answers, 'SOA example.org': soa } }));
    const { out } = await mailramp(['check', '--facts', file, '--json'], firma());
    expect(OUTPUT.check.parse(JSON.parse(out)).wait).toBe(1800);
    const told = await mailramp(['check', '--facts', file], firma());
    expect(told.out).toMatch(
      /mail\.example\.org\.\n\nOnce this is published, others may still see the old state for up to 30 minutes\.\n$/,
    );
  });

  it('says what has changed since an earlier check, and takes no file of another domain for one', async () => {
    const earlier = domainFacts({
      pages: (pages) =>
        pages.map((page) => (page.url.includes('mta-sts') && page.status === 'answered' ? { ...page, body: OTHER_POLICY } : page)),
    });
    const since = fileWith(JSON.stringify(earlier));
    const { code, out } = await mailramp(['check', '--facts', factsFile(), '--since', since, '--json'], firma());
    expect([code, OUTPUT.check.parse(JSON.parse(out)).verdict]).toEqual([0, 'usable']);
    expect(out).toContain('mta-sts-id-unchanged');
    const other = await mailramp(['check', 'firma.example', '--since', since, '--json'], firma());
    expect([other.code, OUTPUT.failure.parse(JSON.parse(other.out)).problem.facts['reason']]).toEqual([2, 'other-domain']);
  });

  it('prints the whole table of records for a server without asking anybody', async () => {
    const world = firma();
    const args = ['check', 'firma.example', '--expect-host', 'mail.hoster.example', '--expect-ip', '192.0.2.10', '--zone'];
    const { code, out } = await mailramp([...args, '--json'], world);
    const { records, zone } = OUTPUT['check-zone'].parse(JSON.parse(out));
    expect([code, records.length > 20, world.network.questions.length]).toEqual([0, true, 0]);
    expect(zone).toContain('_submissions._tcp           3600 IN SRV    0 1 465 mail.hoster.example.\n');
    expect((await mailramp(args, world)).out).toContain('$ORIGIN firma.example.\n');
  });

  it('compares with the key that the server has, in whatever form it is given', async () => {
    const key = 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnrQ6EKYF4yWCTkTFWmF5RA7Ei0sJXSDmdcIQvGyZytnb5kje0N7Z5ELF';
    for (const content of [
      `v=DKIM1;k=rsa; p=${key}`,
      `-----BEGIN PUBLIC KEY-----\n${key}\n-----END PUBLIC KEY-----\n`,
      `${key}\n`,
      `"p=${key.slice(0, 50)}" "${key.slice(50)}"`,
    ]) {
      const args = [
        'check',
        'firma.example',
        '--expect-host',
        'mail.x.example',
        '--selector',
        's1',
        '--dkim-key',
        fileWith(content),
        '--zone',
        '--json',
      ];
      const { records } = OUTPUT['check-zone'].parse(JSON.parse((await mailramp(args, firma())).out));
      expect(records.find(({ name }) => name === 's1._domainkey.firma.example')?.text).toBe(`v=DKIM1;k=rsa;t=s;s=email;p=${key}`);
    }
    const secret = fileWith('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n');
    const { code, out } = await mailramp(['check', 'firma.example', '--dkim-key', secret, '--json'], firma());
    expect([code, out.includes('AAAA')]).toEqual([2, false]);
  });

  it('writes a page without script whose texts are escaped', async () => {
    const file = '/home/anna/page.html';
    const world = firma();
    const facts = factsFile({ drop: ['example.org MX'], add: ['example.org MX 10 <script>alert(1)</script>.example'] });
    await mailramp(['check', '--facts', facts, '--html', file], world);
    const page = (await world.machine.files.read(file)) ?? '';
    expect(page).toContain('<h1>Check of example.org</h1>');
    expect(page).not.toContain('<script');
  });
});

describe('mailramp check --domains', () => {
  const HOST = ['--expect-host', 'mail.firma.example'];
  const list = (text: string): string => fileWith(text, 'domains.txt');

  it('prints one line for each domain, once, and says what is none', async () => {
    const file = list('firma.example # ours\n\nanna@firma.example\nother.example\r\nno domain\n');
    const { code, out, err } = await mailramp(['check', '--domains', file, ...HOST], firma());
    expect(
      lines(out)
        .map(({ domain }) => domain)
        .toSorted(),
    ).toEqual(['firma.example', 'no domain', 'other.example']);
    // The broken domain is graver than the line that is none, which is told all the same.
    expect(code).toBe(10);
    expect(err).toContain('2 domains checked');
    expect(err).toContain('“no domain” is no domain name.');
  });

  it('goes on where it was interrupted, and takes a half line away', async () => {
    const out = path.join(temporaryFolder(), 'results.jsonl');
    const first = await mailramp(['check', '--domains', list('firma.example\n'), '--out', out, ...HOST, '--json'], firma());
    expect(OUTPUT['check-domains'].parse(JSON.parse(first.out))).toMatchObject({ checked: 1, skipped: 0 });
    writeFileSync(out, `${readFileSync(out, 'utf8')}{"domain":"other.exa`);
    const both = list('firma.example\nother.example\n');
    const world = firma();
    const again = await mailramp(['check', '--domains', both, '--out', out, ...HOST, '--json'], world);
    expect(OUTPUT['check-domains'].parse(JSON.parse(again.out))).toMatchObject({ checked: 1, skipped: 1, broken: 2 });
    expect(lines(readFileSync(out, 'utf8')).map(({ domain }) => domain)).toEqual(['firma.example', 'other.example']);
    expect(world.network.questions.some(({ name }) => name === '_dmarc.firma.example')).toBe(false);
  });

  const line = (domain: string, facts = domainFacts()): string => JSON.stringify({ ...judgeDomain(facts), domain, at: facts.at });
  const late = domainFacts({ at: '2027-06-01T00:00:00.000Z' });
  const gone = domainFacts({ drop: ['autodiscover.example.org', '10.2.0.192', 'dkim._domainkey'] });
  const none = '{"domain":"no domain","problem":{"code":"usage"}}';

  it.each<[string, string[], string, number]>([
    ['a broken domain before', [line('a.example'), line('b.example', gone)], 'a.example\nb.example\n', 10],
    ['a certificate before', [line('a.example', late), line('b.example')], 'a.example\nb.example\n', 12],
    ['the graver of two', [line('a.example', late), line('b.example', gone)], 'a.example\nb.example\n', 10],
    ['all in order', [line('a.example'), line('b.example')], 'a.example\nb.example\n', 0],
    ['what is no domain', [line('a.example'), none], 'a.example\nno domain\n', 2],
    ['what is no domain beside a certificate', [line('a.example', late), none], 'a.example\nno domain\n', 12],
    ['only domains of the list', [line('a.example'), line('b.example', gone)], 'a.example\n', 0],
    ['the later of two results', [line('a.example', gone), line('a.example')], 'a.example\n', 0],
  ])('ends with the gravest of the whole list, also of an earlier run: %s', async (_, before, domains, code) => {
    const out = fileWith(`${before.join('\n')}\n`, 'results.jsonl');
    const world = firma();
    expect((await mailramp(['check', '--domains', list(domains), '--out', out, ...HOST], world)).code).toBe(code);
    expect(world.network.questions).toEqual([]);
  });

  it.each(['', ',"problem":{"code":"usage"}'])('asks again about a line that does not say how a domain stands (%j)', async (rest) => {
    const out = fileWith(`{"domain":"firma.example"${rest}}\n`, 'results.jsonl');
    const { code, err } = await mailramp(['check', '--domains', list('firma.example\n'), '--out', out, ...HOST], firma());
    expect([code, err]).toEqual([10, 'One domain checked: 0 in order, 0 usable, 1 broken, 0 not certain.\n']);
  });

  it('asks again about what was not certain, and counts the later answer alone', async () => {
    const silent = domainFacts({ answers: { 'any example.org': SERVFAIL } });
    expect(judgeDomain(silent).verdict).toBe('unknown');
    const out = fileWith(`${line('firma.example', silent)}\n${line('a.example')}\n`, 'results.jsonl');
    const { err } = await mailramp(['check', '--domains', list('firma.example\na.example\n'), '--out', out, ...HOST], firma());
    expect(err).toContain('2 domains checked: 1 in order, 0 usable, 1 broken, 0 not certain.\nOf these, one was in ');
    expect(lines(readFileSync(out, 'utf8')).map(({ domain }) => domain)).toEqual(['firma.example', 'a.example', 'firma.example']);
  });

  it.each(['my notes', '{"name":"mine"}', '{"name":"mine"}\n', '{"domains":["firma.example"]}', '{ "domain": "firma.example" }\n'])(
    'takes nothing away from a file that holds something else, and adds nothing: %j',
    async (text) => {
      const out = fileWith(text);
      const { code } = await mailramp(['check', '--domains', list('firma.example\n'), '--out', out, ...HOST], firma());
      expect([code, readFileSync(out, 'utf8')]).toEqual([2, text]);
    },
  );

  it('takes a half line away where signs before it are none of UTF-8', async () => {
    const out = path.join(temporaryFolder(), 'results.jsonl');
    const spoiled = Buffer.concat([Buffer.from('{"domain":"'), Buffer.alloc(30, 0xff), Buffer.from('"}\n')]);
    writeFileSync(out, Buffer.concat([spoiled, Buffer.from('{"domain":"other.exa')]));
    await mailramp(['check', '--domains', list('firma.example\n'), '--out', out, ...HOST], firma());
    const after = readFileSync(out);
    expect(after.subarray(0, spoiled.length)).toEqual(spoiled);
    expect(lines(after.toString('utf8', spoiled.length)).map(({ domain }) => domain)).toEqual(['firma.example']);
  });

  it('says that a file cannot be written that takes no line, as on a full disk', async () => {
    const args = ['check', '--domains', list('firma.example\n'), '--out', '/proc/self/status', ...HOST];
    const { code, out } = await mailramp([...args, '--json'], firma());
    expect([code, OUTPUT.failure.parse(JSON.parse(out)).problem.code]).toEqual([2, 'file-unwritable']);
  });

  it('says the same of standard output', async () => {
    const { code, err } = await mailramp(['check', '--domains', list('firma.example\n'), ...HOST], firma(), { full: true });
    expect([code, err.includes('There is no space left.')]).toEqual([2, true]);
  });

  it('writes nothing about domains that were cut short', async () => {
    const abort = new AbortController();
    abort.abort();
    const { code, out } = await mailramp(['check', '--domains', list('firma.example\n'), ...HOST], firma(), { signal: abort.signal });
    expect([code, out]).toEqual([40, '']);
  });

  it('refuses a list without a domain', async () => {
    expect((await mailramp(['check', '--domains', list('# nothing\n'), ...HOST], firma())).code).toBe(2);
  });
});
