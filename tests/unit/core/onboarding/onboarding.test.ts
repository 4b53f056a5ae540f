import { describe, expect, it } from 'vitest';
import { discovery, type Discovery } from '../../../../electron/core/discovery/index.ts';
import { createOnboarding, type SetupChoice } from '../../../../electron/core/onboarding/index.ts';
import { annasAccount, service } from '../../../fakes/accounts.ts';
import { fakeMachine } from '../../../fakes/machine.ts';
import { freshThunderbird, livedInThunderbird, LIVED_IN, PROFILE, valueOf, worldOf } from '../../../fakes/thunderbird.ts';

const view = { protocols: [], services: [], sources: [], notes: [] };

/** What discovery would say about Anna's host. */
function found(more: Partial<Discovery> = {}): Discovery {
  const services = [service('imap', 993), service('imap', 143, 'starttls'), service('pop3', 995), service('smtp', 465)];
  return discovery.parse({
    address: 'anna@firma.example',
    domain: 'firma.example',
    domainUnicode: 'firma.example',
    provider: 'Firma GmbH',
    services,
    recommended: { incoming: services[0], outgoing: services[3], activesync: null, calendar: null, contacts: null },
    tried: [],
    conflicts: [],
    clients: { outlook: view, thunderbird: view, apple: view },
    pages: [],
    ...more,
  });
}

const choice = (more: Partial<SetupChoice> = {}): SetupChoice => ({ client: 'thunderbird', account: annasAccount(), ...more });

describe('the account that is chosen', () => {
  const { accountFrom } = createOnboarding(freshThunderbird());

  it('takes what is recommended', () => {
    expect(accountFrom(found(), { fullName: ' Anna ' })).toMatchObject({
      ok: true,
      value: { fullName: 'Anna', incoming: { protocol: 'imap', port: 993 }, outgoing: { port: 465 }, collections: [] },
    });
  });

  it('takes POP3 where it is wished', () => {
    expect(accountFrom(found(), { fullName: 'Anna', protocol: 'pop3' })).toMatchObject({
      value: { incoming: { protocol: 'pop3', port: 995 } },
    });
  });

  it('never takes a service without protection', () => {
    const naked = service('imap', 143, 'none');
    const result = accountFrom(found({ services: [naked], recommended: { ...found().recommended, incoming: naked } }), {
      fullName: 'Anna',
    });
    expect(result).toMatchObject({ ok: false, problem: { code: 'service-missing', facts: { protocol: 'imap' } } });
  });
});

describe('the programs that are offered', () => {
  it('recommend Thunderbird where it is installed, and say why the others are not', async () => {
    const offers = await createOnboarding(freshThunderbird()).programs(found());
    expect(offers[0]).toMatchObject({ client: 'thunderbird', state: 'ready', recommended: true, why: 'calendar-and-contacts' });
    expect(offers.slice(1).map(({ client, state, why }) => [client, state, why])).toEqual([
      ['apple-mail', 'unsupported', 'needs-mac'],
      ['outlook', 'unsupported', 'needs-windows'],
    ]);
  });

  it('recommend none where none is installed', async () => {
    const offers = await createOnboarding(worldOf(fakeMachine())).programs(found());
    expect(offers.some(({ recommended }) => recommended)).toBe(false);
    expect(offers).toContainEqual(expect.objectContaining({ client: 'thunderbird', state: 'missing', why: 'not-installed' }));
  });

  it('hold nothing against a program while nothing was looked for', async () => {
    const offers = await createOnboarding(freshThunderbird()).programs();
    expect(offers[0]).toMatchObject({ client: 'thunderbird', state: 'ready' });
  });
});

describe('setting up', () => {
  it('writes, reads back, remembers and takes back', async () => {
    const world = livedInThunderbird();
    const onboarding = createOnboarding(world);
    const steps: number[] = [];
    const result = await onboarding.setUp(choice(), { onStep: (index) => steps.push(index) });
    expect(result).toMatchObject({ outcome: 'verified', change: { state: 'verified' } });
    expect(result.verified.length).toBeGreaterThan(0);
    expect(steps.length).toBeGreaterThan(0);
    expect((await onboarding.changes())[0]).toMatchObject({ id: result.change?.id, state: 'verified' });

    expect(await onboarding.setUp(choice())).toMatchObject({ outcome: 'already-there' });
    expect(valueOf(await onboarding.undo())).toMatchObject({ outcome: 'undone', change: { state: 'undone' } });
    expect(world.machine.disk.get(`${PROFILE}/prefs.js`)).toBe(LIVED_IN);
    expect(await onboarding.undo()).toMatchObject({ ok: false, problem: { code: 'change-not-found' } });
  });

  it('writes nothing that would send a password to a host nobody confirmed', async () => {
    const world = livedInThunderbird();
    const stranger = service('imap', 993, 'tls', { host: 'mail.other.example', trusted: false });
    const account = annasAccount({ incoming: stranger });
    const refused = await createOnboarding(world).setUp(choice({ account }));
    expect(refused).toMatchObject({ outcome: 'failed', problem: { code: 'consent-needed', facts: { hosts: ['mail.other.example'] } } });
    expect(world.machine.disk.get(`${PROFILE}/prefs.js`)).toBe(LIVED_IN);

    const confirmed = await createOnboarding(world).setUp(choice({ account, confirmedHosts: ['mail.other.example'] }));
    expect(confirmed.outcome).toBe('verified');
  });

  it('takes everything back when what was written cannot be read back', async () => {
    const world = livedInThunderbird();
    const { machine } = world;
    let written = 0;
    machine.beforeWrite = (_operation, path) => {
      if (path === `${PROFILE}/prefs.js`) written += 1;
      // Somebody else empties the file between the writing and the reading back.
      if (written > 0 && path.includes('changes')) machine.disk.set(`${PROFILE}/prefs.js`, LIVED_IN);
    };
    const result = await createOnboarding(world).setUp(choice());
    expect(result).toMatchObject({ outcome: 'undone', problem: { code: 'undone-after-failure' } });
    expect(machine.disk.get(`${PROFILE}/prefs.js`)).toBe(LIVED_IN);
  });

  it('finds after a crash what was started, and takes it back', async () => {
    const world = livedInThunderbird();
    world.machine.failAt(3, 'crash');
    await expect(createOnboarding(world).setUp(choice())).rejects.toThrow();
    world.machine.restart();
    const onboarding = createOnboarding(world);
    const unfinished = await onboarding.unfinished();
    expect(unfinished?.state).toBe('started');
    expect(valueOf(await onboarding.undo(unfinished?.id))).toMatchObject({ outcome: 'undone' });
    expect(world.machine.disk.get(`${PROFILE}/prefs.js`)).toBe(LIVED_IN);
    expect(await onboarding.unfinished()).toBeUndefined();
  });

  it('touches nothing while Thunderbird runs', async () => {
    const world = livedInThunderbird(LIVED_IN, { running: { [PROFILE]: 4711 } });
    const result = await createOnboarding(world).setUp(choice());
    expect(result).toMatchObject({ outcome: 'failed', problem: { code: 'client-running' } });
    expect(world.machine.disk.get(`${PROFILE}/prefs.js`)).toBe(LIVED_IN);
  });

  it('says when a program cannot be set up here', async () => {
    const result = await createOnboarding(livedInThunderbird()).setUp(choice({ client: 'apple-mail' }));
    expect(result).toMatchObject({ outcome: 'failed', problem: { code: 'client-unsupported' } });
  });
});
