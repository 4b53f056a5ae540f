import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asBefore, type Office, openOffice } from './runs.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const ACTIVESYNC = ['mail-setup', 'mail', 'new-profile', 'auto', 'choose', 'eas', 'test', 'done'] as const;
const IMAP = ['pop-imap', 'more-settings'] as const;
const PAGES = [...ACTIVESYNC.map((at) => ['outlook-activesync', at] as const), ...IMAP.map((at) => ['outlook-imap', at] as const)];

describe('at every page', () => {
  it.each(PAGES)('%s: a crash at %s ends with 23, and everything is as before', async (client, at) => {
    await office.reset({ trouble: 'crash', at, former: 'Outlook', look: 2 });
    expect(await office.setUp(client)).toMatchObject({ exit: 23, problem: { code: 'control-not-found', facts: { reason: 'gone' } } });
    expect(await office.state()).toEqual(asBefore('Outlook'));
  });

  it.each(PAGES)('%s: a page %s that never answers ends with 24, and everything is as before', async (client, at) => {
    const former = at === 'mail-setup' || at === 'more-settings' ? 'Outlook' : undefined;
    await office.reset({ trouble: 'hang', at, ...(former === undefined ? {} : { former }) });
    const result = await office.setUp(client, { more: ['--timeout', '1'] });
    await office.endApplet();
    expect(result).toMatchObject({ exit: 24, problem: { code: 'timed-out' } });
    expect(await office.state()).toEqual(asBefore(former));
  });

  it.each(PAGES)('%s: a slow page %s is waited for', async (client, at) => {
    await office.reset({ trouble: 'slow', at, former: 'Outlook', look: 1 });
    expect(await office.setUp(client)).toMatchObject({ exit: 0, outcome: 'verified' });
    expect((await office.state()).default).toBe('Outlook');
  });
});
