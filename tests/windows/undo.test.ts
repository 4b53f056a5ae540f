import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setReplica } from './office.ts';
import { asBefore, type Office, openOffice, PROFILE } from './runs.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** Takes the last change back, and tells what the applet saw of it. */
async function undo(): Promise<string> {
  office.forgetLog();
  const { code } = await office.product(['undo', '--json']);
  expect(code).toBe(0);
  return office.log();
}

describe('a person’s undo', () => {
  it.each([
    ['en', 0],
    ['de', 1],
    ['xx', 2],
  ] as const)('removes the profile in Outlook’s own list (language %s, look %d)', async (language, look) => {
    await office.reset({ language, look, former: 'Outlook' });
    expect(await office.setUp('outlook-imap')).toMatchObject({ exit: 0, outcome: 'verified' });
    const log = await undo();
    expect(log).toContain(`removed ${PROFILE}\n`);
    expect(log.match(/^asked-to-remove/gm)).toHaveLength(1);
    expect(await office.state()).toEqual(asBefore('Outlook'));
  });

  it('removes the only profile there, too', async () => {
    await office.reset();
    expect(await office.setUp('outlook-activesync')).toMatchObject({ exit: 0, outcome: 'verified' });
    expect(await undo()).toContain(`removed ${PROFILE}\n`);
    expect(await office.state()).toEqual(asBefore(undefined));
  });

  it.each(['remove-refused', 'remove-ignored'])('takes all back without the list when that does not help (%s)', async (trouble) => {
    await office.reset({ former: 'Outlook' });
    expect(await office.setUp('outlook-imap')).toMatchObject({ exit: 0, outcome: 'verified' });
    await setReplica(office.bed, { trouble });
    const log = await undo();
    expect(log).toContain('page mail\n');
    expect(log).not.toContain('removed ');
    expect(await office.state()).toEqual(asBefore('Outlook'));
  });
});
