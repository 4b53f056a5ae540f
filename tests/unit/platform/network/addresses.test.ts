import { describe, expect, it } from 'vitest';
import { isLocalhost, isPrivateAddress, serverAddress } from '../../../../electron/platform/network/addresses.ts';
import { isExempt, proxyChoice } from '../../../../electron/platform/network/http/proxy.ts';

describe('private addresses', () => {
  it.each([
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '127.77.0.10',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    '[::1]',
    'fe80::1',
    'fe80::1%eth0',
    'fd12:3456::1',
    'fec0::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::192.168.0.1',
  ])('%s is private', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '192.169.0.1', '2001:db8::1', '::ffff:8.8.8.8', 'mail.example', ''])(
    '%s is not',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );

  it('knows localhost and everything below it', () => {
    expect(['localhost', 'LocalHost.', 'app.localhost'].map(isLocalhost)).toEqual([true, true, true]);
    expect(['localhost.example', 'mylocalhost'].map(isLocalhost)).toEqual([false, false]);
  });
});

describe('addresses of name servers', () => {
  it.each([
    ['192.0.2.1', { address: '192.0.2.1', port: 53 }],
    ['192.0.2.1:5353', { address: '192.0.2.1', port: 5353 }],
    ['localhost:5353', { address: '127.0.0.1', port: 5353 }],
    ['2001:db8::1', { address: '2001:db8::1', port: 53 }],
    ['[2001:db8::1]:5353', { address: '2001:db8::1', port: 5353 }],
  ])('reads %s', (text, expected) => {
    expect(serverAddress(text)).toEqual(expected);
  });

  it.each(['', 'ns.example', 'ns.example:53', '192.0.2.1:0', '192.0.2.1:70000', '192.0.2.1:x', '[::1', '1.2.3'])('refuses %s', (text) => {
    expect(serverAddress(text)).toBeUndefined();
  });
});

describe('the choice of a proxy', () => {
  const env = (values: Record<string, string>) => (name: string) => values[name];
  const choose = async (url: string, values: Record<string, string>): Promise<string | undefined> =>
    (await proxyChoice(undefined, env(values))(new URL(url)))?.href;

  it('reads the variables of the scheme, lower case first', async () => {
    const values = { HTTPS_PROXY: 'http://upper:1', https_proxy: 'http://lower:2', HTTP_PROXY: 'plain:3' };
    expect(await choose('https://a.example/', values)).toBe('http://lower:2/');
    expect(await choose('http://a.example/', values)).toBe('http://plain:3/');
    expect(await choose('https://a.example/', { ALL_PROXY: 'http://all:4' })).toBe('http://all:4/');
  });

  it('goes directly to private hosts, exempt ones, and when the proxy speaks something else', async () => {
    const values = { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'b.example' };
    for (const url of ['https://localhost/', 'https://10.0.0.1/', 'https://[fd00::1]/', 'https://b.example/', 'https://x.b.example/']) {
      expect(await choose(url, values)).toBeUndefined();
    }
    expect(await choose('https://a.example/', { HTTPS_PROXY: 'socks5://p:1' })).toBeUndefined();
    expect(await choose('https://a.example/', { HTTPS_PROXY: '://' })).toBeUndefined();
  });

  it('asks the given function instead of the environment, and survives its failure', async () => {
    const url = new URL('https://a.example/secret?token=1');
    const asked: string[] = [];
    const answer = await proxyChoice((text) => {
      asked.push(text);
      return Promise.resolve('http://p:1');
    })(url);
    expect(answer?.href).toBe('http://p:1/');
    expect(asked).toEqual(['https://a.example/']);
    expect(await proxyChoice(() => Promise.reject(new Error('no')))(url)).toBeUndefined();
  });

  it.each([
    ['*', true],
    ['.example', true],
    ['*.example', true],
    ['mail.example', true],
    ['mail.example:443', true],
    ['mail.example:80', false],
    ['ail.example', false],
    ['other.example, mail.example', true],
    ['', false],
  ])('NO_PROXY=%s exempts mail.example: %s', (list, expected) => {
    expect(isExempt(new URL('https://mail.example/'), list)).toBe(expected);
  });
});
