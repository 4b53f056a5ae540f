import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readCommandLine } from '../../../electron/main/command-line.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'mailramp-command-line-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

describe('readCommandLine', () => {
  it('takes what helpdesk says beforehand', () => {
    const launch = readCommandLine(['.', '--address', 'anna@firma.example', '--name=Anna Schmidt', '--details', '--locale', 'de'], false);
    expect(launch).toMatchObject({ address: 'anna@firma.example', fullName: 'Anna Schmidt', details: true, locale: 'de', ignored: [] });
  });

  it('passes over switches of Chromium and Electron', () => {
    const args = ['--inspect=0', '--remote-debugging-port=0', '--no-sandbox', '--user-data-dir=/tmp/x', '.', '--address', 'a@b.example'];
    expect(readCommandLine(args, false)).toMatchObject({ address: 'a@b.example', ignored: [] });
  });

  it.each([
    ['127.0.0.1:5353', '127.0.0.1:5353'],
    ['[::1]:53', '[::1]:53'],
    ['dns.firma.example:53', undefined],
    ['::1:53', undefined],
    ['[127.0.0.1]:53', undefined],
    ['127.0.0.1', undefined],
    ['127.0.0.1:70000', undefined],
    ['127.0.0.1:0', undefined],
    ['http://127.0.0.1:53', undefined],
  ])('reads --dns %s as %s', (given, expected) => {
    const launch = readCommandLine(['--dns', given], false);
    expect(launch.dns).toBe(expected);
    expect(launch.ignored).toEqual(expected === undefined ? ['--dns'] : []);
  });

  it('reads a trust anchor from a file and refuses what is none', () => {
    const good = path.join(folder, 'ca.pem');
    const bad = path.join(folder, 'ca.txt');
    writeFileSync(good, PEM);
    writeFileSync(bad, 'no certificate');
    expect(readCommandLine(['--ca', good], false).ca).toBe(PEM);
    expect(readCommandLine(['--ca', bad], false)).toMatchObject({ ca: undefined, ignored: ['--ca'] });
    expect(readCommandLine(['--ca', path.join(folder, 'absent')], false)).toMatchObject({ ca: undefined, ignored: ['--ca'] });
  });

  it('leaves out control characters, other languages and texts without end', () => {
    const launch = readCommandLine(['--address', 'a\u0000@b.example', '--name', 'x'.repeat(500), '--locale', 'tlh'], false);
    expect(launch).toMatchObject({ address: '', fullName: '', locale: undefined, ignored: ['--address', '--name', '--locale'] });
  });

  it('follows a demo host only where Mailramp is not installed', () => {
    expect(readCommandLine(['--demo-host', '/tmp/demo.json'], false).demoHost).toBe('/tmp/demo.json');
    expect(readCommandLine(['--demo-host', '/tmp/demo.json'], true).demoHost).toBeUndefined();
  });

  it('survives every command line', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom('--address', '--dns', '--ca', '--details', '--details=x', '--', '-', '--name'));
    fc.assert(
      fc.property(fc.array(word), (args) => {
        expect(readCommandLine(args, true).address.length).toBeLessThanOrEqual(320);
      }),
    );
  });
});
