import { describe, expect, it } from 'vitest';
import { OUTPUT } from '../../electron/cli/schemas.ts';
import { documentOf, logFromNow } from './lab.ts';

const verify = (address: string, ca = true) => documentOf(OUTPUT.verify, ['verify', address], { password: 'never-to-be-sent', ca });

const BAD = [
  { domain: 'expired.test', code: 'certificate-expired', facts: { certificateTo: '2024-03-01T00:00:00.000Z' } },
  { domain: 'wrongname.test', code: 'certificate-name', facts: { certificateNames: ['mail.other.invalid'] } },
  { domain: 'selfsigned.test', code: 'certificate-untrusted', facts: { certificateSelfSigned: true } },
] as const;

describe('bad certificates of real servers', () => {
  it.each(BAD)('$domain: ends with 12 and $code, and no password was sent', async ({ domain, code, facts }) => {
    const log = await logFromNow('dovecot.log');
    const { exit, document } = await verify(`alice@${domain}`);
    expect(exit).toBe(12);
    expect(document.problem).toMatchObject({ code, whose: 'provider', facts: { ...facts, host: `mail.${domain}` } });
    expect(new Set(document.services.map(({ outcome }) => outcome))).toEqual(new Set([code]));
    expect(await log()).not.toMatch(/auth failed|Password mismatch|Login: user|unknown user/);
  });

  it.each(BAD)('$domain: discovery names the certificate at every https source', async ({ domain }) => {
    const { document } = await documentOf(OUTPUT.discover, ['discover', `alice@${domain}`]);
    const https = document.tried.filter(({ url, outcome }) => url?.startsWith('https:') === true && outcome === 'certificate');
    expect([...new Set(https.map(({ source }) => source))]).toEqual(
      expect.arrayContaining(['autoconfig', 'autoconfig-well-known', 'autodiscover-outlook', 'autodiscover-mobilesync', 'dav-well-known']),
    );
    expect(document.recommended.incoming).toMatchObject({ host: `mail.${domain}`, port: 993 });
  });

  it('a good host is a stranger as long as nobody trusts its authority', async () => {
    const { exit, document } = await verify('alice@example.test', false);
    expect({ exit, code: document.problem?.code }).toEqual({ exit: 12, code: 'certificate-untrusted' });
  });
});

describe('servers that are not there', () => {
  it('a host that refuses connections', async () => {
    const { exit, document } = await verify('alice@dead.test');
    expect(exit).toBe(24);
    expect(document.verdict).toBe('unreachable');
    expect(document.problem).toMatchObject({
      code: 'cannot-connect',
      whose: 'network',
      facts: { reason: 'refused', host: 'mail.dead.test' },
    });
  });

  it('a host that swallows every packet', async () => {
    const { exit, document } = await verify('alice@silent.test');
    expect(exit).toBe(24);
    expect(document.problem).toMatchObject({ code: 'timed-out', whose: 'network', facts: { host: 'mail.silent.test' } });
  });
});
