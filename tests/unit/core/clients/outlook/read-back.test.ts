import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostOf, mismatches } from '../../../../../electron/core/clients/outlook/read-back.ts';
import type { OutlookAccount } from '../../../../../electron/core/clients/outlook/office-facts.ts';
import { profileName, type WantedAccount, wantedFrom } from '../../../../../electron/core/clients/outlook/wanted.ts';
import { annasAccount, service } from '../../../../fakes/accounts.ts';

function wanted(kind: 'activesync' | 'imap'): WantedAccount {
  const made = wantedFrom(annasAccount(), kind, 'P');
  if (!made.ok) throw new Error('No settings.');
  return made.value;
}

const imap: OutlookAccount = {
  kind: 'imap',
  key: '00000001',
  server: 'MAIL.firma.example',
  user: 'Anna@firma.example',
  port: 993,
  security: 'tls',
  outgoingServer: 'mail.firma.example',
  outgoingPort: 465,
  outgoingSecurity: 'tls',
};

describe('what was written', () => {
  it('is as wanted without regard to case', () => {
    expect(mismatches(imap, wanted('imap'))).toEqual([]);
  });

  it.each([
    [{ kind: 'pop3' }, 'kind'],
    [{ server: 'imap.other.example' }, 'server'],
    [{ user: 'anna' }, 'user'],
    [{ port: 143 }, 'port'],
    [{ security: 'none' }, 'security'],
    [{ security: 'auto' }, 'security'],
    [{ outgoingServer: 'x.example' }, 'outgoing-server'],
    [{ outgoingPort: 25 }, 'outgoing-port'],
    [{ outgoingSecurity: 'none' }, 'outgoing-security'],
    [{ outgoingLogin: false }, 'outgoing-login'],
  ] as const)('is not as wanted when %j', (change, name) => {
    expect(mismatches({ ...imap, ...change }, wanted('imap'))).toContain(name);
  });

  it.each([
    'mail.firma.example',
    'https://mail.firma.example/Microsoft-Server-ActiveSync',
    'https://mail.firma.example:443/x',
    'MAIL.FIRMA.EXAMPLE.',
  ])('takes the server as %s', (server) => {
    expect(mismatches({ kind: 'activesync', key: '1', server, user: 'anna@firma.example' }, wanted('activesync'))).toEqual([]);
    expect(hostOf(server)).toBe('mail.firma.example');
  });

  it('is called by its address when the person gave no name, because the dialogs insist on one', () => {
    expect(wantedFrom(annasAccount({ fullName: '' }), 'imap', 'P')).toMatchObject({ ok: true, value: { name: 'anna@firma.example' } });
  });

  it('is never set up without encryption', () => {
    const naked = annasAccount({ incoming: service('imap', 143, 'none') });
    expect(wantedFrom(naked, 'imap', 'P')).toMatchObject({ ok: false, problem: { code: 'service-missing' } });
  });
});

describe('the name of a new profile', () => {
  it('is never one that is taken, never too long, and never a key below a key', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ maxLength: 5 }), { maxLength: 20 }), (pattern, taken) => {
        const once = profileName(pattern, 'anna@firma.example', taken);
        const name = profileName(pattern, 'anna@firma.example', [...taken, once]);
        expect([...taken, once].map((other) => other.toLowerCase())).not.toContain(name.toLowerCase());
        expect(name.length).toBeLessThanOrEqual(60);
        expect(name).not.toMatch(/\\/);
        expect(name.trim()).not.toBe('');
      }),
    );
  });

  it('is filled with the address', () => {
    expect(profileName('Mailramp – {address}', 'a@b.example', ['mailramp – A@B.example'])).toBe('Mailramp – a@b.example (2)');
  });
});
