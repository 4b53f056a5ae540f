import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../../electron/core/model/secret.ts';
import { annasAccount } from '../../../../fakes/accounts.ts';
import { OUTLOOK_KEY } from '../../../../fakes/office-computer.ts';
import type { AppletScript } from '../../../../fakes/outlook-applet.ts';
import { CLIENTS, codeOf, computerWith, PASSWORD, setUp } from './set-up.ts';

describe('Outlook set up through its own dialogs', () => {
  const kinds = ['activesync', 'imap', 'pop3'] as const;
  const cases = kinds.flatMap((kind) =>
    (['en', 'de', 'xx'] as const).flatMap((language) => ([0, 1] as const).map((look) => [kind, language, look] as const)),
  );

  it.each(cases)('%s in %s, look %d, ends verified', async (kind, language, look) => {
    const computer = computerWith({ language, look });
    const run = await setUp(computer, kind);
    expect(run.result).toMatchObject({ ok: true, value: { state: 'written' } });
    if (!run.result.ok) return;
    const proofs = await CLIENTS[kind].verify(computer, run.result.value);
    expect(proofs.ok && proofs.value.map((proof) => proof.kind)).toContain('account-in-profile');
    expect(computer.desk.dialogs).toEqual([]);
    expect(computer.registry.below(`${OUTLOOK_KEY}\\Profiles`)).toContain('Outlook');
  });
});

describe('trouble in the dialogs', () => {
  const stops: readonly (readonly [string, AppletScript, string, Record<string, unknown>])[] = [
    [
      'the simplified wizard in spite of the switch',
      { trouble: 'simplified-always' },
      'unexpected-window',
      { window: 'simplified', title: 'Outlook' },
    ],
    ['a choice that is greyed out', { trouble: 'greyed' }, 'forbidden-by-policy', { controls: ['eas-choice'] }],
    ['a choice that is missing', { trouble: 'no-eas-choice' }, 'control-not-found', { controls: ['eas-choice'] }],
    ['a test that fails', { trouble: 'test-fails' }, 'login-unclear', { reason: 'test-failed' }],
    ['a test that fails in an unknown language', { trouble: 'test-fails', language: 'xx' }, 'login-unclear', { reason: 'test-failed' }],
    ['an extra page', { trouble: 'extra-page' }, 'unexpected-window', { window: 'unknown' }],
    ['an account that exists', { trouble: 'exists' }, 'unexpected-window', { window: 'account-exists', title: 'Microsoft Outlook' }],
    [
      'an account that exists, in an unknown language',
      { trouble: 'exists', language: 'xx' },
      'unexpected-window',
      { window: 'message-box' },
    ],
    ['a message', { trouble: 'message', at: 'eas' }, 'unexpected-window', { window: 'message-box', title: 'Microsoft Outlook' }],
    [
      'a certificate warning',
      { trouble: 'certificate', at: 'eas' },
      'unexpected-window',
      { window: 'certificate-warning', title: 'Internet Security Warning' },
    ],
    [
      'a certificate warning in an unknown language',
      { trouble: 'certificate', at: 'test', language: 'xx' },
      'unexpected-window',
      { window: 'message-box' },
    ],
    ['a request for credentials', { trouble: 'credentials', at: 'test' }, 'unexpected-window', { window: 'credential-prompt' }],
    [
      'a request for credentials in an unknown language',
      { trouble: 'credentials', at: 'eas', language: 'xx' },
      'unexpected-window',
      { window: 'credential-prompt' },
    ],
    [
      'a redirect to a stranger',
      { trouble: 'redirect', at: 'eas', redirectUrl: 'https://autodiscover.evil.example/autodiscover/autodiscover.xml' },
      'unexpected-window',
      { window: 'redirect-prompt', hosts: ['autodiscover.evil.example'] },
    ],
    [
      'a redirect without protection to a host that is trusted',
      { trouble: 'redirect', at: 'eas', redirectUrl: 'http://mail.firma.example/autodiscover/autodiscover.xml' },
      'unexpected-window',
      { window: 'redirect-prompt' },
    ],
    [
      'a redirect to a host that only begins like a trusted one',
      { trouble: 'redirect', at: 'eas', redirectUrl: 'https://mail.firma.example.evil.example/autodiscover/autodiscover.xml' },
      'unexpected-window',
      { window: 'redirect-prompt' },
    ],
    ...(
      [
        ['password-wrong', 'Your e-mail server rejected your login. Verify your user name and password.'],
        ['password-wrong', 'Benutzername oder Kennwort ist falsch.'],
        ['password-wrong', 'Fönä (0x800CCC92)'],
        ['cannot-connect', 'Log onto Exchange ActiveSync mail server (EAS): The server cannot be found.'],
        ['cannot-connect', 'Der Server antwortet nicht.'],
        ['login-unclear', 'Something else went wrong.'],
      ] as const
    ).map(
      ([code, testSays]) =>
        [`a test that says "${testSays}"`, { trouble: 'test-fails', testSays }, code, { reason: 'test-failed' }] as const,
    ),
    ['a finish that writes nothing', { trouble: 'writes-nothing' }, 'undone-after-failure', { wrong: ['account'] }],
    ['a finish that writes another kind', { trouble: 'writes-other-kind' }, 'undone-after-failure', { because: 'not-verified' }],
    ...(['mail-setup', 'mail', 'new-profile', 'auto', 'choose', 'eas', 'test', 'done'] as const).flatMap((at) => [
      [`a crash at ${at}`, { trouble: 'crash', at }, 'control-not-found', { reason: 'gone' }] as const,
      [`a hang at ${at}`, { trouble: 'hang', at }, 'timed-out', {}] as const,
    ]),
  ];

  it.each(stops)('%s is a named stop, and everything is as before', async (_name, script, code, facts) => {
    const computer = computerWith(script);
    const before = computer.registry.snapshot();
    const run = await setUp(computer);
    expect(run.result).toMatchObject({ ok: false, problem: { code, facts } });
    expect(computer.registry.snapshot()).toEqual(before);
    expect(run.records.at(-1)?.state).toBe('undone');
    expect(computer.clock.elapsed()).toBeLessThan(60_000);
    const accepted = computer.desk.log.filter((line) => /answered .* (1|6)$/.test(line));
    expect(accepted).toEqual([]);
    if (script.trouble !== 'hang') expect(computer.desk.dialogs).toEqual([]);
  });

  it('leaves a wizard that asks whether to leave, and removes the profile that stays', async () => {
    const computer = computerWith({ trouble: 'message', at: 'eas', asksOnCancel: true });
    const before = computer.registry.snapshot();
    expect(codeOf(await setUp(computer))).toBe('unexpected-window');
    expect([computer.desk.dialogs, computer.registry.snapshot()]).toEqual([[], before]);
  });

  it('answers a request for credentials once, by refusing', async () => {
    const computer = computerWith({ trouble: 'credentials', at: 'eas' });
    await setUp(computer);
    expect(computer.desk.log.filter((line) => line.startsWith('answered credentials'))).toEqual(['answered credentials 2']);
  });

  it.each(['stubborn', 'typed-only'] as const)('gets through to fields that are %s', async (trouble) => {
    for (const at of ['auto', 'eas', 'pop-imap'] as const) {
      const computer = computerWith({ trouble, at, autodiscover: 'imap' });
      const kind = at === 'eas' ? 'activesync' : 'imap';
      expect(codeOf(await setUp(computer, kind, at === 'auto' ? { autodiscover: 'imap' } : {}))).toBe('ok');
    }
  });

  it.each(['mail', 'new-profile', 'auto', 'choose', 'eas', 'test', 'done'] as const)('waits for a page that is slow: %s', async (at) => {
    expect(codeOf(await setUp(computerWith({ trouble: 'slow', at })))).toBe('ok');
  });

  it.each(['mail', 'autodiscover'])('accepts a redirect to %s of the own domain, which discovery trusts', async (name) => {
    const redirectUrl = `https://${name}.firma.example/autodiscover/autodiscover.xml`;
    for (const language of ['en', 'de', 'xx'] as const) {
      const computer = computerWith({ trouble: 'redirect', at: 'eas', redirectUrl, language });
      expect(codeOf(await setUp(computer))).toBe('ok');
      expect(computer.desk.log).toContain('answered Microsoft Outlook 1');
    }
  });

  it('never shows a text or the password in the transcript', async () => {
    const run = await setUp(computerWith({ language: 'de' }), 'imap');
    const said = JSON.stringify([run.entries, run.records, run.result]);
    expect(said).not.toContain(PASSWORD);
    expect(JSON.stringify(run.entries)).not.toContain('anna@firma.example');
    expect(run.entries.map(({ page }) => page)).toEqual(
      expect.arrayContaining(['mail-setup', 'mail', 'new-profile', 'auto', 'choose-service', 'pop-imap', 'more-settings', 'test', 'done']),
    );
  });
});

describe('the way through', () => {
  it('takes the automatic page when Outlook would find what is wanted', async () => {
    const computer = computerWith({ autodiscover: 'activesync' });
    const run = await setUp(computer, 'activesync', { autodiscover: 'activesync' });
    expect(codeOf(run)).toBe('ok');
    expect(run.entries.map(({ page }) => page)).not.toContain('choose-service');
  });

  it.each(['imap', 'nothing'] as const)('goes on by hand when the automatic page finds %s instead', async (autodiscover) => {
    const computer = computerWith({ autodiscover });
    const run = await setUp(computer, 'activesync', { autodiscover: 'activesync' });
    expect(codeOf(run)).toBe('ok');
    expect(run.entries.map(({ page }) => page)).toContain('eas');
    expect(computer.registry.below(`${OUTLOOK_KEY}\\Profiles`)).toEqual(['Outlook', 'Mailramp – anna@firma.example']);
  });

  it('switches the classic wizard on for the run and puts the switch back as it was', async () => {
    const absent = computerWith({ trouble: 'simplified' });
    expect(codeOf(await setUp(absent))).toBe('ok');
    expect(await absent.registry.exists('HKCU', `${OUTLOOK_KEY}\\setup`)).toBe(false);

    const off = computerWith({ trouble: 'simplified' });
    off.registry.put('HKCU', `${OUTLOOK_KEY}\\Setup`, { DisableOffice365SimplifiedAccountCreation: 0 });
    expect(codeOf(await setUp(off))).toBe('ok');
    const value = await off.registry.value('HKCU', `${OUTLOOK_KEY}\\setup`, 'DisableOffice365SimplifiedAccountCreation');
    expect(value).toEqual({ type: 'number', number: 0 });
  });

  it('opens the dialogs by Outlook itself where that is there', async () => {
    const computer = computerWith({}, { opener: 'outlook' });
    expect(codeOf(await setUp(computer))).toBe('ok');
    expect(computer.desk.processes.map(({ name }) => name)).toEqual([]);
  });

  it('makes the first profile of a computer the default, and another one only when wished', async () => {
    const first = computerWith({}, { profiles: false });
    expect(codeOf(await setUp(first))).toBe('ok');
    expect(await first.registry.value('HKCU', OUTLOOK_KEY, 'DefaultProfile')).toEqual({
      type: 'text',
      text: 'Mailramp – anna@firma.example',
    });

    const second = computerWith({});
    expect(codeOf(await setUp(second))).toBe('ok');
    expect(await second.registry.value('HKCU', OUTLOOK_KEY, 'DefaultProfile')).toEqual({ type: 'text', text: 'Outlook' });

    const wished = computerWith({});
    expect(codeOf(await setUp(wished, 'imap', { makeDefault: true }))).toBe('ok');
    expect(await wished.registry.value('HKCU', OUTLOOK_KEY, 'DefaultProfile')).toEqual({
      type: 'text',
      text: 'Mailramp – anna@firma.example',
    });
  });

  it.each(['en', 'xx'] as const)('sees that a test was over before it was looked at (%s)', async (language) => {
    const computer = computerWith({ trouble: 'test-over', language });
    expect(codeOf(await setUp(computer))).toBe('ok');
    expect(computer.clock.elapsed()).toBeLessThan(20_000);
  });

  it('gives the default place back when the dialogs gave it to a profile for which nobody wished that', async () => {
    const computer = computerWith({ takesDefault: true });
    expect(codeOf(await setUp(computer))).toBe('ok');
    expect(await computer.registry.value('HKCU', OUTLOOK_KEY, 'DefaultProfile')).toEqual({ type: 'text', text: 'Outlook' });
  });

  it('says already there the second time, whatever the profile is called', async () => {
    const computer = computerWith({ look: 1 });
    expect(codeOf(await setUp(computer, 'activesync', { profileName: 'Work' }))).toBe('ok');
    const again = await computer.clock.run(CLIENTS.activesync.plan(computer, { account: annasAccount() }));
    expect(again).toMatchObject({
      ok: true,
      value: { alreadyThere: true, steps: [{ kind: 'already-there', facts: { name: 'Work' } }] },
    });
  });

  it('touches no window of another program, equal titles or not', async () => {
    const computer = computerWith({});
    const stranger = computer.desk.start('decoy.exe');
    const decoys = ['Mail Setup - Outlook', 'Mail', 'Add Account'].map((title) =>
      computer.desk.open({ title, processId: stranger }, [{ className: 'Button', caption: '&Next >', id: 2 }, { className: 'Edit' }]),
    );
    expect(codeOf(await setUp(computer))).toBe('ok');
    const handles = decoys.flatMap(({ handle, widgets }) => [handle, ...widgets.map((one) => one.handle)]);
    expect(handles.filter((handle) => computer.desk.touched.has(handle))).toEqual([]);
  });
});

describe('what is looked at before a dialog is opened', () => {
  it('stops when Outlook runs, and goes on by itself when a person closes it', async () => {
    const stopped = computerWith({});
    stopped.desk.start('OUTLOOK.EXE');
    expect(codeOf(await setUp(stopped))).toBe('client-running');

    const closed = computerWith({});
    const id = closed.desk.start('OUTLOOK.EXE');
    const told: string[] = [];
    void closed.clock.sleep(7000).then(() => closed.desk.end(id));
    const run = await setUp(closed, 'activesync', {}, { waitForProgram: 60_000, onWaiting: (program) => told.push(program) });
    expect([codeOf(run), told]).toEqual(['ok', ['Outlook']]);
  });

  it.each([
    ['a locked session', { locked: true }, 'no-desktop'],
    ['no desktop', { desktop: false }, 'no-desktop'],
    ["another person's desktop", { otherUser: true }, 'elevation-mismatch'],
  ] as const)('stops at %s', async (_name, session, code) => {
    const computer = computerWith({});
    Object.assign(computer.session, session);
    const before = computer.registry.snapshot();
    expect(codeOf(await setUp(computer))).toBe(code);
    expect(computer.registry.snapshot()).toEqual(before);
  });

  it.each(['en', 'xx'] as const)('stops when the applet is open already (%s)', async (language) => {
    const computer = computerWith({ language });
    const title = language === 'en' ? 'Mail Setup - Outlook' : 'Vano Teko - Outlook';
    computer.desk.open({ title, processId: computer.desk.start('rundll32.exe') });
    expect(await setUp(computer)).toMatchObject({
      result: { ok: false, problem: { code: 'client-running', facts: { reason: 'mail-applet' } } },
    });
    expect(computer.desk.dialogs.map((dialog) => dialog.title)).toEqual([title]);
  });

  it('stops at a policy that takes the kind of account away', async () => {
    const computer = computerWith({});
    computer.registry.put('HKCU', 'Software\\Policies\\Microsoft\\Office\\16.0\\Outlook\\Options', { DisableIMAP: 1 });
    expect(codeOf(await setUp(computer, 'imap'))).toBe('forbidden-by-policy');
  });

  it('wants a password before it opens anything', async () => {
    const computer = computerWith({});
    const run = await setUp(computer, 'activesync', { password: new Secret('') });
    expect([codeOf(run), computer.desk.processes]).toEqual(['usage', []]);
  });
});

describe('the assisted level', () => {
  const assisted = { level: 'assisted' } as const;

  it('touches nothing, watches the person, and proves what he made', async () => {
    const computer = computerWith({});
    const key = `${OUTLOOK_KEY}\\Profiles\\My own name\\9375CFF0413111d3B88A00104B2A6676\\00000001`;
    void computer.clock.sleep(20_000).then(() => {
      const values = {
        clsid: '{ED475415-B0D6-11D2-8C3B-00104B2A6676}',
        'EAS Server URL': 'mail.firma.example',
        'EAS User': 'anna@firma.example',
      };
      computer.registry.put('HKCU', key, values);
      for (const { id } of [...computer.desk.processes]) computer.desk.end(id);
    });
    const run = await setUp(computer, 'activesync', assisted);
    expect(run.result).toMatchObject({ ok: true, value: { state: 'written', data: { wanted: { profile: 'My own name' } } } });
    expect(computer.desk.log.filter((line) => /^(set|press)/.test(line))).toEqual([]);
    if (!run.result.ok) return;
    await computer.clock.run(CLIENTS.activesync.undo(computer, run.result.value));
    expect(computer.registry.below(`${OUTLOOK_KEY}\\Profiles`)).toEqual(['Outlook']);
  });

  it('says cancelled when the person closed the dialogs without an account', async () => {
    const computer = computerWith({});
    const before = computer.registry.snapshot();
    void computer.clock.sleep(5000).then(() => computer.desk.dialogs[0]?.onClose());
    expect(codeOf(await setUp(computer, 'activesync', assisted))).toBe('cancelled');
    expect(computer.registry.snapshot()).toEqual(before);
  });
});
