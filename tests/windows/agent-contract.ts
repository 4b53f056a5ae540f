import assert from 'node:assert/strict';
import type { AgentAnswer, ControlFacts, WindowAgent, WindowFacts, WindowHandle } from '../../electron/core/world/windows.ts';

/** How the replica of the Mail applet behaves (tests/windows/replica): trouble and the page at which it happens. */
export interface DialogSettings {
  trouble?: string;
  at?: string;
}

/** An open Mail applet, in English and in the plain look, without any profile. */
export interface OpenDialogs {
  processIds(): number[];
  /** A process that is none of the applet's. */
  foreignProcess: number;
  /** A number of the first account of a profile, as the applet wrote it. */
  accountNumber(profile: string, name: string): Promise<number | undefined>;
  close(): Promise<void>;
}

export interface ContractPoint {
  name: string;
  run(): Promise<void>;
}

/** Dialog ids of the plain look. */
const ID = {
  ok: 1,
  cancel: 2,
  list: 1005,
  add: 1006,
  always: 1011,
  prompt: 1010,
  profileName: 1014,
  next: 1016,
  finish: 1017,
  auto: 1019,
  manual: 1020,
  name: 1021,
  address: 1022,
  password: 1023,
  popImap: 1026,
  activeSync: 1027,
  type: 1028,
  incoming: 1029,
  user: 1031,
  remember: 1032,
  more: 1036,
  slider: 1037,
  testList: 1038,
  inPort: 1042,
  inSecurity: 1043,
  tabs: 1047,
} as const;

/** Only a limit: nothing waits that long unless something is wrong, or the computer very busy. */
const SOON = { timeout: 20_000 };
/** Umlauts, a letter of two code points, one outside the first plane, and what PowerShell or C would read as code. */
const DIFFICULT = 'Grüße e\u0301 日本 😀 $(1+1) `n "x" \'y\' %s \\';

function value<Value>(answer: AgentAnswer<Value>): Value {
  assert.ok(answer.ok, `answered ${JSON.stringify(answer)}`);
  return answer.value;
}

const refused = (answer: AgentAnswer<unknown>, ...reasons: string[]): void => {
  assert.ok(!answer.ok && reasons.includes(answer.reason), `answered ${JSON.stringify(answer)} instead of ${reasons.join(' or ')}`);
};

/** A person at these dialogs: finds windows and controls, and waits until they are as expected. */
function person(agent: WindowAgent, dialogs: OpenDialogs) {
  const windows = async (): Promise<WindowFacts[]> =>
    (await agent.windows(dialogs.processIds())).filter(({ visible, className }) => visible && className === '#32770');
  const active = async (besides: readonly WindowHandle[] = []): Promise<WindowFacts> =>
    value(await agent.wait(async () => (await windows()).find(({ enabled, handle }) => enabled && !besides.includes(handle)), SOON));
  const find = async (window: WindowFacts, id: number): Promise<ControlFacts> =>
    value(
      await agent.wait(async () => {
        const tree = await agent.tree(window.handle, SOON);
        return tree.ok ? tree.value.find((control) => control.id === id && control.visible) : undefined;
      }, SOON),
    );
  const press = async (window: WindowFacts, id: number): Promise<void> => {
    value(await agent.press((await find(window, id)).handle, SOON));
  };
  const fill = async (window: WindowFacts, id: number, text: string): Promise<void> => {
    value(await agent.set((await find(window, id)).handle, text, 'quiet', SOON));
  };
  const becomes = async (what: string, look: () => Promise<boolean>): Promise<void> => {
    const seen = await agent.wait(async () => ((await look()) ? true : undefined), SOON);
    assert.ok(seen.ok, `${what}: never seen`);
  };
  const enabled = (window: WindowFacts, id: number): Promise<void> =>
    becomes(`control ${id} enabled`, async () => (await find(window, id)).enabled);
  return { windows, active, find, press, fill, becomes, enabled };
}

type Person = ReturnType<typeof person>;

async function toNewProfile(hands: Person): Promise<{ mail: WindowFacts; dialog: WindowFacts }> {
  const mail = await hands.active();
  await hands.press(mail, ID.add);
  return { mail, dialog: await hands.active([mail.handle]) };
}

async function toWizard(hands: Person): Promise<WindowFacts> {
  const { mail, dialog } = await toNewProfile(hands);
  await hands.fill(dialog, ID.profileName, 'Contract');
  await hands.enabled(dialog, ID.ok);
  await hands.press(dialog, ID.ok);
  return hands.active([mail.handle, dialog.handle]);
}

async function toChoice(agent: WindowAgent, hands: Person): Promise<WindowFacts> {
  const wizard = await toWizard(hands);
  value(await agent.choose((await hands.find(wizard, ID.manual)).handle, { checked: true }, SOON));
  await hands.enabled(wizard, ID.next);
  await hands.press(wizard, ID.next);
  return wizard;
}

async function toServers(agent: WindowAgent, hands: Person, kind: number): Promise<WindowFacts> {
  const wizard = await toChoice(agent, hands);
  value(await agent.choose((await hands.find(wizard, kind)).handle, { checked: true }, SOON));
  await hands.press(wizard, ID.next);
  await hands.find(wizard, ID.incoming);
  return wizard;
}

type Scene = { agent: WindowAgent; hands: Person; dialogs: OpenDialogs };

const seeing: Record<string, (scene: Scene) => Promise<void>> = {
  'lists the windows of the given processes only': async ({ agent, hands, dialogs }) => {
    const mail = await hands.active();
    assert.equal(mail.title, 'Mail');
    assert.ok(dialogs.processIds().includes(mail.processId));
    assert.deepEqual(await agent.windows([]), []);
    assert.deepEqual(
      (await agent.windows([dialogs.foreignProcess])).filter(({ handle }) => handle === mail.handle),
      [],
    );
  },
  'tells an owner from the dialog above it, and lists that one first': async ({ hands }) => {
    const { mail, dialog } = await toNewProfile(hands);
    const seen = await hands.windows();
    assert.deepEqual(
      seen.map(({ handle, enabled }) => ({ handle, enabled })),
      [
        { handle: dialog.handle, enabled: true },
        { handle: mail.handle, enabled: false },
      ],
    );
  },
  'describes every control of a window': async ({ agent, hands }) => {
    const mail = await hands.active();
    const tree = value(await agent.tree(mail.handle, SOON)).filter(({ visible }) => visible);
    assert.equal(tree.length, 12);
    const by = (id: number): ControlFacts => tree.find((control) => control.id === id) ?? assert.fail(`no control ${id}`);
    assert.equal(by(ID.add).className, 'Button');
    assert.equal(by(ID.add).caption.replace('&', ''), 'Add...');
    assert.equal(by(ID.add).style & 15, 0);
    assert.equal(by(ID.always).style & 15, 9);
    assert.equal(by(ID.list).className, 'ListBox');
    assert.equal(by(ID.add).parent, mail.handle);
    assert.equal(by(ID.add).enabled, true);
    assert.deepEqual(
      tree.map(({ index }) => index),
      tree.map(({ index }) => index).sort((a, b) => a - b),
    );
  },
  'reads what a dialog says and what it holds': async ({ agent, hands }) => {
    const mail = await hands.active();
    assert.match(value(await agent.read((await hands.find(mail, ID.add)).handle, SOON)), /^A&?dd\.\.\.$/);
    assert.equal(value(await agent.checked((await hands.find(mail, ID.always)).handle, SOON)), true);
    assert.equal(value(await agent.checked((await hands.find(mail, ID.prompt)).handle, SOON)), false);
    assert.deepEqual(value(await agent.lines((await hands.find(mail, ID.list)).handle, SOON)), []);
    refused(await agent.lines((await hands.find(mail, ID.add)).handle, SOON), 'not-supported');
  },
};

const setting: Record<string, (scene: Scene) => Promise<void>> = {
  'sets a text in each way, whatever its letters, and the dialog notices': async ({ agent, hands }) => {
    const { dialog } = await toNewProfile(hands);
    const field = (await hands.find(dialog, ID.profileName)).handle;
    for (const way of ['quiet', 'notified', 'characters'] as const) {
      const set = await agent.set(field, DIFFICULT, way, SOON);
      if (agent.kind === 'powershell' && way !== 'quiet') {
        refused(set, 'not-supported');
        continue;
      }
      value(set);
      assert.equal(value(await agent.read(field, SOON)), DIFFICULT, way);
      await hands.enabled(dialog, ID.ok);
      value(await agent.set(field, '', 'quiet', SOON));
      assert.equal(value(await agent.read(field, SOON)), '');
      await hands.becomes('OK disabled again', async () => !(await hands.find(dialog, ID.ok)).enabled);
    }
  },
  'takes a password and never gives it back': async ({ agent, hands }) => {
    const wizard = await toWizard(hands);
    const field = await hands.find(wizard, ID.password);
    assert.equal(field.style & 0x20, 0x20);
    value(await agent.set(field.handle, 'Geheim-ü-12', 'quiet', SOON));
    const read = await agent.read(field.handle, SOON);
    if (agent.kind === 'powershell') refused(read, 'not-supported');
    else assert.equal(value(read), '•'.repeat(11));
    assert.equal((await hands.find(wizard, ID.password)).caption, '');
  },
  'chooses a radio button, and the other one is no longer chosen': async ({ agent, hands }) => {
    const wizard = await toWizard(hands);
    const [auto, manual] = [(await hands.find(wizard, ID.auto)).handle, (await hands.find(wizard, ID.manual)).handle];
    assert.equal(value(await agent.checked(auto, SOON)), true);
    assert.equal((await hands.find(wizard, ID.next)).enabled, false);
    value(await agent.choose(manual, { checked: true }, SOON));
    assert.equal(value(await agent.checked(manual, SOON)), true);
    assert.equal(value(await agent.checked(auto, SOON)), false);
    await hands.enabled(wizard, ID.next);
  },
  'brings a check box into a state, also when it is in it already': async ({ agent, hands }) => {
    const wizard = await toServers(agent, hands, ID.popImap);
    const box = (await hands.find(wizard, ID.remember)).handle;
    for (const checked of [true, true, false, false, true]) {
      value(await agent.choose(box, { checked }, SOON));
      assert.equal(value(await agent.checked(box, SOON)), checked);
    }
  },
  'shows a tab, and chooses a line of a combo so that the page acts on it': async ({ agent, hands }) => {
    const wizard = await toServers(agent, hands, ID.popImap);
    const type = (await hands.find(wizard, ID.type)).handle;
    assert.deepEqual(value(await agent.lines(type, SOON)), ['POP3', 'IMAP']);
    assert.equal(value(await agent.read(type, SOON)), 'POP3');
    value(await agent.choose(type, { line: 1 }, SOON));
    assert.equal(value(await agent.read(type, SOON)), 'IMAP');
    await hands.press(wizard, ID.more);
    const sheet = await hands.active([wizard.handle]);
    const tabs = (await hands.find(sheet, ID.tabs)).handle;
    assert.deepEqual(value(await agent.lines(tabs, SOON)), ['Outgoing Server', 'Advanced']);
    value(await agent.choose(tabs, { tab: 1 }, SOON));
    const security = (await hands.find(sheet, ID.inSecurity)).handle;
    const port = (await hands.find(sheet, ID.inPort)).handle;
    assert.equal(value(await agent.read(port, SOON)), '143');
    value(await agent.choose(security, { line: 1 }, SOON));
    assert.equal(value(await agent.read(security, SOON)), 'SSL/TLS');
    await hands.becomes('the port that belongs to TLS', async () => value(await agent.read(port, SOON)) === '993');
  },
  'moves a slider so that the page remembers it, and reads the rows of a list': async ({ agent, hands, dialogs }) => {
    const wizard = await toServers(agent, hands, ID.activeSync);
    const texts = [
      [ID.name, 'Anna Äpfel'],
      [ID.address, 'anna@example.test'],
      [ID.incoming, 'mail.example.test'],
      [ID.user, 'anna@example.test'],
      [ID.password, 'x'],
    ] as const;
    for (const [id, text] of texts) await hands.fill(wizard, id, text);
    value(await agent.choose((await hands.find(wizard, ID.slider)).handle, { position: 3 }, SOON));
    await hands.enabled(wizard, ID.next);
    await hands.press(wizard, ID.next);
    const test = await hands.active([wizard.handle]);
    const list = (await hands.find(test, ID.testList)).handle;
    await hands.becomes('a finished test', async () => {
      const rows = await agent.lines(list, SOON);
      return rows.ok && /^Log onto Exchange ActiveSync mail server \(EAS\)\tCompleted$/.test(rows.value.join('|'));
    });
    await hands.enabled(test, ID.cancel);
    await hands.press(test, ID.cancel);
    await hands.press(wizard, ID.finish);
    await hands.becomes('the account', async () => (await dialogs.accountNumber('Contract', 'EAS SyncSlider')) === 3);
  },
};

const pressing: Record<string, (scene: Scene) => Promise<void>> = {
  'presses a button that opens a dialog without waiting for it to close': async ({ agent, hands }) => {
    const mail = await hands.active();
    const add = (await hands.find(mail, ID.add)).handle;
    value(await agent.press(add, { timeout: 3000 }));
    const dialog = await hands.active([mail.handle]);
    assert.equal(dialog.title, 'New Profile');
    refused(await agent.choose((await hands.find(mail, ID.prompt)).handle, { checked: true }, SOON), 'disabled');
  },
  'refuses a disabled button and a disabled window': async ({ agent, hands }) => {
    const { mail, dialog } = await toNewProfile(hands);
    refused(await agent.press((await hands.find(dialog, ID.ok)).handle, SOON), 'disabled');
    refused(await agent.press((await hands.find(mail, ID.add)).handle, SOON), 'disabled');
  },
  'closes a window, and calls it and its controls gone': async ({ agent, hands }) => {
    const { mail, dialog } = await toNewProfile(hands);
    const field = (await hands.find(dialog, ID.profileName)).handle;
    value(await agent.close(dialog.handle, SOON));
    await hands.becomes('the owner enabled again', async () => (await hands.active()).handle === mail.handle);
    refused(await agent.read(field, SOON), 'gone');
    refused(await agent.tree(dialog.handle, SOON), 'gone');
    refused(await agent.set(field, 'x', 'quiet', SOON), 'gone');
    refused(await agent.press(field, SOON), 'gone');
    refused(await agent.close(dialog.handle, SOON), 'gone');
    refused(await agent.checked(field, SOON), 'gone');
    refused(await agent.lines(field, SOON), 'gone');
    refused(await agent.choose(field, { line: 0 }, SOON), 'gone');
  },
};

const waiting: Record<string, (scene: Scene) => Promise<void>> = {
  'gives up when the time is over': async ({ agent }) => {
    refused(await agent.wait(async () => undefined, { timeout: 100 }), 'timed-out');
  },
  'leaves a wait within 200 ms of being cancelled': async ({ agent }) => {
    await leftAtOnce((signal) => agent.wait(async () => undefined, { timeout: 60_000, signal }));
    await leftAtOnce((signal) => agent.wait(() => new Promise(() => undefined), { timeout: 60_000, signal }));
    refused(await agent.wait(async () => undefined, { timeout: 60_000, signal: AbortSignal.abort() }), 'cancelled');
  },
  'does nothing for somebody who has cancelled': async ({ agent, hands }) => {
    const { dialog } = await toNewProfile(hands);
    const field = (await hands.find(dialog, ID.profileName)).handle;
    const over = { timeout: 5000, signal: AbortSignal.abort() };
    refused(await agent.set(field, 'x', 'quiet', over), 'cancelled');
    refused(await agent.set(field, 'x', 'characters', over), 'cancelled');
    refused(await agent.press((await hands.find(dialog, ID.cancel)).handle, over), 'cancelled');
    refused(await agent.close(dialog.handle, over), 'cancelled');
    refused(await agent.read(field, over), 'cancelled');
    assert.equal(value(await agent.read(field, SOON)), '');
    assert.equal((await hands.active()).handle, dialog.handle);
  },
};

const hanging: Record<string, (scene: Scene) => Promise<void>> = {
  'calls a window hung that does not answer, within its limit, and leaves it at once when cancelled': async ({ agent, hands }) => {
    const wizard = await toWizard(hands);
    const [next, manual, field] = [
      (await hands.find(wizard, ID.next)).handle,
      (await hands.find(wizard, ID.manual)).handle,
      (await hands.find(wizard, ID.name)).handle,
    ];
    value(await agent.choose(manual, { checked: true }, SOON));
    await hands.enabled(wizard, ID.next);
    value(await agent.press(next, SOON));
    const limit = { timeout: 1000 };
    // It may still be on its way into the page that hangs.
    await hands.becomes('a hung window', async () => !(await agent.tree(wizard.handle, limit)).ok);
    const started = performance.now();
    refused(await agent.tree(wizard.handle, limit), 'hung');
    assert.ok(performance.now() - started < 10_000);
    refused(await agent.read(field, limit), 'hung');
    refused(await agent.set(field, 'x', 'quiet', limit), 'hung');
    assert.ok((await agent.windows([wizard.processId])).some(({ handle }) => handle === wizard.handle));
    await leftAtOnce((signal) => agent.read(field, { timeout: 30_000, signal }));
  },
};

const dying: Record<string, (scene: Scene) => Promise<void>> = {
  'calls a window gone whose program has died': async ({ agent, hands }) => {
    const wizard = await toWizard(hands);
    const manual = (await hands.find(wizard, ID.manual)).handle;
    value(await agent.choose(manual, { checked: true }, SOON));
    await hands.enabled(wizard, ID.next);
    value(await agent.press((await hands.find(wizard, ID.next)).handle, SOON));
    await hands.becomes('no window', async () => (await agent.windows([wizard.processId])).length === 0);
    refused(await agent.read(manual, SOON), 'gone');
    refused(await agent.tree(wizard.handle, SOON), 'gone');
  },
};

const AT_ONCE = 200;

/** Whether work is left within 200 ms of being cancelled; a busy computer gets three chances. */
async function leftAtOnce(begin: (signal: AbortSignal) => Promise<AgentAnswer<unknown>>): Promise<void> {
  const delays: number[] = [];
  while (delays.length < 3 && !delays.some((delay) => delay < AT_ONCE)) {
    const stop = new AbortController();
    const work = begin(stop.signal);
    await new Promise((done) => setTimeout(done, 100));
    const cancelled = performance.now();
    stop.abort();
    refused(await work, 'cancelled');
    delays.push(performance.now() - cancelled);
  }
  assert.ok(
    delays.some((delay) => delay < AT_ONCE),
    `left after ${delays.map(Math.round).join(', ')} ms`,
  );
}

const GROUPS: readonly { settings: DialogSettings; points: Record<string, (scene: Scene) => Promise<void>> }[] = [
  { settings: {}, points: { ...seeing, ...setting, ...pressing, ...waiting } },
  { settings: { trouble: 'hang', at: 'choose' }, points: hanging },
  { settings: { trouble: 'crash', at: 'choose' }, points: dying },
];

/**
 * What every WindowAgent must do, against the replica of the Mail applet. Plain asserts: runs wherever Windows' Node runs.
 * Each point opens dialogs of its own.
 */
export function agentContract(agent: WindowAgent, openDialogs: (settings: DialogSettings) => Promise<OpenDialogs>): ContractPoint[] {
  return GROUPS.flatMap(({ settings, points }) =>
    Object.entries(points).map(([name, check]) => ({
      name,
      run: async () => {
        const dialogs = await openDialogs(settings);
        try {
          await check({ agent, dialogs, hands: person(agent, dialogs) });
        } finally {
          await dialogs.close();
        }
      },
    })),
  );
}
