import { describe, expect, it } from 'vitest';
import { accountForColleague } from '../../../../electron/core/exports/index.ts';
import { annasAccount, service } from '../../../fakes/accounts.ts';
import { addressOf } from '../discovery/fixture.ts';

const bernd = { address: addressOf('Bernd.Ö@firma.example'), fullName: 'Bernd' };

describe('the account of a colleague', () => {
  it('has their address wherever it had the other one', () => {
    const account = accountForColleague(annasAccount(), bernd);
    expect(account).toMatchObject({ address: 'Bernd.Ö@firma.example', fullName: 'Bernd', provider: 'Firma GmbH', collections: [] });
    expect(account?.incoming?.username).toBe('Bernd.Ö@firma.example');
    expect(account?.caldav?.url).toBe('https://mail.firma.example/SOGo/dav/Bernd.%C3%96@firma.example/');
    expect(account?.activesync?.url).toBe('https://mail.firma.example/Microsoft-Server-ActiveSync');
    expect(JSON.stringify(account).toLowerCase()).not.toContain('anna');
  });

  it('follows the rule that user names are local parts', () => {
    const account = accountForColleague(annasAccount({ incoming: service('imap', 993, 'tls', { username: 'anna' }) }), bernd);
    expect(account?.incoming?.username).toBe('Bernd.Ö');
  });

  it('moves whole segments of a path only, and no host', () => {
    const url = 'https://anna.firma.example/anna/annabell/anna%40firma.example/';
    const account = accountForColleague(annasAccount({ caldav: service('caldav', 443, 'tls', { url }) }), bernd);
    expect(account?.caldav?.url).toBe('https://anna.firma.example/Bernd.%C3%96/annabell/Bernd.%C3%96@firma.example/');
  });

  it('is not guessed where a user name follows no rule, or in another domain', () => {
    expect(accountForColleague(annasAccount({ incoming: service('imap', 993, 'tls', { username: 'u4711' }) }), bernd)).toBeUndefined();
    expect(accountForColleague(annasAccount(), { address: addressOf('bernd@else.example'), fullName: '' })).toBeUndefined();
  });
});
