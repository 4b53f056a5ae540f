import { describe, expect, it } from 'vitest';
import { valuesByHand } from '../../../../../electron/core/clients/by-hand/index.ts';
import { annasAccount, service } from '../../../../fakes/accounts.ts';

describe('values to type by hand', () => {
  it('come in the order in which programs ask', () => {
    const values = valuesByHand(annasAccount());
    expect(values.slice(0, 10).map(({ group, name, value }) => `${group} ${name} ${value}`)).toEqual([
      'incoming type IMAP',
      'incoming host mail.firma.example',
      'incoming port 993',
      'incoming security SSL/TLS',
      'incoming username anna@firma.example',
      'outgoing type SMTP',
      'outgoing host mail.firma.example',
      'outgoing port 465',
      'outgoing security SSL/TLS',
      'outgoing username anna@firma.example',
    ]);
    expect([...new Set(values.map(({ group }) => group))]).toEqual(['incoming', 'outgoing', 'activesync', 'calendar', 'contacts']);
  });

  it('name POP3, STARTTLS, unusual ports and an address where the server gave none', () => {
    const values = valuesByHand(
      annasAccount({
        incoming: service('pop3', 110, 'starttls'),
        activesync: service('activesync', 8443),
        caldav: service('caldav', 8443),
      }),
    );
    const find = (group: string, name: string): string | undefined => values.find((one) => one.group === group && one.name === name)?.value;
    expect(find('incoming', 'type')).toBe('POP3');
    expect(find('incoming', 'security')).toBe('STARTTLS');
    expect(find('activesync', 'port')).toBe('8443');
    expect(find('calendar', 'url')).toBe('https://mail.firma.example:8443/');
  });

  it('leave out what the account has not', () => {
    expect(valuesByHand({ address: 'anna@firma.example', fullName: '', collections: [] })).toEqual([]);
  });
});
