import { describe, expect, it } from 'vitest';
import { isRemoteSession } from '../../../../electron/platform/machine/remote-session.ts';

describe('isRemoteSession', () => {
  it.each([
    ['windows', { SESSIONNAME: 'RDP-Tcp#4' }, true],
    ['windows', { SESSIONNAME: 'ICA-tcp#1' }, true],
    ['windows', { SESSIONNAME: 'Console' }, false],
    ['linux', { DISPLAY: ':0' }, false],
    ['linux', { DISPLAY: 'localhost:10.0' }, true],
    ['linux', { DISPLAY: ':10', XRDP_SESSION: '1' }, true],
    ['macos', {}, false],
  ] as const)('on %s with %j says %s', (os, env, expected) => {
    expect(isRemoteSession(os, (name) => new Map<string, string>(Object.entries(env)).get(name))).toBe(expected);
  });
});
