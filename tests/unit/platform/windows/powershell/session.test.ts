import { afterEach, describe, expect, it, vi } from 'vitest';
import { powershellSession } from '../../../../../electron/platform/windows/powershell/index.ts';
import { shippedScripts, standIn, type StandIn } from '../../../../windows/powershell/stand-in.ts';

// Each test starts programs, which takes its time on a busy computer.
vi.setConfig({ testTimeout: 60_000 });

const open: StandIn[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function started(...how: Parameters<typeof standIn>): Promise<StandIn> {
  const one = await standIn(...how);
  open.push(one);
  return one;
}

const soon = { timeout: 10_000 };
const read = (one: StandIn, control: number, timeout = 10_000) => one.session.ask('control.read', { control }, { timeout });

describe('a PowerShell that works', () => {
  it('is greeted, given the scripts without one error, and answers in any alphabet through a damaged code page', async () => {
    const one = await started();
    expect(await one.session.facts(soon)).toEqual({ version: '5.1.19041.4522', languageMode: 'full', state: 'ready' });
    expect(await read(one, 1)).toEqual({ ok: true, value: { text: 'Grüße, 日本語 😀' } });
    expect(one.log()).toContain('block function Receive-MailrampRequest {');
  });

  it('gets a password as data: it is executed nowhere, and no argument or variable carries it', async () => {
    const one = await started();
    const text = Buffer.from('Geheim-ÄÖ-1234').toString('base64');
    expect(await one.session.ask('control.set', { control: 1, text, way: 'quiet' }, soon)).toEqual({ ok: true, value: { done: true } });
    expect(one.log()).toContain('set 14 characters');
    expect(one.log()).not.toContain(text);
    expect(one.log()).not.toContain('Geheim');
  });

  it('is started without a profile, without questions and without what would steer it', async () => {
    const one = await started('', { env: { NODE_POWERSHELL: '/bin/false', DEBUG: '*', PSModulePath: '/x' } });
    expect(await read(one, 1)).toMatchObject({ ok: true });
    expect(one.log()).toContain('arguments -NoLogo -NoProfile -NonInteractive -NoExit -Command -');
    expect(one.log()).toMatch(/^environment $/m);
  });

  it('is not replaced by the program that NODE_POWERSHELL names in the own environment', async () => {
    vi.stubEnv('NODE_POWERSHELL', '/bin/false');
    const one = await started();
    expect(await read(one, 1)).toMatchObject({ ok: true });
    vi.unstubAllEnvs();
  });

  it('is understood when its greeting comes in pieces', async () => {
    const one = await started('pieces');
    expect(await one.session.facts(soon)).toMatchObject({ languageMode: 'full', state: 'ready' });
  });

  it('carries a line of a million characters', async () => {
    const answer = await read(await started(), 2);
    expect(answer.ok && answer.value.text.length).toBe(1_000_000);
  });

  it('keeps talking while it chatters on both streams', async () => {
    const one = await started('chatter');
    expect(await read(one, 1)).toMatchObject({ ok: true });
    expect(await read(one, 8)).toEqual({ ok: false, reason: 'gone' });
  });

  it('answers calls in the order in which they were made', async () => {
    const one = await started();
    const ended: string[] = [];
    await Promise.all([
      read(one, 2).then(() => ended.push('first')),
      read(one, 1).then(() => ended.push('second')),
      read(one, 8).then(() => ended.push('third')),
    ]);
    expect(ended).toEqual(['first', 'second', 'third']);
  });
});

describe('a PowerShell that does not work', () => {
  it.each([
    ['stub', 'powershell-missing'],
    ['exit-5', 'powershell-missing'],
    ['constrained', 'powershell-restricted'],
    ['restricted', 'powershell-restricted'],
    ['old', 'garbled'],
  ])('%s is told as %s', async (mode, reason) => {
    expect(await read(await started(mode), 1)).toEqual({ ok: false, reason });
  });

  it('is missing where there is no such program', async () => {
    const session = powershellSession({ program: '/nowhere/powershell.exe', env: {}, scripts: shippedScripts });
    expect(await session.ask('hello', {}, soon)).toEqual({ ok: false, reason: 'powershell-missing' });
    expect(await session.facts(soon)).toEqual({ languageMode: 'unknown', state: 'missing' });
    await session.dispose();
  });

  it('tells its language mode and version although no script may run', async () => {
    expect(await (await started('constrained')).session.facts(soon)).toEqual({
      version: '5.1.19041.4522',
      languageMode: 'constrained',
      state: 'restricted',
    });
    expect(await (await started('restricted')).session.facts(soon)).toEqual({ languageMode: 'restricted', state: 'restricted' });
  });

  it('that only stands there as a stub counts as none, whatever its exit code', async () => {
    expect(await (await started('stub')).session.facts(soon)).toEqual({ languageMode: 'unknown', state: 'missing' });
    expect(await (await started('exit-5')).session.facts(soon)).toEqual({ languageMode: 'unknown', state: 'missing' });
  });

  it('tells its version although the scripts are not there, and answers nothing else', async () => {
    const one = await started('', { scripts: () => Promise.resolve(undefined) });
    expect(await one.session.facts(soon)).toEqual({ version: '5.1.19041.4522', languageMode: 'full', state: 'unknown' });
    expect(await read(one, 1)).toEqual({ ok: false, reason: 'scripts-missing' });
  });

  it('that never greets is given up, and tried again next time', async () => {
    const one = await started('mute', { startLimit: 3000 });
    expect(await read(one, 1)).toEqual({ ok: false, reason: 'slow-start' });
    expect(await read(one, 1)).toEqual({ ok: false, reason: 'slow-start' });
    expect(one.log().match(/^arguments/gm)).toHaveLength(2);
  });
});

describe('a call that goes wrong', () => {
  it('is given up after its limit, and the next one gets a new PowerShell', async () => {
    const one = await started();
    expect(await read(one, 3, 300)).toEqual({ ok: false, reason: 'timed-out' });
    expect(await read(one, 1)).toMatchObject({ ok: true });
    expect(one.log().match(/^arguments/gm)).toHaveLength(2);
  });

  it.each([
    [4, 'crashed'],
    [5, 'garbled'],
    [6, 'garbled'],
    [7, 'garbled'],
    [9, 'garbled'],
    [10, 'garbled'],
  ])('%i ends as %s, and the next one is answered', async (control, reason) => {
    const one = await started();
    expect(await read(one, control)).toEqual({ ok: false, reason });
    expect(await read(one, 1)).toMatchObject({ ok: true });
  });

  it('is left at once when cancelled, although PowerShell still works on it', async () => {
    const one = await started();
    await one.session.facts(soon);
    const stop = new AbortController();
    const hanging = one.session.ask('control.read', { control: 3 }, { timeout: 500, signal: stop.signal });
    stop.abort();
    expect(await hanging).toEqual({ ok: false, reason: 'cancelled' });
    expect(await read(one, 1)).toMatchObject({ ok: true });
  });

  it('is not made at all when cancelled before its turn', async () => {
    const one = await started();
    const stop = new AbortController();
    const first = read(one, 1);
    const second = one.session.ask('control.press', { control: 1 }, { timeout: 10_000, signal: stop.signal });
    stop.abort();
    expect(await second).toEqual({ ok: false, reason: 'cancelled' });
    expect(await first).toMatchObject({ ok: true });
    expect(await read(one, 8)).toMatchObject({ ok: false });
    expect(one.log()).not.toContain('verb control.press');
  });

  it('is cancelled when the session ends under it', async () => {
    const one = await started();
    await one.session.facts(soon);
    const hanging = read(one, 3);
    await vi.waitFor(() => expect(one.log()).toContain('verb control.read'), 20_000);
    await one.session.dispose();
    expect(await hanging).toEqual({ ok: false, reason: 'cancelled' });
    expect(await read(one, 1)).toEqual({ ok: false, reason: 'cancelled' });
  });
});
