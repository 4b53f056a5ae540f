import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { OUTPUT } from '../../electron/cli/schemas.ts';
import { documentOf, mailramp, temporaryHome } from './lab.ts';

const HOST = ['--expect-host', 'mail.example.test', '--expect-ip', '127.77.0.10', '--expect-ip', '::1'];

const check = (domain: string, more: readonly string[] = HOST) => documentOf(OUTPUT.check, ['check', domain, ...more]);

/** What is to be said about every domain here: it has one name server, the other end of loopback counts as safe, nobody validates. */
const EXPLAINED = [
  'warn name-servers-one',
  'warn tls-plain-login',
  'warn ipv6-unreachable',
  'unknown dane-dnssec-unknown',
  'unknown dnssec-unknown',
];

async function troublesOf(domain: string): Promise<string[]> {
  const { document } = await check(domain);
  const told = document.findings.filter(({ severity }) => severity !== 'ok' && severity !== 'info');
  return [...new Set(told.map(({ severity, id }) => `${severity} ${id}`))];
}

const home = await temporaryHome();
afterAll(() => home.remove());

/** What Knot says about a zone that ends with this fragment. */
function asKnotReadsIt(domain: string, fragment: string): string {
  const folder = path.join(home.folder, 'knot');
  mkdirSync(folder, { recursive: true });
  const start = `$ORIGIN ${domain}.\n$TTL 60\n@ SOA ns1.example.test. hostmaster.${domain}. 1 3600 600 86400 60\n@ NS ns1.example.test.\n`;
  writeFileSync(path.join(folder, `${domain}.zone`), `${start}${fragment}`);
  const settings = `database:\n  storage: ${folder}\nzone:\n  - domain: ${domain}\n    storage: ${folder}\n    file: ${domain}.zone\n    semantic-checks: on\n`;
  writeFileSync(path.join(folder, 'knot.conf'), settings);
  const { status, stdout, stderr } = spawnSync('knotc', ['-c', path.join(folder, 'knot.conf'), 'zone-check', domain], { encoding: 'utf8' });
  return status === 0 ? 'OK' : `${stdout}${stderr}`;
}

describe('mailramp check', () => {
  it.each(['example.test', 'customer.test'])('finds nothing at %s but what this lab cannot have', async (domain) => {
    expect(await troublesOf(domain)).toEqual(EXPLAINED);
    expect(await check(domain)).toMatchObject({ exit: 0, document: { verdict: 'usable', delete: [] } });
  });

  it("finds in the provider's recommended record exactly ptr, and gives the better one", async () => {
    const { document } = await check('recommended.test');
    expect((await troublesOf('recommended.test')).toSorted()).toEqual([...EXPLAINED, 'warn spf-ptr-used'].toSorted());
    expect(document.delete.map(({ text }) => text)).toEqual(['v=spf1 a mx ptr ~all']);
    expect(document.zone).toMatch(/^@ +3600 IN TXT +"v=spf1 a mx ~all"$/m);
  });

  it('tells a domain that points elsewhere, one without mail and one that nobody knows', async () => {
    expect(await check('wrongname.test')).toMatchObject({ exit: 10, document: { verdict: 'broken' } });
    expect(await troublesOf('wrongname.test')).toEqual(expect.arrayContaining(['fail mx-elsewhere', 'fail autodiscover-elsewhere']));
    expect(await troublesOf('nomail.test')).toEqual(expect.arrayContaining(['fail autodiscover-missing', 'fail dkim-missing']));
    expect(await check('absent.test')).toMatchObject({ exit: 10, document: { verdict: 'unknown' } });
  });

  it.each(['wrongname.test', 'nomail.test', 'recommended.test'])('writes for %s what a real name server reads', async (domain) => {
    const { document } = await check(domain);
    expect(document.zone).toContain(' IN ');
    expect(asKnotReadsIt(domain, document.zone)).toBe('OK');
  });

  it('writes the whole table of records so that a real name server reads it', async () => {
    const args = ['check', 'new.test', ...HOST, '--zone'];
    const { document } = await documentOf(OUTPUT['check-zone'], args);
    expect(asKnotReadsIt('new.test', document.zone)).toBe('OK');
    // The reader is strict: a broken line is told.
    expect(asKnotReadsIt('new.test', `${document.zone}oops IN MX mail\n`)).not.toBe('OK');
  });

  it('asks the zone itself, and judges what it kept in the same way', async () => {
    const file = path.join(home.folder, 'facts.json');
    const { document } = await check('customer.test', [...HOST, '--authoritative', '--save-facts', file]);
    const again = await documentOf(OUTPUT.check, ['check', '--facts', file]);
    expect(again.document).toEqual(document);
  });

  it('checks a list, goes on where it was, and looks at the shared host once', async () => {
    const list = path.join(home.folder, 'domains.txt');
    const out = path.join(home.folder, 'results.jsonl');
    writeFileSync(list, 'example.test\ncustomer.test\nrecommended.test\n');
    const args = ['check', '--domains', list, '--out', out, ...HOST];
    const first = await documentOf(OUTPUT['check-domains'], args);
    expect(first).toMatchObject({ exit: 0, document: { checked: 3, usable: 3, skipped: 0 } });
    const second = await documentOf(OUTPUT['check-domains'], args);
    expect(second).toMatchObject({ exit: 0, document: { checked: 0, skipped: 3 } });
    expect(readFileSync(out, 'utf8').trimEnd().split('\n')).toHaveLength(3);
  });

  it('tells people in words, and writes a page to keep', async () => {
    const page = path.join(home.folder, 'page.html');
    const { exit, stdout } = await mailramp(['check', 'nomail.test', ...HOST, '--html', page, '--locale', 'de']);
    expect(exit).toBe(10);
    expect(stdout).toContain('Im DNS von nomail.test');
    expect(stdout).toContain('$ORIGIN nomail.test.');
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>\s+<html lang="de">/);
  });
});
