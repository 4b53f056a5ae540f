import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stopAt } from './ending.ts';
import { setReplica } from './office.ts';
import { endOf, type Office, openOffice } from './runs.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

describe('a second Mailramp beside one that sets Outlook up', () => {
  it.each(['new-profile', 'eas', 'done'])(
    'says so, leaves the first one alone (at %s), and takes its work back once it is done',
    async (at) => {
      const first = await stopAt(office, 'outlook-activesync', at);
      const log = office.log();
      expect(await office.setUp('outlook-imap')).toMatchObject({ exit: 21, problem: { code: 'set-up-running' }, log });
      expect(await office.product(['undo', '--json'])).toMatchObject({ code: 21 });
      expect(office.log()).toBe(log);
      await setReplica(office.bed, {});
      expect(await endOf(first)).toBe(0);
      expect((await office.state()).withAccount).toHaveLength(1);
      expect(await office.product(['undo', '--json'])).toMatchObject({ code: 0 });
      expect((await office.state()).profiles).toEqual([]);
    },
  );
});
