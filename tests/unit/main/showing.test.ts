import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../electron/core/model/address.ts';
import { EXAMPLE_VALUES } from '../../../electron/core/model/walkthrough-values.ts';
import { walkthroughValues } from '../../../electron/core/model/walkthrough.ts';
import { answersOf } from '../../../electron/main/handlers/answers.ts';
import { startOver } from '../../../electron/main/session.ts';
import { testDesk, type TestDesk } from './desk.ts';

const ask = async (desk: TestDesk, name: 'walkthroughValues' | 'saveWalkthrough', input: object): Promise<unknown> =>
  answersOf(desk)[name].run(input, { signal: new AbortController().signal, emit: () => undefined }, desk.trail);

const typed = { address: 'bert.brand@firma.example', fullName: '', scene: 'outlook-2016-imap' };

describe('the values of a walkthrough', () => {
  it('are examples around what was typed, when nothing was found', async () => {
    expect(await ask(testDesk(), 'walkthroughValues', typed)).toEqual({
      reply: {
        name: 'Bert Brand',
        email: 'bert.brand@firma.example',
        server: 'mail.firma.example',
        user: 'bert.brand@firma.example',
        profile: 'Mailramp – bert.brand@firma.example',
        domain: 'firma.example',
        ip: '192.0.2.10',
        dkim: EXAMPLE_VALUES.dkim,
      },
    });
  });

  it('are examples altogether, when nothing was typed', async () => {
    const reply = await ask(testDesk(), 'walkthroughValues', { address: '', fullName: '', scene: 'thunderbird' });
    expect(reply).toMatchObject({ reply: { email: 'anna.berg@firma.example', name: 'Anna Berg' } });
  });

  it('are those of the session once there is one, and never the password', async () => {
    const desk = testDesk();
    const address = parseAddress('anna@firma.example');
    if (address.ok) startOver(desk.session, address.value, 'Anna Beispiel');
    desk.session.username = 'anna';
    const reply = await ask(desk, 'walkthroughValues', typed);
    expect(reply).toMatchObject({ reply: { email: 'anna@firma.example', name: 'Anna Beispiel', user: 'anna' } });
    expect(Object.keys(walkthroughValues.shape)).not.toContain('password');
  });
});

describe('saving a walkthrough', () => {
  it('asks where, draws it with light screens, and writes it there', async () => {
    const desk = testDesk('/home/anna/imap.gif');
    expect(await ask(desk, 'saveWalkthrough', { ...typed, format: 'gif' })).toEqual({
      reply: { ok: true, value: { saved: true, path: '/home/anna/imap.gif' } },
    });
    expect(desk.asked[0]).toBe('save outlook-2016-imap.gif');
    expect(desk.asked[1]).toContain('"theme":"light"');
    expect(desk.machine.disk.get('/home/anna/imap.gif')).toBe('outlook-2016-imap.gif');
  });

  it('makes a folder for pictures', async () => {
    const desk = testDesk('/home/anna/steps');
    await ask(desk, 'saveWalkthrough', { ...typed, format: 'steps' });
    expect([...desk.machine.disk.keys()].filter((file) => file.startsWith('/home/anna/steps/')).sort()).toEqual([
      '/home/anna/steps/01-first.png',
      '/home/anna/steps/steps.json',
    ]);
  });

  it('draws nothing for whoever changed their mind', async () => {
    const desk = testDesk(undefined);
    expect(await ask(desk, 'saveWalkthrough', { ...typed, format: 'html' })).toEqual({ reply: { ok: true, value: { saved: false } } });
    expect(desk.asked).toEqual(['save outlook-2016-imap.html']);
  });

  it('takes no scene and no format that does not exist', async () => {
    expect(await ask(testDesk(), 'saveWalkthrough', { ...typed, scene: '../../etc/passwd', format: 'gif' })).toEqual({
      refused: 'malformed-input',
    });
    expect(await ask(testDesk(), 'saveWalkthrough', { ...typed, format: 'exe' })).toEqual({ refused: 'malformed-input' });
  });
});
