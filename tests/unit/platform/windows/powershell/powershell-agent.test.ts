import { afterEach, describe, expect, it, vi } from 'vitest';
import { powershellAgent, type PowerShellSession } from '../../../../../electron/platform/windows/powershell/index.ts';
import type { ScriptReason } from '../../../../../electron/platform/windows/powershell/wire.ts';
import type { SessionFailure } from '../../../../../electron/platform/windows/powershell/start.ts';
import { standIn, type StandIn } from '../../../../windows/powershell/stand-in.ts';

vi.setConfig({ testTimeout: 60_000 });

const open: StandIn[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
const started = async (mode?: string): Promise<StandIn> => {
  const one = await standIn(mode);
  open.push(one);
  return one;
};
const soon = { timeout: 10_000 };

/** A session that fails in one way only. */
const failing = (reason: SessionFailure | ScriptReason): PowerShellSession => ({
  ask: async () => ({ ok: false, reason }),
  facts: async () => ({ languageMode: 'unknown', state: 'unknown' }),
  dispose: async () => undefined,
});

describe('hands through PowerShell', () => {
  it('list windows, read, set, press and choose', async () => {
    const one = await started();
    const agent = powershellAgent(one.session);
    expect(await agent.windows([11, 12])).toEqual([
      { handle: 7, className: '#32770', title: 'E-Mail für Jürgen', processId: 11, enabled: true, visible: true },
      { handle: 7, className: '#32770', title: 'E-Mail für Jürgen', processId: 12, enabled: true, visible: true },
    ]);
    expect(await agent.read(1, soon)).toEqual({ ok: true, value: 'Grüße, 日本語 😀' });
    expect(await agent.set(1, 'größer 😀', 'quiet', soon)).toEqual({ ok: true, value: true });
    expect(await agent.press(1, soon)).toEqual({ ok: true, value: true });
    for (const choice of [{ checked: false }, { checked: true }, { line: 2 }, { tab: 1 }, { position: 5 }]) {
      expect(await agent.choose(1, choice, soon)).toEqual({ ok: true, value: true });
    }
    expect(one.log().match(/^choose .*$/gm)).toEqual([
      'choose checked 0',
      'choose checked 1',
      'choose line 2',
      'choose tab 1',
      'choose position 5',
    ]);
    expect(one.log()).toContain('set 9 characters');
  });

  it('call a window hung that is not answered for, and go on with the next', async () => {
    const agent = powershellAgent((await started()).session);
    await agent.read(1, soon);
    expect(await agent.read(3, { timeout: 300 })).toEqual({ ok: false, reason: 'hung' });
    expect(await agent.read(8, soon)).toEqual({ ok: false, reason: 'gone' });
  });

  it.each([
    ['powershell-missing', 'not-supported'],
    ['powershell-restricted', 'not-supported'],
    ['slow-start', 'timed-out'],
    ['timed-out', 'hung'],
    ['cancelled', 'cancelled'],
    ['crashed', 'not-supported'],
    ['garbled', 'not-supported'],
    ['gone', 'gone'],
    ['disabled', 'disabled'],
    ['not-found', 'not-found'],
    ['access-denied', 'access-denied'],
    ['failed', 'not-supported'],
  ] as const)('say %s as %s', async (reason, said) => {
    const agent = powershellAgent(failing(reason));
    const asked = [
      agent.tree(1, soon),
      agent.read(1, soon),
      agent.set(1, 'x', 'quiet', soon),
      agent.choose(1, { line: 0 }, soon),
      agent.lines(1, soon),
      agent.checked(1, soon),
      agent.press(1, soon),
      agent.close(1, soon),
    ];
    for (const answer of await Promise.all(asked)) expect(answer).toEqual({ ok: false, reason: said });
    expect(await agent.windows([1])).toEqual([]);
  });

  it('wait until something is seen, the time is over or nobody wants to know', async () => {
    const agent = powershellAgent(failing('failed'));
    let looks = 0;
    expect(await agent.wait(async () => ((looks += 1) > 2 ? 'seen' : undefined), soon)).toEqual({ ok: true, value: 'seen' });
    expect(await agent.wait(async () => undefined, { timeout: 1 })).toEqual({ ok: false, reason: 'timed-out' });
    const stop = new AbortController();
    const waiting = agent.wait(async () => undefined, { timeout: 60_000, signal: stop.signal });
    stop.abort();
    expect(await waiting).toEqual({ ok: false, reason: 'cancelled' });
  });
});
