import { describe, expect, it } from 'vitest';
import { buildPrf } from '../../../../electron/core/exports/prf.ts';
import type { Account } from '../../../../electron/core/model/account.ts';
import { annasAccount, annasAccountWithout, service } from '../../../fakes/accounts.ts';

function written(account: Account): string {
  const prf = buildPrf(account);
  if (!prf.ok) throw new Error(JSON.stringify(prf.problem));
  return prf.value;
}

/** Sections as Windows reads them: `[name]`, then `key=value` up to the next. */
function sectionsOf(prf: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let current = new Map<string, string>();
  for (const line of prf.split('\r\n')) {
    const name = /^\[(.+)\]$/.exec(line)?.[1];
    const pair = /^([^=]+)=(.*)$/.exec(line);
    if (name !== undefined) sections.set(name, (current = new Map<string, string>()));
    else if (pair?.[1] !== undefined) current.set(pair[1], pair[2] ?? '');
  }
  return sections;
}

const reasonFor = (more: Partial<Account>): unknown => {
  const prf = buildPrf(annasAccount(more));
  return prf.ok ? 'written' : { code: prf.problem.code, reason: prf.problem.facts['reason'] };
};

describe('an Outlook profile file', () => {
  it.each([
    ['imap', 'IMAP_I_Mail', 'IMAP', 993],
    ['pop3', 'I_Mail', 'POP3', 995],
  ] as const)('says for %s only what its own mapping section translates', (protocol, section, prefix, port) => {
    const sections = sectionsOf(written(annasAccount({ incoming: service(protocol, port) })));
    expect([...sections.keys()]).toEqual(['General', 'Service List', 'Internet Account List', 'Account1', 'I_Mail', 'IMAP_I_Mail']);
    expect(sections.get('Internet Account List')?.get('Account1')).toBe(section);
    const account = sections.get('Account1');
    const mapping = sections.get(section);
    const unmapped = [...(account?.keys() ?? [])].filter(
      (key) => mapping?.get(key)?.match(/^PT_(UNICODE|LONG),0x[0-9A-F]{4}$/) === undefined,
    );
    expect(unmapped).toEqual(['UniqueService', 'DefaultAccount']);
    expect(account?.get(`${prefix}Server`)).toBe('mail.firma.example');
    expect(account?.get(`${prefix}Port`)).toBe(String(port));
    expect(account?.get(`${prefix}UseSSL`)).toBe('1');
    expect(account?.get('SMTPSecureConnection')).toBe('1');
    expect(account?.get('SMTPUseAuth')).toBe('1');
    expect(mapping?.get('SMTPSecureConnection')).toBe('PT_LONG,0x020A');
    expect(mapping?.get(`${prefix}UseSSL`)).toBe('PT_LONG,0x0105');
  });

  it('has Windows line ends, no byte order mark and no key for a password', () => {
    const prf = written(annasAccount());
    expect(prf.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(prf.charCodeAt(0)).toBe('['.charCodeAt(0));
    expect(prf).not.toMatch(/password/i);
  });

  it('leaves a profile of the same name alone', () => {
    expect(sectionsOf(written(annasAccount())).get('General')?.get('OverwriteProfile')).toBe('No');
  });

  it('gives outgoing mail its own user name where it has one, and none where no login is wanted', () => {
    const own = sectionsOf(written(annasAccount({ outgoing: service('smtp', 587, 'starttls', { username: 'relay' }) }))).get('Account1');
    expect([own?.get('SMTPAuthMethod'), own?.get('SMTPUserName'), own?.get('SMTPSecureConnection')]).toEqual(['1', 'relay', '2']);
    const open = sectionsOf(written(annasAccount({ outgoing: service('smtp', 465, 'tls', { authentication: ['none'] }) }))).get('Account1');
    expect(open?.get('SMTPUseAuth')).toBe('0');
  });

  it('writes names in the letters the file can hold, else the address; nothing breaks out of its line', () => {
    const nameOf = (fullName: string): string | undefined =>
      sectionsOf(written(annasAccount({ fullName })))
        .get('Account1')
        ?.get('DisplayName');
    expect(nameOf('Jörg Müller')).toBe('Jörg Müller');
    expect(nameOf('Ελένη')).toBe('anna@firma.example');
    expect(nameOf('Anna\r\n[Account1]\r\nSMTPServer=evil.example')).toBe('Anna [Account1] SMTPServer=evil.example');
  });

  it('says what the format cannot say', () => {
    expect(buildPrf(annasAccountWithout('incoming'))).toMatchObject({
      ok: false,
      problem: { code: 'client-unsupported', facts: { reason: 'activesync' } },
    });
    expect(reasonFor({ incoming: service('imap', 143, 'starttls') })).toEqual({ code: 'client-unsupported', reason: 'starttls' });
    expect(reasonFor({ outgoing: service('smtp', 25, 'none') })).toEqual({ code: 'client-unsupported', reason: 'no-encryption' });
    expect(reasonFor({ incoming: service('imap', 993, 'tls', { authentication: ['oauth2'] }) })).toEqual({
      code: 'client-unsupported',
      reason: 'authentication',
    });
  });
});
