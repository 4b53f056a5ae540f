import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADDRESS, setReplica } from './office.ts';
import { asBefore, endOf, type Office, openOffice, type OutlookClient } from './runs.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const PAGES = ['mail-setup', 'mail', 'new-profile', 'auto', 'choose'] as const;
const STEPS: readonly (readonly [OutlookClient, string])[] = [
  ...[...PAGES, 'eas', 'test', 'done', 'written'].map((at) => ['outlook-activesync', at] as const),
  ...['pop-imap', 'more-settings', 'test', 'done', 'written'].map((at) => ['outlook-imap', at] as const),
];

/** Starts a set-up and comes back at the moment the applet shows this page, or has written the account. */
async function stopAt(client: OutlookClient, at: string): Promise<ReturnType<Office['start']>> {
  await office.reset({ trouble: 'hold', at, ...(at === 'mail-setup' ? { former: 'Outlook' } : {}) });
  const product = office.start(client);
  await office.shows(at);
  return product;
}

/** The next start cleans up what was left and does its work: one profile with the account, and the default as it should be. */
async function nextStart(client: OutlookClient, at: string): Promise<void> {
  const former = at === 'mail-setup' ? ['Outlook'] : [];
  await setReplica(office.bed, {});
  expect(await office.setUp(client)).toMatchObject({ exit: 0 });
  const { profiles, withAccount, default: chosen, classicSwitch } = await office.state();
  expect(withAccount).toHaveLength(1);
  expect(withAccount[0]).toContain(ADDRESS);
  expect(profiles.filter((name) => !former.includes(name))).toEqual(withAccount);
  expect(chosen).toBe(former[0] ?? withAccount[0]);
  expect(classicSwitch).toBe(false);
}

describe('somebody ends', () => {
  it.each(STEPS)('Mailramp (%s, at %s), and the next start cleans up', async (client, at) => {
    const product = await stopAt(client, at);
    product.kill('SIGKILL');
    await endOf(product);
    await nextStart(client, at);
  });

  it.each(STEPS)('the applet (%s, at %s), and it says so, takes back and can be started again', async (client, at) => {
    const product = await stopAt(client, at);
    await office.endApplet();
    // Once the account is written, the dialogs have done their work.
    if (at === 'written') expect(await endOf(product)).toBe(0);
    else expect([await endOf(product), await office.state()]).toEqual([23, asBefore(at === 'mail-setup' ? 'Outlook' : undefined)]);
    await nextStart(client, at);
  });

  it.each(STEPS)('both (%s, at %s), and the next start cleans up', async (client, at) => {
    const product = await stopAt(client, at);
    product.kill('SIGKILL');
    await office.endApplet();
    await nextStart(client, at);
  });

  it.each([
    ['outlook-activesync', 'choose'],
    ['outlook-imap', 'more-settings'],
  ] as const)('the whole computer (%s, at %s), and the next start cleans up', async (client, at) => {
    const product = await stopAt(client, at);
    product.kill('SIGKILL');
    await office.bed.reset();
    await nextStart(client, at);
  });
});

describe('a set-up that is cancelled', () => {
  it.each([
    ['outlook-activesync', 'mail'],
    ['outlook-activesync', 'eas'],
    ['outlook-activesync', 'test'],
    ['outlook-imap', 'more-settings'],
  ] as const)('(%s, at %s) ends with 40, and everything is as before', async (client, at) => {
    const product = await stopAt(client, at);
    product.kill('SIGINT');
    await setReplica(office.bed, {});
    expect(await endOf(product)).toBe(40);
    expect(await office.state()).toEqual(asBefore(undefined));
  });
});
