import type { OperatingSystem } from '../core/world/machine.ts';

const SERVED = ['XRDP_SESSION', 'NXSESSIONID', 'X2GO_SESSION', 'VNCDESKTOP', 'SSH_CONNECTION'];

/** Whether this session is shown over a network, as far as its environment tells. */
export function isRemoteSession(os: OperatingSystem, env: (name: string) => string | undefined): boolean {
  if (os === 'windows') return /^(rdp|ica)-/i.test(env('SESSIONNAME') ?? '');
  return SERVED.some((name) => (env(name) ?? '') !== '');
}
