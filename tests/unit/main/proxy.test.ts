import { describe, expect, it } from 'vitest';
import { proxyFromPac } from '../../../electron/main/proxy.ts';

describe('proxyFromPac', () => {
  it.each([
    ['DIRECT', undefined],
    ['PROXY cache.firma.example:3128', 'http://cache.firma.example:3128'],
    ['PROXY cache:3128; DIRECT', 'http://cache:3128'],
    ['HTTPS cache:443;PROXY other:80', 'https://cache:443'],
    ['SOCKS5 127.0.0.1:1080', 'socks5://127.0.0.1:1080'],
    ['', undefined],
    ['PROXY', undefined],
    ['NONSENSE x:1', undefined],
    ['PROXY not a host', 'http://not'],
  ])('reads %j as %s', (answer, expected) => {
    expect(proxyFromPac(answer)).toBe(expected);
  });
});
