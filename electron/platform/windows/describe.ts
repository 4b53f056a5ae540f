import type { ControlFacts, WindowFacts, WindowHandle } from '../../core/world/windows.ts';
import { PASSWORD_STYLE, STYLE_INDEX } from './messages.ts';
import { textFrom, win32 } from './win32.ts';

const CHILD_STYLE = 0x40000000;

const classOf = (handle: WindowHandle): string => textFrom((buffer, size) => win32().getClassName(handle, buffer, size));

/** Captions of labels and buttons come from the window itself, without asking its program; fields answer with nothing here. */
const captionOf = (handle: WindowHandle): string => textFrom((buffer, size) => win32().getWindowText(handle, buffer, size));

const isField = (className: string): boolean => /edit/i.test(className);

/** Families of classes that answer to the same messages: the system's own, its extended ones, Office's and those of Windows Forms. */
export const isComboBox = (className: string): boolean => /^(re)?combobox|\.combobox\./i.test(className);
export const isListBox = (className: string): boolean => /^(re)?listbox|\.listbox\./i.test(className);
export const isListView = (className: string): boolean => /^syslistview32$|\.syslistview32\./i.test(className);
export const isTabControl = (className: string): boolean => /systabcontrol32/i.test(className);

export function windowFacts(handle: WindowHandle): WindowFacts | undefined {
  const api = win32();
  if (!api.isWindow(handle)) return undefined;
  const processId = [0];
  api.getProcess(handle, processId);
  return {
    handle,
    className: classOf(handle),
    title: captionOf(handle),
    processId: Number(processId[0]),
    enabled: Boolean(api.isEnabled(handle)),
    visible: Boolean(api.isVisible(handle)),
  };
}

/**
 * Whether a person could use a control: it and every window around it are enabled. Behind a modal dialog the controls of
 * its owner still say that they are enabled, and a message would reach them.
 */
export function isUsable(handle: WindowHandle): boolean {
  const api = win32();
  for (let at = handle; at !== 0; at = Number(api.getParent(at))) {
    if (!api.isEnabled(at)) return false;
    // The parent of a top-level window is its owner, which a dialog disables.
    if ((Number(api.getStyle(at, STYLE_INDEX)) & CHILD_STYLE) === 0) return true;
  }
  return true;
}

/** One control as it stands; `password` marks a field whose text must not be read. */
export function describe(handle: WindowHandle, index: number): { facts: ControlFacts; className: string; password: boolean } | undefined {
  const api = win32();
  if (!api.isWindow(handle)) return undefined;
  const className = classOf(handle);
  const style = Number(api.getStyle(handle, STYLE_INDEX)) >>> 0;
  return {
    className,
    password: isField(className) && (style & PASSWORD_STYLE) !== 0,
    facts: {
      handle,
      className,
      id: (style & CHILD_STYLE) === 0 ? 0 : Number(api.getControlId(handle)),
      caption: isField(className) ? '' : captionOf(handle),
      style,
      enabled: Boolean(api.isEnabled(handle)),
      visible: Boolean(api.isVisible(handle)),
      index,
      parent: Number(api.getParent(handle)),
    },
  };
}
