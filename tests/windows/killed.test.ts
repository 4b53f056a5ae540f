import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextStart, STEPS, stopAt } from './ending.ts';
import { setReplica } from './office.ts';
import { asBefore, endOf, type Office, openOffice } from './runs.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

describe('somebody ends', () => {
  it.each(STEPS)('Mailramp (%s, at %s), and the next start cleans up', async (client, at) => {
    const product = await stopAt(office, client, at);
    product.kill('SIGKILL');
    await endOf(product);
    await nextStart(office, client, at);
  });

  it.each([
    ['outlook-activesync', 'choose'],
    ['outlook-imap', 'more-settings'],
  ] as const)('the whole computer (%s, at %s), and the next start cleans up', async (client, at) => {
    const product = await stopAt(office, client, at);
    product.kill('SIGKILL');
    await office.bed.reset();
    await nextStart(office, client, at);
  });
});

describe('a set-up that is cancelled', () => {
  it.each([
    ['outlook-activesync', 'mail'],
    ['outlook-activesync', 'eas'],
    ['outlook-activesync', 'test'],
    ['outlook-imap', 'more-settings'],
  ] as const)('(%s, at %s) ends with 40, and everything is as before', async (client, at) => {
    const product = await stopAt(office, client, at);
    product.kill('SIGINT');
    await setReplica(office.bed, {});
    expect(await endOf(product)).toBe(40);
    expect(await office.state()).toEqual(asBefore(undefined));
  });
});
