import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Replica } from './office.ts';
import { asBefore, type Office, openOffice, type OutlookClient } from './runs.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const own = 'https://mail.example.test';
const stranger = 'https://mail.stranger.example';

describe('trouble that is overcome', () => {
  it.each<[string, OutlookClient, Replica]>([
    ['fields that only notice what is pasted, for ActiveSync', 'outlook-activesync', { trouble: 'stubborn', at: 'eas', look: 1 }],
    ['fields that only notice what is pasted, for IMAP', 'outlook-imap', { trouble: 'stubborn', at: 'pop-imap' }],
    ['fields that only take characters, for ActiveSync', 'outlook-activesync', { trouble: 'typed-only', at: 'eas' }],
    ['fields that only take characters, for IMAP', 'outlook-imap', { trouble: 'typed-only', at: 'pop-imap', look: 2 }],
    ['the simplified wizard, which the switch turns off', 'outlook-activesync', { trouble: 'simplified' }],
    ['a redirect to a host that is trusted', 'outlook-activesync', { trouble: 'redirect', at: 'eas', redirect: own }],
    [
      'a redirect to the domain’s own autodiscover',
      'outlook-imap',
      { trouble: 'redirect', at: 'pop-imap', redirect: 'https://autodiscover.example.test', language: 'de' },
    ],
    ['a redirect in an unknown language', 'outlook-activesync', { trouble: 'redirect', at: 'eas', redirect: own, language: 'xx' }],
    ['a window of the applet that waits for nobody', 'outlook-activesync', { trouble: 'modeless', at: 'choose' }],
    ['a window that shows progress and has a button', 'outlook-activesync', { trouble: 'progress', at: 'eas', former: 'Outlook' }],
  ])('%s', async (_name, client, replica) => {
    await office.reset(replica);
    const result = await office.setUp(client);
    expect(result).toMatchObject({ exit: 0, outcome: 'verified' });
    if (replica.trouble === 'redirect') expect(result.log).toContain('redirect allowed');
  });

  it('the automatic page with fields that only notice what is pasted', async () => {
    await office.reset({ trouble: 'stubborn', at: 'auto', autodiscover: 'activesync' });
    const result = await office.setUp('outlook-activesync', { outlookGets: 'activesync' });
    expect(result).toMatchObject({ exit: 0, outcome: 'verified' });
    expect(result.log).not.toContain('page choose');
  });

  it.each(['imap', 'nothing'] as const)('the automatic page that finds %s instead of ActiveSync', async (autodiscover) => {
    await office.reset({ autodiscover });
    const result = await office.setUp('outlook-activesync', { outlookGets: 'activesync' });
    expect(result).toMatchObject({ exit: 0, outcome: 'verified' });
    expect((await office.state()).profiles).toHaveLength(1);
  });
});

type Stop = [name: string, exit: number, problem: object, replica: Replica, client?: OutlookClient];
const window = (name: string, title?: string): object => ({
  code: 'unexpected-window',
  facts: { window: name, ...(title === undefined ? {} : { title }) },
});

describe('trouble that stops it', () => {
  const stops: Stop[] = [
    ['the simplified wizard that cannot be turned off', 22, window('simplified'), { trouble: 'simplified-always' }],
    ['a choice that is greyed', 28, { code: 'forbidden-by-policy' }, { trouble: 'greyed', at: 'choose' }],
    ['a test that says the password is wrong', 13, { code: 'password-wrong' }, { trouble: 'test-password' }],
    ['the same on a second tab', 13, { code: 'password-wrong' }, { trouble: 'test-password', look: 1, language: 'de' }, 'outlook-imap'],
    ['a test that says the server is not there', 24, { code: 'cannot-connect' }, { trouble: 'test-server', look: 2 }, 'outlook-imap'],
    ['the same in German', 24, { code: 'cannot-connect' }, { trouble: 'test-server', language: 'de' }],
    ['the same in an unknown language, by its number', 24, { code: 'cannot-connect' }, { trouble: 'test-server', language: 'xx' }],
    ['a certificate warning', 22, window('certificate-warning', 'Internet Security Warning'), { trouble: 'certificate', at: 'test' }],
    ['a certificate warning in an unknown language', 22, window('message-box'), { trouble: 'certificate', at: 'eas', language: 'xx' }],
    ['a credential prompt', 22, window('credential-prompt', 'Windows Security'), { trouble: 'credentials', at: 'test' }],
    ['a credential prompt that asks again', 22, window('credential-prompt'), { trouble: 'credentials-insisting', at: 'eas' }],
    ['a redirect to a stranger', 22, window('redirect-prompt'), { trouble: 'redirect', at: 'eas', redirect: stranger }],
    [
      'a redirect without protection',
      22,
      window('redirect-prompt'),
      { trouble: 'redirect', at: 'eas', redirect: 'http://mail.example.test' },
    ],
    ['a message box', 22, window('message-box', 'Microsoft Outlook'), { trouble: 'message', at: 'eas' }],
    ['an account that Outlook says exists', 22, window('account-exists', 'Microsoft Outlook'), { trouble: 'exists' }],
    ['a question where mail is delivered', 22, window('data-file', 'Mail Delivery Location'), { trouble: 'location', at: 'done' }],
    ['a page of data files', 22, window('data-file'), { trouble: 'data-file' }],
    ['a page that nobody knows', 22, window('unknown'), { trouble: 'extra-page' }],
    ['a finish that writes nothing', 31, { code: 'undone-after-failure' }, { trouble: 'writes-nothing' }],
    ['a finish that writes another kind', 31, { code: 'undone-after-failure' }, { trouble: 'writes-other-kind' }],
  ];
  // With a profile that was there before and without one, in turns.
  const cases = stops.map(([name, exit, problem, replica, client = 'outlook-activesync'], place) => {
    const former = place % 2 === 0 ? 'Outlook' : undefined;
    return { name, exit, problem, client, former, replica: { ...replica, ...(former === undefined ? {} : { former }) } };
  });

  it.each(cases)('$name ends with $exit, and everything is as before', async ({ exit, problem, replica, client, former }) => {
    await office.reset(replica);
    const result = await office.setUp(client);
    expect(result).toMatchObject({ exit, problem });
    expect(result.log).not.toMatch(/answered yes|redirect allowed/);
    if (replica.trouble === 'credentials') expect(result.log.match(/answered no/g)).toHaveLength(1);
    expect(await office.state()).toEqual(asBefore(former));
  });
});
