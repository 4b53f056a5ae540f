import { describe, expect, it } from 'vitest';
import { powershellEnvironment, powershellProgram } from '../../../../../electron/platform/windows/powershell/index.ts';

const inside = (folder: string): string => `C:\\WINDOWS\\${folder}\\WindowsPowerShell\\v1.0\\powershell.exe`;

describe('which PowerShell', () => {
  it('is the one in the Windows folder, never one of PATH', () => {
    expect(powershellProgram({ env: { SystemRoot: 'C:\\WINDOWS', PATH: 'D:\\evil' }, architecture: 'x64' })).toBe(inside('System32'));
  });

  it('is reached by Sysnative from a 32-bit process on 64-bit Windows only', () => {
    const env = { systemroot: 'C:\\WINDOWS', PROCESSOR_ARCHITEW6432: 'AMD64' };
    expect(powershellProgram({ env, architecture: 'ia32' })).toBe(inside('Sysnative'));
    expect(powershellProgram({ env: { SystemRoot: 'C:\\WINDOWS' }, architecture: 'ia32' })).toBe(inside('System32'));
    expect(powershellProgram({ env, architecture: 'x64' })).toBe(inside('System32'));
  });

  it.each([{}, { SystemRoot: '' }, { SystemRoot: '..\\here' }, { SystemRoot: '\\\\server\\share' }])(
    'stays absolute and local with %o',
    (env) => {
      expect(powershellProgram({ env, architecture: 'x64' })).toBe('C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe');
    },
  );
});

describe('the environment of PowerShell', () => {
  it('keeps what programs need and drops what would steer it, whatever the case', () => {
    const env = powershellEnvironment({
      USERPROFILE: 'C:\\Users\\a',
      Node_PowerShell: 'x',
      debug: '*',
      PSModulePath: 'y',
      GONE: undefined,
    });
    expect(env).toMatchObject({ USERPROFILE: 'C:\\Users\\a', NO_COLOR: '1', TERM: 'dumb' });
    expect(Object.keys(env).map((name) => name.toUpperCase())).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(NODE_POWERSHELL|DEBUG|PSMODULEPATH|GONE)$/)]),
    );
  });
});
