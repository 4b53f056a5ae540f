import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextStart, STEPS, stopAt } from './ending.ts';
import { asBefore, endOf, type Office, openOffice } from './runs.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

describe('somebody ends', () => {
  it.each(STEPS)('the applet (%s, at %s), and it says so, takes back and can be started again', async (client, at) => {
    const product = await stopAt(office, client, at);
    await office.endApplet();
    // Once the account is written, the dialogs have done their work.
    if (at === 'written') expect(await endOf(product)).toBe(0);
    else expect([await endOf(product), await office.state()]).toEqual([23, asBefore(at === 'mail-setup' ? 'Outlook' : undefined)]);
    await nextStart(office, client, at);
  });

  it.each(STEPS)('both (%s, at %s), and the next start cleans up', async (client, at) => {
    const product = await stopAt(office, client, at);
    product.kill('SIGKILL');
    await office.endApplet();
    await nextStart(office, client, at);
  });
});
