import type {
  AgentAnswer,
  AgentOptions,
  ControlFacts,
  SettingWay,
  WindowAgent,
  WindowFacts,
  WindowHandle,
  WindowsProcess,
} from '../../electron/core/world/windows.ts';
import type { VirtualClock } from './clock.ts';
import type { Plug } from './registry.ts';

/** Style bits as winuser.h has them. */
export const STYLE = { push: 0, defaultPush: 1, check: 3, group: 7, radio: 9, password: 0x20, readOnly: 0x800 } as const;

export interface Widget extends ControlFacts {
  text: string;
  lines: string[];
  /** Chosen line, shown tab or slider position. */
  chosen: number;
  checked: boolean;
  /** Takes only what is typed this loudly. */
  deafTo: readonly SettingWay[];
  onChange?: (way: SettingWay) => void;
  onClick?: () => void;
  onChoose?: () => void;
}

export interface Dialog extends WindowFacts {
  widgets: Widget[];
  /** What the closing cross does. */
  onClose: () => void;
  owner: Dialog | undefined;
}

/** A scripted desktop: programs, their dialogs and what is in them, on virtual time. */
export interface Desktop {
  readonly clock: VirtualClock;
  readonly processes: WindowsProcess[];
  readonly dialogs: Dialog[];
  /** Handles that were sent anything at all. */
  readonly touched: Set<WindowHandle>;
  /** What was done, without texts: for order assertions. */
  readonly log: string[];
  agent: WindowAgent;
  start(name: string, parent?: number): number;
  end(processId: number): void;
  open(dialog: Partial<Dialog> & Pick<Dialog, 'title' | 'processId'>, widgets?: readonly Partial<Widget>[]): Dialog;
  close(dialog: Dialog): void;
  later(ms: number, work: () => void): void;
  /** No message is answered until then. */
  deafUntil: number;
}

const good = <Value>(value: Value): AgentAnswer<Value> => ({ ok: true, value });
const bad = (reason: 'gone' | 'hung' | 'disabled' | 'timed-out' | 'cancelled' | 'not-supported'): { ok: false; reason: typeof reason } => ({
  ok: false,
  reason,
});

let handles = 1000;
export const nextHandle = (): number => (handles += 2);

const widget = (parts: Partial<Widget>, parent: WindowHandle, index: number): Widget => ({
  handle: nextHandle(),
  className: 'Static',
  id: -1,
  caption: '',
  style: 0,
  enabled: true,
  visible: true,
  index,
  parent,
  text: '',
  lines: [],
  chosen: 0,
  checked: false,
  deafTo: [],
  ...parts,
});

export function addWidgets(dialog: Dialog, parts: readonly Partial<Widget>[], parent: WindowHandle = dialog.handle): Widget[] {
  const made = parts.map((part, place) => widget(part, part.parent ?? parent, dialog.widgets.length + place));
  dialog.widgets.push(...made);
  return made;
}

export function desktop(clock: VirtualClock, power: Plug): Desktop {
  const pending: { due: number; work: () => void }[] = [];
  let ids = 400;
  const self: Desktop = {
    clock,
    processes: [],
    dialogs: [],
    touched: new Set(),
    log: [],
    deafUntil: 0,
    agent: agentOf(() => self, clock, power, pending),
    start: (name, parent = 4) => {
      ids += 4;
      self.processes.push({ id: ids, parent, name });
      return ids;
    },
    end: (processId) => {
      remove(self.processes, (process) => process.id === processId);
      remove(self.dialogs, (dialog) => dialog.processId === processId);
    },
    open: (parts, widgets = []) => {
      const dialog: Dialog = {
        handle: nextHandle(),
        className: '#32770',
        enabled: true,
        visible: true,
        widgets: [],
        onClose: () => self.close(dialog),
        owner: undefined,
        ...parts,
      };
      if (dialog.owner !== undefined) dialog.owner.enabled = false;
      addWidgets(dialog, widgets);
      self.dialogs.unshift(dialog);
      return dialog;
    },
    close: (dialog) => {
      remove(self.dialogs, (other) => other === dialog);
      if (dialog.owner !== undefined) dialog.owner.enabled = true;
    },
    later: (ms, work) => void pending.push({ due: clock.now() + ms, work }),
  };
  return self;
}

function remove<Value>(list: Value[], which: (value: Value) => boolean): void {
  for (let place = list.length - 1; place >= 0; place -= 1) {
    const value = list[place];
    if (value !== undefined && which(value)) list.splice(place, 1);
  }
}

function agentOf(desk: () => Desktop, clock: VirtualClock, power: Plug, pending: { due: number; work: () => void }[]): WindowAgent {
  const tick = (): void => {
    for (
      let next = pending.find(({ due }) => due <= clock.now());
      next !== undefined;
      next = pending.find(({ due }) => due <= clock.now())
    ) {
      pending.splice(pending.indexOf(next), 1);
      next.work();
    }
  };
  /** A message to a window: nobody answers while it is deaf. */
  const reach = async (handle: WindowHandle, options: AgentOptions): Promise<AgentAnswer<{ dialog: Dialog; item: Widget | undefined }>> => {
    if (options.signal?.aborted === true) return bad('cancelled');
    tick();
    desk().touched.add(handle);
    const until = clock.now() + options.timeout;
    while (clock.now() < desk().deafUntil) {
      if (clock.now() >= until) return bad('hung');
      await clock.sleep(Math.min(desk().deafUntil, until) - clock.now());
      tick();
    }
    for (const dialog of desk().dialogs) {
      const item = dialog.widgets.find((one) => one.handle === handle);
      if (dialog.handle === handle || item !== undefined) return good({ dialog, item });
    }
    return bad('gone');
  };
  const withItem = async <Value>(
    handle: WindowHandle,
    options: AgentOptions,
    work: (item: Widget, dialog: Dialog) => AgentAnswer<Value>,
  ): Promise<AgentAnswer<Value>> => {
    const found = await reach(handle, options);
    if (!found.ok) return found;
    return found.value.item === undefined ? bad('gone') : work(found.value.item, found.value.dialog);
  };
  return {
    kind: 'native',
    windows: (ids) => {
      tick();
      return Promise.resolve(
        desk()
          .dialogs.filter(({ processId }) => ids.includes(processId))
          .map(factsOf),
      );
    },
    tree: async (handle, options) => {
      const found = await reach(handle, options);
      return found.ok ? good(found.value.dialog.widgets.map(controlOf)) : found;
    },
    read: (handle, options) => withItem(handle, options, (item) => good(textOf(item))),
    set: (handle, text, way, options) => {
      power.step();
      return withItem(handle, options, (item, dialog) => {
        if (!dialog.enabled) return bad('disabled');
        desk().log.push(`set ${way} ${item.id}`);
        if (item.deafTo.includes(way)) {
          item.text = way === 'quiet' ? text : item.text;
          return good(true);
        }
        item.text = text;
        item.onChange?.(way);
        return good(true);
      });
    },
    choose: (handle, choice, options) => {
      power.step();
      return withItem(handle, options, (item, dialog) => {
        if (!item.enabled || !dialog.enabled) return bad('disabled');
        if ('checked' in choice) check(dialog, item, choice.checked);
        else item.chosen = 'line' in choice ? choice.line : 'tab' in choice ? choice.tab : choice.position;
        item.onChoose?.();
        return good(true);
      });
    },
    lines: (handle, options) => withItem(handle, options, (item) => good([...item.lines])),
    checked: (handle, options) => withItem(handle, options, (item) => good(item.checked)),
    press: async (handle, options) => {
      power.step();
      const found = await reach(handle, options);
      if (!found.ok) return found;
      const { item, dialog } = found.value;
      if (item === undefined) return bad('gone');
      if (!item.enabled || !item.visible || !dialog.enabled) return bad('disabled');
      desk().log.push(`press ${dialog.title} ${item.id}`);
      desk().later(20, () => item.onClick?.());
      return good(true);
    },
    close: async (handle, options) => {
      power.step();
      const found = await reach(handle, options);
      if (!found.ok) return found;
      desk().later(20, () => found.value.dialog.onClose());
      return good(true);
    },
    wait: async (look, { timeout, signal }) => {
      const until = clock.now() + timeout;
      for (;;) {
        if (signal?.aborted === true) return bad('cancelled');
        const seen = await look();
        if (seen !== undefined) return good(seen);
        if (clock.now() >= until) return bad('timed-out');
        await clock.sleep(25, signal);
      }
    },
    dispose: () => Promise.resolve(),
  };
}

function check(dialog: Dialog, item: Widget, on: boolean): void {
  const isRadio = item.className === 'Button' && (item.style & 0x0f) === STYLE.radio;
  if (isRadio)
    for (const other of dialog.widgets)
      if (other.parent === item.parent && (other.style & 0x0f) === STYLE.radio && other.className === 'Button') other.checked = false;
  item.checked = on;
}

function textOf(item: Widget): string {
  if (/combo/i.test(item.className)) return item.lines[item.chosen] ?? '';
  return (item.style & STYLE.password) !== 0 && /edit/i.test(item.className) ? '•'.repeat(item.text.length) : item.text;
}

const factsOf = ({ handle, className, title, processId, enabled, visible }: Dialog): WindowFacts => ({
  handle,
  className,
  title,
  processId,
  enabled,
  visible,
});

const controlOf = ({ handle, className, id, caption, style, enabled, visible, index, parent }: Widget): ControlFacts => ({
  handle,
  className,
  id,
  caption,
  style,
  enabled,
  visible,
  index,
  parent,
});
