import { expect } from 'vitest';
import { ADDRESS, setReplica } from './office.ts';
import type { Office, OutlookClient } from './runs.ts';

const PAGES = ['mail-setup', 'mail', 'new-profile', 'auto', 'choose'] as const;
export const STEPS: readonly (readonly [OutlookClient, string])[] = [
  ...[...PAGES, 'eas', 'test', 'done', 'written'].map((at) => ['outlook-activesync', at] as const),
  ...['pop-imap', 'more-settings', 'test', 'done', 'written'].map((at) => ['outlook-imap', at] as const),
];

/** Starts a set-up and comes back at the moment the applet shows this page, or has written the account. */
export async function stopAt(office: Office, client: OutlookClient, at: string): Promise<ReturnType<Office['start']>> {
  await office.reset({ trouble: 'hold', at, ...(at === 'mail-setup' ? { former: 'Outlook' } : {}) });
  const product = office.start(client);
  await office.shows(at);
  return product;
}

/** The next start cleans up what was left and does its work: one profile with the account, and the default as it should be. */
export async function nextStart(office: Office, client: OutlookClient, at: string): Promise<void> {
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
