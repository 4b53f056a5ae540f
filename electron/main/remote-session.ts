/** Whether this desktop is shown over a network: pictures stand still then, and no graphics card is asked for. */
export function isRemoteSession(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): boolean {
  if (platform === 'win32') return /^(rdp|ica)-/i.test(env['SESSIONNAME'] ?? '');
  const forwarded = /^[^:/]+:\d/.test(env['DISPLAY'] ?? '');
  const served = ['XRDP_SESSION', 'NXSESSIONID', 'X2GO_SESSION', 'VNCDESKTOP', 'SSH_CONNECTION'].some((name) => (env[name] ?? '') !== '');
  return forwarded || served;
}
