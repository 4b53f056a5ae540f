import assert from 'node:assert/strict';
import type { AgentAnswer, ControlFacts, WindowAgent, WindowFacts, WindowHandle } from '../../../electron/core/world/windows.ts';

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

/** Dialog ids of the plain look. */
export const ID = {
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
export const SOON = { timeout: 20_000 };
/** Umlauts, a letter of two code points, one outside the first plane, and what PowerShell or C would read as code. */
export const DIFFICULT = 'Grüße e\u0301 日本 😀 $(1+1) `n "x" \'y\' %s \\';

export function value<Value>(answer: AgentAnswer<Value>): Value {
  assert.ok(answer.ok, `answered ${JSON.stringify(answer)}`);
  return answer.value;
}

export const refused = (answer: AgentAnswer<unknown>, ...reasons: string[]): void => {
  assert.ok(!answer.ok && reasons.includes(answer.reason), `answered ${JSON.stringify(answer)} instead of ${reasons.join(' or ')}`);
};

/** A person at these dialogs: finds windows and controls, and waits until they are as expected. */
export function person(agent: WindowAgent, dialogs: OpenDialogs) {
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

export async function toNewProfile(hands: Person): Promise<{ mail: WindowFacts; dialog: WindowFacts }> {
  const mail = await hands.active();
  await hands.press(mail, ID.add);
  return { mail, dialog: await hands.active([mail.handle]) };
}

export async function toWizard(hands: Person): Promise<WindowFacts> {
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

export async function toServers(agent: WindowAgent, hands: Person, kind: number): Promise<WindowFacts> {
  const wizard = await toChoice(agent, hands);
  value(await agent.choose((await hands.find(wizard, kind)).handle, { checked: true }, SOON));
  await hands.press(wizard, ID.next);
  await hands.find(wizard, ID.incoming);
  return wizard;
}

export interface Scene {
  agent: WindowAgent;
  hands: Person;
  dialogs: OpenDialogs;
}

/** What an agent must do, by the sentence that says so. */
export type Points = Record<string, (scene: Scene) => Promise<void>>;

const AT_ONCE = 200;

/** Whether work is left within 200 ms of being cancelled; a busy computer gets three chances. */
export async function leftAtOnce(begin: (signal: AbortSignal) => Promise<AgentAnswer<unknown>>): Promise<void> {
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
