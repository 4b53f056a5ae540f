import type { ControlFacts, WindowFacts, WindowHandle } from '../../../world/windows.ts';

/** What a control is to a person, whatever toolkit made it. */
export type ControlKind =
  | 'edit'
  | 'password'
  | 'text'
  | 'combo'
  | 'push'
  | 'radio'
  | 'check'
  | 'group'
  | 'list'
  | 'tab'
  | 'slider'
  | 'progress'
  | 'page'
  | 'office'
  | 'other';

export interface Control extends ControlFacts {
  kind: ControlKind;
}

/** Style bits of winuser.h. */
const BUTTON_TYPE = 0x0f;
const DEFAULT_BUTTONS = [0x01, 0x0d, 0x0f];
const EDIT_PASSWORD = 0x0020;
const EDIT_READ_ONLY = 0x0800;

const CHECK_TYPES = [0x02, 0x03, 0x05, 0x06];
const RADIO_TYPES = [0x04, 0x09];

/** Class families; Office, MFC and Windows Forms decorate the system's names. */
const FAMILIES: readonly (readonly [RegExp, ControlKind])[] = [
  [/^rich ?edit|^edit$|\.edit\./i, 'edit'],
  [/^(re)?combobox|\.combobox\./i, 'combo'],
  [/^button$|\.button\./i, 'push'],
  [/^(re)?listbox|^syslistview32$|\.listbox\.|\.syslistview32\./i, 'list'],
  [/systabcontrol32/i, 'tab'],
  [/msctls_trackbar32/i, 'slider'],
  [/msctls_progress32|\.progressbar\./i, 'progress'],
  [/^static$|^syslink$|\.static\./i, 'text'],
  [/^#32770$/, 'page'],
  [/^netuihwnd|^directuihwnd/i, 'office'],
];

export function kindOf(control: ControlFacts): ControlKind {
  const kind = FAMILIES.find(([family]) => family.test(control.className))?.[1] ?? 'other';
  if (kind === 'edit') return editKind(control.style);
  return kind === 'push' ? buttonKind(control.style) : kind;
}

function editKind(style: number): ControlKind {
  if ((style & EDIT_READ_ONLY) !== 0) return 'text';
  return (style & EDIT_PASSWORD) !== 0 ? 'password' : 'edit';
}

function buttonKind(style: number): ControlKind {
  const type = style & BUTTON_TYPE;
  if (RADIO_TYPES.includes(type)) return 'radio';
  if (CHECK_TYPES.includes(type)) return 'check';
  return type === 0x07 ? 'group' : 'push';
}

export const isDefaultButton = (control: Control): boolean =>
  control.kind === 'push' && DEFAULT_BUTTONS.includes(control.style & BUTTON_TYPE);

export const isField = ({ kind }: Control): boolean => kind === 'edit' || kind === 'password';

/** A dialog as a person sees it: pages left behind, hidden buttons and the inner field of a combo are not in it. */
export interface Anatomy {
  visible: Control[];
  fields: Control[];
  /** The child dialog that holds the page, when the frame and its page are two windows. */
  page: Control | undefined;
  /** Whether pages or controls wait unseen, as in a wizard or a property sheet. */
  hidden: number;
  count: Readonly<Record<ControlKind, number>>;
  of(kind: ControlKind): Control[];
}

export function anatomyOf(window: Pick<WindowFacts, 'handle'>, controls: readonly ControlFacts[]): Anatomy {
  const known = new Map<WindowHandle, ControlFacts>(controls.map((control) => [control.handle, control]));
  const seen = (control: ControlFacts): boolean => {
    // A record may be forged: parents that go round in a circle end it.
    const passed = new Set<ControlFacts>();
    for (let at: ControlFacts | undefined = control; at !== undefined && !passed.has(at); at = known.get(at.parent)) {
      if (!at.visible) return false;
      passed.add(at);
    }
    return true;
  };
  const inCombo = (control: ControlFacts): boolean => {
    const parent = known.get(control.parent);
    return parent !== undefined && kindOf(parent) === 'combo';
  };
  const visible = [...controls]
    .sort((one, other) => one.index - other.index)
    .filter((control) => seen(control) && !inCombo(control))
    .map((control) => ({ ...control, kind: kindOf(control) }));
  const of = (kind: ControlKind): Control[] => visible.filter((control) => control.kind === kind);
  return {
    visible,
    fields: visible.filter(isField),
    page: visible.find((control) => control.kind === 'page' && control.parent === window.handle),
    hidden: controls.length - visible.length,
    count: countKinds(visible),
    of,
  };
}

function countKinds(controls: readonly Control[]): Record<ControlKind, number> {
  const count: Record<ControlKind, number> = {
    edit: 0,
    password: 0,
    text: 0,
    combo: 0,
    push: 0,
    radio: 0,
    check: 0,
    group: 0,
    list: 0,
    tab: 0,
    slider: 0,
    progress: 0,
    page: 0,
    office: 0,
    other: 0,
  };
  for (const { kind } of controls) count[kind] += 1;
  return count;
}

const wantsLabel = (control: Control): boolean => isField(control) || control.kind === 'combo' || control.kind === 'slider';

/** Pictures and lines are texts without words. */
const isLabel = ({ kind, caption }: Control): boolean => kind === 'text' && caption.trim() !== '';

/**
 * The label of a control: the nearest text before it under the same parent, unless another control that wants a label
 * stands between. Empty when there is none.
 */
export function labelOf(anatomy: Anatomy, control: Control): string {
  const siblings = anatomy.visible.filter(({ parent }) => parent === control.parent);
  const before = siblings.slice(0, siblings.indexOf(control)).reverse();
  const nearest = before.find((other) => isLabel(other) || wantsLabel(other));
  return nearest !== undefined && isLabel(nearest) ? nearest.caption : '';
}

/**
 * Labels of dialogs that were made in columns, all texts first and then all fields: the last texts of a run belong to the
 * fields that follow it, one to one.
 */
export function columnLabels(anatomy: Anatomy): Map<Control, string> {
  const found = new Map<Control, string>();
  for (const parent of new Set(anatomy.visible.map((control) => control.parent))) {
    let texts: string[] = [];
    let fields: Control[] = [];
    const pair = (): void => {
      const labels = texts.slice(-fields.length);
      if (fields.length > 0 && labels.length === fields.length) fields.forEach((field, place) => found.set(field, labels[place] ?? ''));
    };
    for (const control of anatomy.visible.filter((one) => one.parent === parent)) {
      if (wantsLabel(control)) fields.push(control);
      if (!isLabel(control)) continue;
      if (fields.length > 0) {
        pair();
        texts = [];
        fields = [];
      }
      texts.push(control.caption);
    }
    pair();
  }
  return found;
}

/** What a radio button or check box says; some dialogs put the words beside it. */
export function wordsOf(anatomy: Anatomy, control: Control): string {
  if (control.caption.trim() !== '') return control.caption;
  const siblings = anatomy.visible.filter(({ parent }) => parent === control.parent);
  const after = siblings[siblings.indexOf(control) + 1];
  return after?.kind === 'text' ? after.caption : labelOf(anatomy, control);
}
