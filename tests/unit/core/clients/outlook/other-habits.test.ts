import { describe, expect, it } from 'vitest';
import { codeOf, computerWith, setUp } from './set-up.ts';

const LANGUAGES = ['en', 'de', 'xx'] as const;
const autodiscover = (host: string): string => `https://${host}/autodiscover/autodiscover.xml`;

describe('Mail applets with habits of their own', () => {
  it.each(LANGUAGES)('may have more pages in More Settings, with boxes that mean something else (%s)', async (language) => {
    for (const kind of ['imap', 'pop3'] as const) {
      const computer = computerWith({ olderSettings: true, language });
      expect(codeOf(await setUp(computer, kind))).toBe('ok');
      expect(computer.desk.log).not.toContain('purges');
    }
  });

  it.each(['en', 'de'] as const)('may bring the errors of a failed test to the front (%s)', async (language) => {
    const run = await setUp(
      computerWith({ trouble: 'test-fails', errorsInFront: true, testSays: 'The server cannot be found.', language }),
    );
    expect(run.result).toMatchObject({ ok: false, problem: { code: 'cannot-connect', facts: { row: 1, rows: 1 } } });
  });

  it.each([
    ['password-wrong', 'Malbona sekretu (0x800CCC92)'],
    ['cannot-connect', 'Servilu ne respondas: 0x800ccc0e'],
    ['login-unclear', 'Io malbona okazis'],
  ])('may say why a test failed by a number alone (%s)', async (code, testSays) => {
    for (const errorsInFront of [false, true]) {
      const run = await setUp(computerWith({ trouble: 'test-fails', errorsInFront, testSays, language: 'xx' }));
      expect(codeOf(run)).toBe(code);
    }
  });

  it('may advise in every test what to do about a server that cannot be reached, and have reached it', async () => {
    const testAdvises = 'If Outlook is unable to connect, check the name of the server.';
    expect(codeOf(await setUp(computerWith({ testAdvises, language: 'xx' })))).toBe('ok');
  });

  it.each(LANGUAGES)('may show the address of a redirect in a field that cannot be changed (%s)', async (language) => {
    const script = { trouble: 'redirect', at: 'eas', redirectInField: true, language } as const;
    const known = computerWith({ ...script, redirectUrl: autodiscover('autodiscover.firma.example') });
    const run = await setUp(known);
    expect([codeOf(run), known.desk.log.filter((line) => line.startsWith('answered'))]).toEqual(['ok', ['answered Microsoft Outlook 1']]);
    expect(JSON.stringify(run.entries)).not.toContain('https://');
    const stranger = await setUp(computerWith({ ...script, redirectUrl: autodiscover('autodiscover.evil.example') }));
    expect(stranger.result).toMatchObject({ ok: false, problem: { facts: { hosts: ['autodiscover.evil.example'] } } });
  });

  it('may ask in any language whether to leave, and are left', async () => {
    for (const trouble of ['test-fails', 'extra-page'] as const) {
      const computer = computerWith({ trouble, language: 'xx', asksOnCancel: 'Chu vi volas profilu sen kontu?' });
      const before = computer.registry.snapshot();
      expect(codeOf(await setUp(computer))).not.toBe('ok');
      expect([computer.desk.dialogs, computer.registry.snapshot()]).toEqual([[], before]);
    }
  });

  it.each(['en', 'de'] as const)(
    'may say on the page of their search that nothing was found, and are filled in by hand (%s)',
    async (language) => {
      const computer = computerWith({ autodiscover: 'nothing', searchStays: true, language });
      const run = await setUp(computer, 'imap', { autodiscover: 'imap' });
      expect(codeOf(run)).toBe('ok');
      expect(computer.desk.log).toContain('page choose');
      expect(computer.clock.elapsed()).toBeLessThan(60_000);
    },
  );

  it.each(LANGUAGES)('may test for long without a sign of life, and are waited for (%s)', async (language) => {
    for (const kind of ['activesync', 'imap'] as const) {
      expect(codeOf(await setUp(computerWith({ language, testTakes: 25_000, ownCloseId: true }), kind))).toBe('ok');
    }
  });

  it.each(LANGUAGES)('may tick unasked what nobody wants besides the account, and it is unticked (%s)', async (language) => {
    const computer = computerWith({ language, offersMore: true });
    expect(codeOf(await setUp(computer))).toBe('ok');
    expect(computer.desk.log).not.toContain('opens a web page');
  });

  it('may never end their test, and are not told to stop it before the time is over', async () => {
    const computer = computerWith({ language: 'xx', testTakes: 1_000_000, ownCloseId: true });
    expect(codeOf(await setUp(computer, 'activesync'))).toBe('timed-out');
    expect(computer.clock.elapsed()).toBeGreaterThan(120_000);
  });

  it('may be over with their test before it is first seen', async () => {
    const run = await setUp(computerWith({ language: 'xx', trouble: 'test-over', ownCloseId: true }), 'activesync');
    expect(codeOf(run)).toBe('ok');
  });

  it('may end in the middle of More Settings, which is not called slowness', async () => {
    const computer = computerWith({});
    const { agent } = computer.desk;
    const choose = agent.choose;
    agent.choose = (control, choice, options) => {
      if ('tab' in choice) for (const { id } of computer.desk.processes.slice(-1)) computer.desk.end(id);
      return choose(control, choice, options);
    };
    expect(codeOf(await setUp(computer, 'imap'))).toBe('control-not-found');
  });
});
