import type { OperatingSystem } from '../../core/world/machine.ts';

const SERVED = ['XRDP_SESSION', 'NXSESSIONID', 'X2GO_SESSION', 'VNCDESKTOP', 'SSH_CONNECTION'];

/** Whether this desktop is shown over a network: pictures stand still then, and no graphics card is asked for. */
export function isRemoteSession(os: OperatingSystem, env: (name: string) => string | undefined): boolean {
  if (os === 'windows') return /^(rdp|ica)-/i.test(env('SESSIONNAME') ?? '');
  const forwarded = /^[^:/]+:\d/.test(env('DISPLAY') ?? '');
  return forwarded || SERVED.some((name) => (env(name) ?? '') !== '');
}
