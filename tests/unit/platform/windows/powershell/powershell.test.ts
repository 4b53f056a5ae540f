import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PowerShell } from '../../../../../electron/core/world/windows.ts';
import { openPowerShell, powershellOver, type PowerShellSession } from '../../../../../electron/platform/windows/powershell/index.ts';
import { findScripts, scriptFolders, SCRIPT_NAMES } from '../../../../../electron/platform/windows/powershell/scripts.ts';
import { standInProgram, type StandInProgram } from '../../../../windows/powershell/stand-in.ts';

vi.setConfig({ testTimeout: 60_000 });

const open: { powershell: PowerShell; program: StandInProgram }[] = [];
afterEach(async () => {
  for (const { powershell, program } of open.splice(0)) {
    await powershell.dispose();
    program.remove();
  }
});

function opened(mode?: string) {
  const program = standInProgram(mode);
  const powershell = openPowerShell(program.settings);
  open.push({ powershell, program });
  return { powershell, log: program.log };
}

const soon = { timeout: 20_000 };
const starts = (log: string): number => (log.match(/^arguments/gm) ?? []).length;

describe('PowerShell as the product has it', () => {
  it('is not started before something is asked, and once for everything after that', async () => {
    const { powershell, log } = opened();
    expect(log()).toBe('');
    expect(await powershell.facts(soon)).toEqual({ version: '5.1.19041.4522', languageMode: 'full', state: 'ready' });
    expect(await powershell.newOutlook(soon)).toEqual({
      ok: true,
      value: [{ name: 'Microsoft.OutlookForWindows', version: '1.2024.1111.100' }],
    });
    expect(await powershell.outlookCrashes(7, soon)).toEqual({
      ok: true,
      value: [{ time: '2026-11-20T08:15:00Z', module: 'pstprx32.dll', code: 'c0000005' }],
    });
    expect(await powershell.agent.tree(7, soon)).toMatchObject({ ok: true, value: [{ handle: -1, parent: 7 }] });
    expect(starts(log())).toBe(1);
  });

  it('asks Outlook with the name of the profile in any alphabet', async () => {
    const { powershell, log } = opened();
    const answer = await powershell.outlookAccounts({ consent: true, profile: 'Büro – 日本' }, soon);
    expect(answer).toMatchObject({ ok: true, value: { profile: 'Büro – 日本', started: true, accounts: [{ type: 4 }] } });
    expect(log()).toContain('outlook {"consent":true,"profile":"Büro – 日本"}');
  });

  it('does not even start without the consent to ask Outlook', async () => {
    const { powershell, log } = opened();
    expect(await powershell.outlookAccounts({ consent: false, profile: '' }, soon)).toEqual({ ok: false, reason: 'consent-needed' });
    expect(log()).toBe('');
  });

  it.each([
    ['stub', 'missing', 'missing'],
    ['constrained', 'restricted', 'restricted'],
    ['old', 'unknown', 'failed'],
  ] as const)('says of a %s one that it is %s, and why it tells nothing', async (mode, state, reason) => {
    const { powershell } = opened(mode);
    expect(await powershell.facts(soon)).toMatchObject({ state });
    expect(await powershell.newOutlook(soon)).toEqual({ ok: false, reason });
    expect(await powershell.outlookCrashes(7, soon)).toEqual({ ok: false, reason });
    expect(await powershell.outlookAccounts({ consent: true, profile: '' }, soon)).toEqual({ ok: false, reason });
    expect(await powershell.agent.tree(1, soon)).toEqual({ ok: false, reason: 'not-supported' });
  });

  it('tells nothing any more once it is disposed of', async () => {
    const { powershell, log } = opened();
    await powershell.dispose();
    expect(await powershell.facts(soon)).toEqual({ languageMode: 'unknown', state: 'unknown' });
    expect(await powershell.newOutlook(soon)).toEqual({ ok: false, reason: 'cancelled' });
    expect(log()).toBe('');
  });

  it.each([
    ['slow-start', 'timed-out'],
    ['timed-out', 'timed-out'],
    ['not-supported', 'not-supported'],
    ['access-denied', 'access-denied'],
    ['scripts-missing', 'failed'],
    ['crashed', 'failed'],
  ] as const)('passes %s on as %s', async (reason, said) => {
    const session: PowerShellSession = {
      ask: async () => ({ ok: false, reason }),
      facts: async () => ({ languageMode: 'unknown', state: 'unknown' }),
      dispose: async () => undefined,
    };
    expect(await powershellOver(session).newOutlook(soon)).toEqual({ ok: false, reason: said });
  });
});

describe('the scripts', () => {
  const inside = (...parts: string[]): string => path.resolve('/', ...parts);

  it('are found from the sources', async () => {
    expect(await findScripts()).toHaveLength(SCRIPT_NAMES.length);
  });

  it.each([
    ['opt/mailramp/parts', ['opt/mailramp/powershell', 'assets/powershell']],
    ['app/app.asar/out/main/parts', ['app/app.asar/out/main/powershell', 'app/app.asar/assets/powershell']],
    ['home/anna/mailramp/out/cli/parts', ['home/anna/mailramp/out/cli/powershell', 'home/anna/mailramp/assets/powershell']],
    ['home/anna/mailramp/electron/platform/windows/powershell', ['home/anna/mailramp/assets/powershell']],
  ])('of the code in %s are looked for in the product alone', (here, folders) => {
    expect(scriptFolders(inside(here))).toEqual(folders.map((folder) => inside(folder)));
  });
});
