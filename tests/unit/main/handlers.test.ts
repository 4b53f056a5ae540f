import { beforeEach, describe, expect, it } from 'vitest';
import { createJournal } from '../../../electron/core/clients/index.ts';
import { discovery as discoverySchema, type Discovery } from '../../../electron/core/discovery/index.ts';
import { parseAddress } from '../../../electron/core/model/address.ts';
import type { Change } from '../../../electron/core/model/plan.ts';
import type { Call } from '../../../electron/main/answer.ts';
import { answersOf } from '../../../electron/main/handlers/answers.ts';
import { startOver } from '../../../electron/main/session.ts';
import { annasAccount } from '../../fakes/accounts.ts';
import { testDesk, type TestDesk } from './desk.ts';

const PASSWORD = 'hunter2-canary';
const emitted: { name: string }[] = [];
const quiet: Call = { signal: new AbortController().signal, emit: (name, event) => void emitted.push({ name, ...event }) };

const empty = { protocols: [], services: [], sources: [], notes: [] };

/** What discovery would have found for Anna. */
function annasDiscovery(): Discovery {
  const { incoming, outgoing, activesync, caldav, carddav } = annasAccount();
  return discoverySchema.parse({
    address: 'anna@firma.example',
    domain: 'firma.example',
    domainUnicode: 'firma.example',
    services: [incoming, outgoing, activesync, caldav, carddav],
    recommended: { incoming, outgoing, activesync, calendar: caldav, contacts: carddav },
    tried: [{ source: 'autoconfig', outcome: 'found', ms: 12.4 }],
    conflicts: [],
    clients: { outlook: empty, thunderbird: empty, apple: empty },
    pages: [
      { kind: 'documentation', url: 'https://firma.example/help' },
      { kind: 'web-mail', url: 'http://firma.example/webmail' },
      { kind: 'enable', url: 'javascript:alert(1)' },
    ],
  });
}

function deskWithAnna(saveTo?: string): TestDesk {
  const desk = testDesk(saveTo);
  const address = parseAddress('anna@firma.example');
  if (address.ok) startOver(desk.session, address.value, 'Anna Beispiel');
  desk.session.discovery = annasDiscovery();
  return desk;
}

const ask = (desk: TestDesk, name: keyof ReturnType<typeof answersOf>, input: unknown, call: Call = quiet): Promise<unknown> =>
  answersOf(desk)[name].run(input, call, desk.trail);

beforeEach(() => {
  emitted.length = 0;
});

describe('discover', () => {
  it('answers a slip with what was probably meant, and asks nobody', async () => {
    const reply = await ask(testDesk(), 'discover', { address: 'anna@firma,example', fullName: '' });
    expect(reply).toMatchObject({
      reply: { ok: false, problem: { code: 'address-invalid', facts: { suggestion: 'anna@firma.example' } } },
    });
    expect(emitted).toEqual([]);
  });

  it('streams what is tried and keeps what was found', async () => {
    const desk = testDesk();
    desk.world.network
      .record('firma.example', { type: 'MX', preference: 10, exchange: 'mail.firma.example' })
      .record('_imaps._tcp.firma.example', { type: 'SRV', priority: 0, weight: 1, port: 993, target: 'mail.firma.example' })
      .record('_submissions._tcp.firma.example', { type: 'SRV', priority: 0, weight: 1, port: 465, target: 'mail.firma.example' });
    const reply = await desk.world.clock.run(ask(desk, 'discover', { address: 'Anna@Firma.example', fullName: 'Anna' }));
    expect(reply).toMatchObject({ reply: { ok: true, value: { recommended: { incoming: { host: 'mail.firma.example', port: 993 } } } } });
    expect(desk.session.discovery?.domain).toBe('firma.example');
    expect(new Set(emitted.map(({ name }) => name))).toEqual(new Set(['attemptStarted', 'attemptEnded', 'discovered']));
  });

  it('says that it was cancelled', async () => {
    const abort = new AbortController();
    const desk = testDesk();
    desk.world.network.deadByDefault();
    const running = ask(desk, 'discover', { address: 'anna@firma.example', fullName: '' }, { ...quiet, signal: abort.signal });
    abort.abort();
    expect(await desk.world.clock.run(running)).toMatchObject({ reply: { ok: false, problem: { code: 'cancelled' } } });
    expect(desk.session.discovery).toBeUndefined();
  });
});

describe('verify', () => {
  it('wants an address first', async () => {
    const reply = await ask(testDesk(), 'verify', { password: PASSWORD, confirmedHosts: [] });
    expect(reply).toMatchObject({ reply: { ok: false, problem: { code: 'usage' } } });
  });

  it('proves the login and leaves the password nowhere', async () => {
    const desk = deskWithAnna();
    const logins = { 'anna@firma.example': PASSWORD };
    desk.world.network
      .mailServer({ protocol: 'imap', host: 'mail.firma.example', port: 993, security: 'tls' }, { logins })
      .mailServer({ protocol: 'smtp', host: 'mail.firma.example', port: 465, security: 'tls' }, { logins });
    const reply = await desk.world.clock.run(ask(desk, 'verify', { password: PASSWORD, confirmedHosts: [] }));
    expect(reply).toMatchObject({ reply: { ok: true } });
    expect(emitted.length).toBeGreaterThan(1);
    expect(JSON.stringify([reply, emitted, desk.session, desk.trail.lines])).not.toContain(PASSWORD);
    expect(desk.session.verification?.services.find(({ protocol }) => protocol === 'imap')?.outcome).toBe('ok');
  });

  it('tells mail programs the user name that was typed instead of the one that was found', async () => {
    const desk = deskWithAnna();
    const input = { password: PASSWORD, username: 'anna.b', confirmedHosts: [] };
    await desk.world.clock.run(ask(desk, 'verify', input));
    const reply = await ask(desk, 'valuesByHand', {});
    expect(JSON.stringify(reply)).toContain('anna.b');
    expect(JSON.stringify(reply)).not.toContain('"anna@firma.example"');
  });
});

describe('programs, plan and set-up', () => {
  it('offer what this computer has', async () => {
    const desk = deskWithAnna();
    expect(await ask(desk, 'programs', {})).toHaveProperty('reply');
    expect(desk.session.offers?.every(({ state }) => state !== 'ready')).toBe(true);
  });

  it('say in their own form that there is nothing to set up yet', async () => {
    expect(await ask(testDesk(), 'plan', { client: 'thunderbird' })).toMatchObject({ reply: { ok: false, problem: { code: 'usage' } } });
    expect(await ask(testDesk(), 'setUp', { client: 'thunderbird' })).toMatchObject({
      reply: { client: 'thunderbird', outcome: 'failed', plan: [], problem: { code: 'usage' } },
    });
    expect(await ask(testDesk(), 'openProgram', {})).toEqual({ reply: { opened: false } });
  });

  it('take back nothing when nothing was done', async () => {
    expect(await ask(testDesk(), 'undo', {})).toMatchObject({ reply: { outcome: 'failed', problem: { code: 'change-not-found' } } });
  });
});

describe('save', () => {
  it('writes where the person says, for the person alone', async () => {
    const desk = deskWithAnna('/home/anna/config.xml');
    expect(await ask(desk, 'save', { format: 'autoconfig' })).toEqual({
      reply: { ok: true, value: { saved: true, path: '/home/anna/config.xml' } },
    });
    expect(desk.machine.disk.get('/home/anna/config.xml')).toContain('mail.firma.example');
    expect(desk.machine.modes.get('/home/anna/config.xml')).toBe(0o600);
  });

  it('writes nothing when the person changed their mind', async () => {
    const desk = deskWithAnna();
    expect(await ask(desk, 'save', { format: 'mobileconfig' })).toEqual({ reply: { ok: true, value: { saved: false } } });
    expect(desk.asked).toEqual(['save anna@firma.example.mobileconfig']);
    expect(desk.machine.operations()).toBe(0);
  });

  it('says which file could not be written', async () => {
    const desk = deskWithAnna('/home/anna/config.xml');
    desk.machine.failAt(1, 'fault');
    expect(await ask(desk, 'save', { format: 'autoconfig' })).toMatchObject({
      reply: { ok: false, problem: { code: 'file-unwritable', facts: { path: '/home/anna/config.xml' } } },
    });
  });

  it('prints a receipt only of what was set up', async () => {
    expect(await ask(deskWithAnna('/x.pdf'), 'save', { format: 'receipt' })).toMatchObject({
      reply: { ok: false, problem: { code: 'usage' } },
    });
    const desk = deskWithAnna('/home/anna/receipt.pdf');
    desk.session.result = {
      client: 'thunderbird',
      plan: [],
      outcome: 'verified',
      verified: [{ kind: 'account', facts: { address: 'anna@firma.example' } }],
    };
    expect(await ask(desk, 'save', { format: 'receipt' })).toMatchObject({ reply: { ok: true, value: { saved: true } } });
    expect(desk.machine.disk.get('/home/anna/receipt.pdf')).toContain('%PDF');
  });
});

describe('The rest', () => {
  it('gives QR pictures without a password', async () => {
    expect(await ask(deskWithAnna(), 'phone', {})).toMatchObject({
      reply: { ok: true, value: { codes: [expect.stringContaining('<svg')] } },
    });
    expect(await ask(testDesk(), 'phone', {})).toMatchObject({ reply: { ok: false } });
  });

  it('opens only https pages that discovery named', async () => {
    const desk = deskWithAnna();
    const opened = await Promise.all([0, 1, 2, 3].map((page) => ask(desk, 'openPage', { page })));
    expect(opened.map((one) => JSON.stringify(one))).toEqual([true, false, false, false].map((one) => `{"reply":{"opened":${one}}}`));
    expect(desk.asked).toEqual(['browse https://firma.example/help']);
  });

  it('reports codes to helpdesk and no name', async () => {
    const reply = JSON.stringify(await ask(deskWithAnna(), 'report', {}));
    for (const fact of ['K7M-4QX', '1.2.3', 'autoconfig found 12 ms', 'imap mail.firma.example:993 tls']) expect(reply).toContain(fact);
    expect(reply).not.toContain('anna@');
  });

  it('starts with the change that a crash left half done', async () => {
    const desk = testDesk();
    expect(await ask(desk, 'start', {})).not.toHaveProperty('reply.unfinished');
    const left: Change = {
      id: 'left',
      client: 'thunderbird',
      address: 'anna@firma.example',
      at: '2026-01-15T09:00:00Z',
      state: 'started',
      data: {},
    };
    await createJournal(desk.world.machine).record(left);
    expect(await ask(desk, 'start', {})).toMatchObject({
      reply: { reference: 'K7M-4QX', unfinished: { id: 'left', address: 'anna@firma.example' } },
    });
  });

  it('copies and names the window through Electron', async () => {
    const desk = testDesk();
    await ask(desk, 'copy', { text: 'mail.firma.example' });
    await ask(desk, 'nameStep', { title: 'Step 1 of 5' });
    expect(desk.asked).toEqual(['copy mail.firma.example', 'title Step 1 of 5']);
  });
});
