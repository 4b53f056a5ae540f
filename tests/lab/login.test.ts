import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { OUTPUT } from '../../electron/cli/schemas.ts';
import { Secret } from '../../electron/core/model/secret.ts';
import type { Endpoint, Mail } from '../../electron/core/world/network.ts';
import { createWorld } from '../../electron/platform/world.ts';
import { documentOf, lab, logFromNow, refusedIn } from './lab.ts';

const verify = (address: string, password: string, more: string[] = []) =>
  documentOf(OUTPUT.verify, ['verify', address, ...more], { password });

const ALL = ['imap', 'pop3', 'smtp', 'activesync', 'caldav', 'carddav'];

describe('proving a login against real servers', () => {
  it('proves every protocol, and the servers saw it', async () => {
    const dovecot = await logFromNow('dovecot.log');
    const postfix = await logFromNow('postfix.log');
    const { exit, document } = await verify('alice@example.test', 'alice-Pa55');
    expect(exit).toBe(0);
    expect(document.verdict).toBe('ok');
    expect(document.services.map(({ protocol, outcome }) => `${protocol} ${outcome}`)).toEqual(ALL.map((protocol) => `${protocol} ok`));
    const activesync = document.services.find(({ protocol }) => protocol === 'activesync');
    expect(activesync?.facts).toMatchObject({ status: '1', versions: ['2.5', '12.0', '12.1', '14.0', '14.1'] });
    expect(document.collections).toEqual([
      { kind: 'calendar', url: 'https://mail.example.test/SOGo/dav/alice@example.test/Calendar/personal/', name: 'Personal Calendar' },
      {
        kind: 'addressbook',
        url: 'https://mail.example.test/SOGo/dav/alice@example.test/Contacts/personal/',
        name: 'Personal Address Book',
      },
      { kind: 'addressbook', url: 'https://mail.example.test/SOGo/dav/alice@example.test/Contacts/users/', name: 'Lab users' },
    ]);
    const seen = await dovecot();
    expect(seen).toMatch(/imap-login: Info: Login: user=<alice@example\.test>.*TLS/);
    expect(seen).toMatch(/pop3-login: Info: Login: user=<alice@example\.test>.*TLS/);
    expect(seen).toMatch(/ID sent: name=Mailramp/);
    expect(refusedIn(seen, 'alice@example.test')).toEqual([]);
    expect(await postfix()).toMatch(/TLS connection established/);
  });

  it('tries a wrong password exactly once', async () => {
    const dovecot = await logFromNow('dovecot.log');
    const sogo = await logFromNow('sogo.out');
    const { exit, document } = await verify('bob@example.test', 'not-his-password');
    expect({ exit, verdict: document.verdict, code: document.problem?.code }).toEqual({
      exit: 13,
      verdict: 'refused',
      code: 'password-wrong',
    });
    expect(document.services.map(({ outcome }) => outcome)).toEqual(['wrong-password', ...ALL.slice(1).map(() => 'not-tried')]);
    expect(refusedIn(await dovecot(), 'bob@example.test')).toHaveLength(1);
    expect(await sogo()).not.toMatch(/failed login|Login from .* might not have worked/i);
  });

  it('tells nothing apart for a mailbox that is not there', async () => {
    const { exit, document } = await verify('nobody@example.test', 'whatever-it-is');
    expect({ exit, code: document.problem?.code }).toEqual({ exit: 13, code: 'password-wrong' });
  });

  it('brings a password with letters and signs of every kind through every protocol', async () => {
    const { document } = await verify('ursula@example.test', 'Grüß%40&7<"');
    expect(document.services.map(({ protocol, outcome }) => `${protocol} ${outcome}`)).toEqual(ALL.map((protocol) => `${protocol} ok`));
  });

  it('logs in nowhere before the other company is confirmed by name', async () => {
    const dovecot = await logFromNow('dovecot.log');
    const { exit, document } = await verify('carol@customer.test', 'carol-Pa55');
    expect(exit).toBe(13);
    expect(document.problem).toMatchObject({ code: 'consent-needed', facts: { hosts: ['mail.example.test'] } });
    expect(document.services.map(({ outcome }) => outcome)).toEqual(ALL.map(() => 'consent-needed'));
    expect(await dovecot()).not.toContain('carol');
    const confirmed = await verify('carol@customer.test', 'carol-Pa55', ['--confirm-host', 'mail.example.test']);
    expect({ exit: confirmed.exit, verdict: confirmed.document.verdict }).toEqual({ exit: 0, verdict: 'ok' });
  });

  it('proves one protocol alone when asked to', async () => {
    const { document } = await verify('bob@example.test', 'bob-Pa55', ['--protocol', 'activesync']);
    expect(document.services.map(({ protocol, outcome }) => ({ protocol, outcome }))).toEqual([{ protocol: 'activesync', outcome: 'ok' }]);
  });
});

describe('mail conversations with real servers', () => {
  let mail: Mail;
  beforeAll(async () => {
    mail = createWorld({ dnsServer: lab.dns, trustAnchors: [await readFile(lab.ca, 'utf8')] }).network.mail;
  });
  const endpoint = (protocol: Endpoint['protocol'], port: number): Endpoint => ({
    protocol,
    host: 'mail.example.test',
    port,
    security: 'starttls',
  });
  const alice = { username: 'alice@example.test', password: new Secret('alice-Pa55') };
  const bad = { username: 'alice@example.test', password: new Secret('wrong') };

  it.each([
    ['imap', 143],
    ['pop3', 110],
    ['smtp', 587],
  ] as const)('log in over STARTTLS: %s on %d', async (protocol, port) => {
    await expect(mail.login(endpoint(protocol, port), alice, { timeout: 10_000 })).resolves.toEqual({ status: 'accepted' });
    await expect(mail.login(endpoint(protocol, port), bad, { timeout: 10_000 })).resolves.toMatchObject({ status: 'refused' });
  });

  it('offer no login where none is taken', async () => {
    await expect(mail.login(endpoint('smtp', 25), alice, { timeout: 10_000 })).resolves.toMatchObject({
      status: 'failed',
      reason: 'not-offered',
    });
  });
});
