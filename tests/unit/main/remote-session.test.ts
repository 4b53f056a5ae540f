import { describe, expect, it } from 'vitest';
import { isRemoteSession } from '../../../electron/main/remote-session.ts';

describe('isRemoteSession', () => {
  it.each([
    ['win32', { SESSIONNAME: 'RDP-Tcp#4' }, true],
    ['win32', { SESSIONNAME: 'ICA-tcp#1' }, true],
    ['win32', { SESSIONNAME: 'Console' }, false],
    ['linux', { DISPLAY: ':0' }, false],
    ['linux', { DISPLAY: 'localhost:10.0' }, true],
    ['linux', { DISPLAY: ':10', XRDP_SESSION: '1' }, true],
    ['darwin', {}, false],
  ] as const)('on %s with %j says %s', (platform, env, expected) => {
    expect(isRemoteSession(platform, env)).toBe(expected);
  });
});
