import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDecoy } from './bed.ts';
import { ADDRESS, product, setReplica, windowsNode } from './office.ts';
import { asBefore, type Office, openOffice } from './runs.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

describe('Outlook through its own dialogs, in the product’s own build on Windows Node', () => {
  const cases = (['outlook-activesync', 'outlook-imap', 'outlook-pop3'] as const).flatMap((client) =>
    (['en', 'de', 'xx'] as const).flatMap((language) => ([0, 1, 2] as const).map((look) => [client, language, look] as const)),
  );

  it.each(cases)('%s in language %s and look %d ends verified', async (client, language, look) => {
    await office.reset({ language, look });
    expect(await office.setUp(client)).toMatchObject({ exit: 0, outcome: 'verified' });
    const { profiles, withAccount, default: chosen } = await office.state();
    expect([profiles.length, withAccount]).toEqual([1, profiles]);
    expect(profiles[0]).toContain(ADDRESS);
    expect(chosen).toBe(profiles[0]);
  });

  it('finds the account there the second time, and opens nothing', async () => {
    await office.reset();
    expect(await office.setUp('outlook-activesync')).toMatchObject({ exit: 0, outcome: 'verified' });
    office.forgetLog();
    expect(await office.setUp('outlook-activesync')).toMatchObject({ exit: 0, outcome: 'already-there', log: '' });
  });

  it.each(['activesync', 'imap'] as const)('takes the automatic page when autodiscover offers Outlook the wanted %s', async (kind) => {
    await office.reset({ autodiscover: kind, look: 2 });
    const result = await office.setUp(`outlook-${kind}`, { outlookGets: kind });
    expect(result).toMatchObject({ exit: 0, outcome: 'verified' });
    expect(result.log).not.toContain('page choose');
  });

  it.each([0, 2] as const)(
    'leaves the default profile as it was, whatever the dialogs make of it, and takes all back (look %d)',
    async (look) => {
      await office.reset({ former: 'Outlook', look });
      expect(await office.setUp('outlook-imap')).toMatchObject({ exit: 0, outcome: 'verified' });
      expect(await office.state()).toMatchObject({ default: 'Outlook', classicSwitch: false });
      expect((await office.state()).withAccount).toHaveLength(1);
      const run = await office.bed.run(windowsNode, [office.bed.windowsPath(product), 'undo', '--json']);
      expect(run.code).toBe(0);
      expect(await office.state()).toEqual(asBefore('Outlook'));
    },
  );

  it('gives a new profile a number when the wanted name is taken', async () => {
    await office.reset({ former: 'Work' });
    const more = ['--profile-name', 'Work'];
    expect(await office.setUp('outlook-imap', { more })).toMatchObject({ exit: 0, outcome: 'verified' });
    expect(await office.state()).toEqual({
      profiles: ['Work', 'Work (2)'],
      withAccount: ['Work (2)'],
      default: 'Work',
      classicSwitch: false,
    });
  });

  it('touches no dialog of another program, whatever its title says', async () => {
    await office.reset({ former: 'Outlook' });
    const decoy = office.bed.start(office.bed.windowsPath(buildDecoy(office.bed.folder)), [], { env: office.env });
    await expect.poll(office.log, { timeout: 20_000, interval: 20 }).toContain('decoy open');
    const { exit, log } = await office.setUp('outlook-imap');
    decoy.kill('SIGKILL');
    expect(exit).toBe(0);
    expect(log).not.toContain('decoy touched');
  });

  it('stops at a Mail applet that somebody has opened, and leaves it alone', async () => {
    await office.reset({ former: 'Outlook' });
    const turn = office.bed.turn();
    office.openApplet();
    await office.shows('mail-setup');
    await setReplica(office.bed, {});
    expect(await office.setUp('outlook-imap')).toMatchObject({
      exit: 21,
      problem: { code: 'client-running' },
      log: `opened ${turn}\npage mail-setup\n`,
    });
    await office.endApplet();
    expect(await office.state()).toEqual(asBefore('Outlook'));
  });
});
