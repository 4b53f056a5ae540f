import { z } from 'zod';
import type { AgentOptions, ControlFacts, WindowAgent, WindowFacts, Windows } from '../../../world/windows.ts';
import { kindOf } from './controls.ts';

const control = z.object({
  handle: z.number(),
  className: z.string().max(256),
  id: z.number(),
  caption: z.string().max(2000),
  style: z.number(),
  enabled: z.boolean(),
  visible: z.boolean(),
  index: z.number(),
  parent: z.number(),
});

const window = z.object({
  handle: z.number(),
  className: z.string().max(256),
  title: z.string().max(2000),
  processId: z.number(),
  enabled: z.boolean(),
  visible: z.boolean(),
});

const MOST_WINDOWS = 50;

/** Windows of a Mail applet as they stood: titles, classes, ids, states, order; never a field's text. */
export const uiRecord = z.object({
  kind: z.literal('mailramp-ui'),
  version: z.literal(1),
  windows: z
    .array(
      z.object({
        window,
        controls: z.array(control).max(2000),
        silent: z.string().optional(),
        /** What UI Automation sees in a window without standard controls, or why it was not told. */
        automation: z.union([z.object({ controls: z.array(control).max(2000) }), z.object({ untold: z.string().max(100) })]).optional(),
      }),
    )
    .max(MOST_WINDOWS),
});
export type UiRecord = z.infer<typeof uiRecord>;

const ADDRESS = /[^\s<>@:;"'()]+@[^\s<>@:;"'()]+/g;
const LOOK = 2_000;
/** PowerShell is started first, and UI Automation asks the window itself for each element. */
const AUTOMATION_LOOK = 20_000;

/** Titles may carry a profile's name, and a profile is often named after its address. */
const withoutValues = (text: string): string => text.replace(ADDRESS, '<address>').slice(0, 2000);

const SAYS_ITS_OWN = ['push', 'radio', 'check', 'group', 'text'];

/** Outlook's own windows and open messages: their titles are subjects of mail, and none is a dialog of the set-up. */
const MAIL_WINDOW = 'rctrl_renwnd32';

/**
 * Records the open windows of the given processes without one value in them. `automation` is asked for windows in which
 * `agent` sees no standard control, as in Office's simplified wizard. When the signal fires, the record ends where it is.
 */
export async function dumpWindows(
  agent: WindowAgent,
  processIds: readonly number[],
  automation?: WindowAgent,
  signal?: AbortSignal,
): Promise<UiRecord> {
  const open = (await agent.windows(processIds)).filter(({ visible, className }) => visible && className !== MAIL_WINDOW);
  const windows: UiRecord['windows'] = [];
  for (const facts of open.slice(0, MOST_WINDOWS)) {
    if (signal?.aborted === true) break;
    windows.push(await recordOf(agent, facts, automation, signal));
  }
  return { kind: 'mailramp-ui', version: 1, windows };
}

const APPLET_HOSTS = ['rundll32.exe', 'control.exe', 'olcfg.exe', 'outlook.exe'];

/** Records what Outlook and the Mail item of the Control Panel have open now, whoever opened it. */
export async function dumpOpenDialogs(windows: Windows, signal?: AbortSignal): Promise<UiRecord> {
  const hosts = (await windows.processes()).filter(({ name }) => APPLET_HOSTS.includes(name.toLowerCase()));
  return dumpWindows(
    windows.agent,
    hosts.map(({ id }) => id),
    windows.powershell.agent,
    signal,
  );
}

type Recorded = UiRecord['windows'][number];

async function recordOf(
  agent: WindowAgent,
  facts: WindowFacts,
  automation: WindowAgent | undefined,
  signal: AbortSignal | undefined,
): Promise<Recorded> {
  const limit = (timeout: number): AgentOptions => ({ timeout, ...(signal === undefined ? {} : { signal }) });
  const tree = await agent.tree(facts.handle, limit(LOOK));
  const named = { ...facts, title: withoutValues(facts.title) };
  const base: Recorded = tree.ok
    ? { window: named, controls: tree.value.map(withoutText) }
    : { window: named, controls: [], silent: tree.reason };
  if (automation === undefined || !tree.ok || tree.value.some(isStandard)) return base;
  const seen = await automation.tree(facts.handle, limit(AUTOMATION_LOOK));
  return { ...base, automation: seen.ok ? { controls: seen.value.map(withoutText) } : { untold: seen.reason } };
}

const withoutText = (one: ControlFacts): ControlFacts => ({
  ...one,
  caption: SAYS_ITS_OWN.includes(kindOf(one)) ? withoutValues(one.caption) : '',
});

/** A person could use it, and the engine could too. */
const isStandard = (one: ControlFacts): boolean => !['office', 'page', 'other'].includes(kindOf(one));
