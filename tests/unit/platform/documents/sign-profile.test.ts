import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../../../electron/core/model/secret.ts';
import { signProfile, type SigningSource } from '../../../../electron/platform/documents/index.ts';

const PROFILE = '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict><key>Name</key><string>Jörg</string></dict></plist>\n';
const PASSPHRASE = 'Kanarienvogel ä 7';

let folder = '';
const at = (name: string): string => path.join(folder, name);
const text = (name: string): string => readFileSync(at(name), 'utf8');
const openssl = (...args: string[]): string =>
  execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

function certificate(name: string, keyArgs: string[], dates: string[] = ['-days', '30']): void {
  openssl('req', '-new', '-nodes', ...keyArgs, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}.firma.example`);
  openssl(
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    '-CA',
    'middle.crt',
    '-CAkey',
    'middle.key',
    '-CAcreateserial',
    '-out',
    `${name}.crt`,
    ...dates,
  );
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mailramp-sign-'));
  const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  openssl('req', '-x509', '-nodes', ...EC, '-keyout', 'root.key', '-out', 'root.crt', '-subj', '/CN=Test root', '-days', '30');
  openssl('req', '-new', '-nodes', ...EC, '-keyout', 'middle.key', '-out', 'middle.csr', '-subj', '/CN=Test middle');
  writeFileSync(at('ca.ext'), 'basicConstraints=critical,CA:TRUE\n');
  openssl(
    'x509',
    '-req',
    '-in',
    'middle.csr',
    '-CA',
    'root.crt',
    '-CAkey',
    'root.key',
    '-CAcreateserial',
    '-out',
    'middle.crt',
    '-extfile',
    'ca.ext',
    '-days',
    '30',
  );
  certificate('rsa', ['-newkey', 'rsa:2048']);
  certificate('p256', EC);
  certificate('p384', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384']);
  certificate('edwards', ['-newkey', 'ed25519']);
  openssl(
    'pkcs12',
    '-export',
    '-inkey',
    'rsa.key',
    '-in',
    'rsa.crt',
    '-certfile',
    'middle.crt',
    '-out',
    'rsa.pfx',
    '-passout',
    `pass:${PASSPHRASE}`,
  );
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const pem = (name: string): SigningSource => ({ pem: text(`${name}.key`) + text(`${name}.crt`) + text('middle.crt') });

async function verified(source: SigningSource): Promise<string> {
  const signed = await signProfile(PROFILE, source);
  if (!signed.ok) throw new Error(JSON.stringify(signed.problem));
  writeFileSync(at('signed.mobileconfig'), signed.value);
  return openssl('cms', '-verify', '-in', 'signed.mobileconfig', '-inform', 'DER', '-CAfile', 'root.crt', '-purpose', 'any', '-binary');
}

const reasonOf = async (source: SigningSource, now?: Date): Promise<unknown> => {
  const signed = await signProfile(PROFILE, source, now);
  return signed.ok ? 'signed' : { code: signed.problem.code, reason: signed.problem.facts['reason'] };
};
const refusal = (reason: string): unknown => ({ code: 'file-unreadable', reason });

describe('signing a profile', () => {
  it.each(['rsa', 'p256', 'p384'])('gives what openssl verifies up to the root, with the profile inside (%s)', async (name) => {
    expect(await verified(pem(name))).toBe(PROFILE);
  });

  it('reads the key out of a PKCS #12 file', async () => {
    expect(await verified({ pfx: readFileSync(at('rsa.pfx')), passphrase: new Secret(PASSPHRASE) })).toBe(PROFILE);
  });

  it('is DER with SHA-256, the intermediate certificate and no private key', async () => {
    const signed = await signProfile(PROFILE, pem('rsa'));
    if (!signed.ok) throw new Error(signed.problem.code);
    writeFileSync(at('again.der'), signed.value);
    const shown = openssl('cms', '-cmsout', '-print', '-in', 'again.der', '-inform', 'DER');
    expect(shown).toContain('sha256');
    expect(shown).toMatch(/subject: CN\s*=\s*Test middle/);
    const again = execFileSync('openssl', ['cms', '-cmsout', '-in', 'again.der', '-inform', 'DER', '-outform', 'DER'], { cwd: folder });
    expect(again.equals(signed.value)).toBe(true);
  });

  it('takes the certificates in any order and PKCS #1 keys', async () => {
    const traditional = openssl('rsa', '-in', 'rsa.key', '-traditional');
    expect(await verified({ pem: text('middle.crt') + text('rsa.crt') + traditional })).toBe(PROFILE);
  });

  it('keeps a large profile in one piece', async () => {
    const large = PROFILE + 'x'.repeat(200_000);
    const signed = await signProfile(large, pem('p256'));
    if (!signed.ok) throw new Error(signed.problem.code);
    writeFileSync(at('large.der'), signed.value);
    expect(openssl('cms', '-verify', '-in', 'large.der', '-inform', 'DER', '-CAfile', 'root.crt', '-purpose', 'any', '-binary')).toBe(
      large,
    );
  });

  it('says what is wrong with a key instead of signing', async () => {
    const future = new Date(Date.UTC(2999, 0));
    const past = new Date(Date.UTC(2001, 0));
    expect(await reasonOf({ pem: text('rsa.crt') })).toEqual(refusal('key-missing'));
    expect(await reasonOf({ pem: text('rsa.key') })).toEqual(refusal('certificate-missing'));
    expect(await reasonOf({ pem: text('rsa.key') + text('p256.crt') })).toEqual(refusal('key-mismatch'));
    expect(await reasonOf({ pem: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n' })).toEqual(refusal('key-unreadable'));
    expect(await reasonOf({ pem: '' })).toEqual(refusal('key-missing'));
    expect(await reasonOf(pem('edwards'))).toEqual(refusal('key-type'));
    expect(await reasonOf(pem('rsa'), future)).toEqual(refusal('certificate-expired'));
    expect(await reasonOf(pem('rsa'), past)).toEqual(refusal('certificate-not-yet-valid'));
  });

  it('says that a key is locked, and that a PKCS #12 file does not open, without the passphrase in it', async () => {
    openssl('pkcs8', '-topk8', '-in', 'rsa.key', '-out', 'locked.key', '-passout', 'pass:x1234');
    expect(await reasonOf({ pem: text('locked.key') + text('rsa.crt') })).toEqual(refusal('key-encrypted'));
    openssl('rsa', '-in', 'rsa.key', '-traditional', '-aes256', '-out', 'old.key', '-passout', 'pass:x1234');
    expect(await reasonOf({ pem: text('old.key') + text('rsa.crt') })).toEqual(refusal('key-encrypted'));
    const pfx = readFileSync(at('rsa.pfx'));
    const wrong = await signProfile(PROFILE, { pfx, passphrase: new Secret('Nachtigall') });
    expect(JSON.stringify(wrong)).toContain('pfx-passphrase-or-encryption');
    expect(JSON.stringify(wrong)).not.toContain('Nachtigall');
    expect(await reasonOf({ pfx: pfx.subarray(0, 90), passphrase: new Secret(PASSPHRASE) })).toEqual(refusal('pfx-unreadable'));
    expect(await reasonOf({ pfx: new Uint8Array(), passphrase: new Secret(PASSPHRASE) })).toEqual(refusal('pfx-unreadable'));
  });
});
