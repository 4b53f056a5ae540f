import type { WindowHandle } from '../../../world/windows.ts';
import { type CaptionKey, pointsBack, pointsOn, says } from './captions.ts';
import { type Anatomy, type Control, isDefaultButton, labelOf } from './controls.ts';
import type { Page, Role } from './pages.ts';

/** Controls by what they are for, and the roles for which the signals contradict each other. */
export interface Resolved {
  controls: Partial<Record<Role, Control>>;
  ambiguous: Role[];
}

export const ID_OK = 1;
export const ID_CANCEL = 2;
export const ID_NO = 7;
export const ID_CLOSE = 8;
/** Of the system's own property-sheet wizards (prsht.h). */
const SHEET_IDS = { back: 12323, next: 12324, finish: 12325 } as const;

const FIELD_LABELS: Partial<Record<Role, CaptionKey>> = {
  'profile-name': 'profile-name',
  name: 'name',
  address: 'address',
  password: 'password',
  retype: 'retype',
  server: 'server',
  user: 'user',
  incoming: 'incoming',
  outgoing: 'outgoing',
};

const isSecret = (role: Role): boolean => role === 'password' || role === 'retype';

/**
 * Which edit is which: order and labels, which must agree. Labels that name every field win over the order; labels of an
 * unknown language say nothing; labels that name some fields must fit the order, or leave exactly one field over.
 */
export function resolveFields(page: Page, anatomy: Anatomy): Resolved {
  const { fields } = page;
  if (fields.length === 0) return { controls: {}, ambiguous: [] };
  const byOrder = new Map<Role, Control>();
  fields.forEach((role, place) => {
    const field = anatomy.fields[place];
    if (field !== undefined) byOrder.set(role, field);
  });
  const byLabel = labelled(fields, anatomy);
  if (byLabel === undefined) return { controls: {}, ambiguous: [...fields] };
  const chosen = agreed(fields, anatomy.fields, byOrder, byLabel);
  if (chosen === undefined) return { controls: {}, ambiguous: fields.filter((role) => byLabel.get(role) !== byOrder.get(role)) };
  const wrongKind = fields.filter((role) => (chosen.get(role)?.kind === 'password') !== isSecret(role));
  return wrongKind.length > 0 ? { controls: {}, ambiguous: wrongKind } : { controls: Object.fromEntries(chosen), ambiguous: [] };
}

/** Undefined when two fields carry the same label. */
function labelled(roles: readonly Role[], anatomy: Anatomy): Map<Role, Control> | undefined {
  const found = new Map<Role, Control>();
  for (const field of anatomy.fields) {
    const label = labelOf(anatomy, field);
    const role = roles.find((one) => {
      const key = FIELD_LABELS[one];
      return key !== undefined && says(label, key);
    });
    if (role === undefined) continue;
    if (found.has(role)) return undefined;
    found.set(role, field);
  }
  return found;
}

function agreed(
  roles: readonly Role[],
  fields: readonly Control[],
  byOrder: ReadonlyMap<Role, Control>,
  byLabel: ReadonlyMap<Role, Control>,
): ReadonlyMap<Role, Control> | undefined {
  if (byLabel.size === roles.length) return byLabel;
  const contradicted = [...byLabel].some(([role, field]) => byOrder.get(role) !== field);
  if (!contradicted) return byOrder.size === roles.length ? byOrder : undefined;
  const rest = fields.filter((field) => ![...byLabel.values()].includes(field));
  const missing = roles.filter((role) => !byLabel.has(role));
  const [last] = missing;
  const [only] = rest;
  return missing.length === 1 && rest.length === 1 && last !== undefined && only !== undefined
    ? new Map([...byLabel, [last, only]])
    : undefined;
}

export interface Signals {
  caption: readonly CaptionKey[];
  ids?: readonly number[];
  /** Language-independent marks, such as the arrow of Next. */
  mark?: (control: Control) => boolean;
  /** Where it usually stands; the weakest signal. */
  place?: (control: Control, all: readonly Control[]) => boolean;
}

/**
 * The one control on which most signals agree; `ambiguous` when two are equal, or when a caption names one and the
 * strong signs (id, mark) another.
 */
export function resolveOne(candidates: readonly Control[], signals: Signals): Control | 'ambiguous' | undefined {
  const rated = candidates
    .map((control) => ({ control, points: points(control, candidates, signals) }))
    .filter(({ points: total }) => total > 0)
    .sort((one, other) => other.points - one.points);
  const [best, second] = rated;
  if (best === undefined) return undefined;
  return second !== undefined && second.points === best.points ? 'ambiguous' : best.control;
}

function points(control: Control, all: readonly Control[], { caption, ids, mark, place }: Signals): number {
  return (
    (caption.some((key) => says(control.caption, key)) ? 4 : 0) +
    (ids?.includes(control.id) === true ? 4 : 0) +
    (mark?.(control) === true ? 4 : 0) +
    (place?.(control, all) === true ? 1 : 0)
  );
}

export const put = (resolved: Resolved, role: Role, found: Control | 'ambiguous' | undefined): void => {
  if (found === 'ambiguous') resolved.ambiguous.push(role);
  else if (found !== undefined) resolved.controls[role] = found;
};

/** Back, Next, Finish and Cancel: in the frame beside the page's own window, or among the other buttons of a single dialog. */
export function resolveNavigation(window: WindowHandle, anatomy: Anatomy): Resolved {
  const resolved: Resolved = { controls: {}, ambiguous: [] };
  const buttons = anatomy.of('push').filter((button) => anatomy.page === undefined || button.parent === window);
  put(resolved, 'cancel', resolveOne(buttons, { caption: ['cancel'], ids: [ID_CANCEL], place: (one, all) => one === all.at(-1) }));
  const others = buttons.filter((button) => button !== resolved.controls.cancel);
  put(resolved, 'back', resolveOne(others, { caption: ['back'], ids: [SHEET_IDS.back], mark: ({ caption }) => pointsBack(caption) }));
  const onwards = others.filter((button) => button !== resolved.controls.back);
  const next = resolveOne(onwards, { caption: ['next'], ids: [SHEET_IDS.next], mark: ({ caption }) => pointsOn(caption) });
  put(resolved, 'next', next);
  const rest = onwards.filter((button) => button !== next);
  put(resolved, 'finish', resolveOne(rest, { caption: ['finish'], ids: [SHEET_IDS.finish] }));
  unmarked(resolved, buttons, anatomy);
  return resolved;
}

/** A language without arrows: Back, then the one that leads on, then Cancel stand side by side. */
function unmarked(resolved: Resolved, buttons: readonly Control[], anatomy: Anatomy): void {
  const { controls, ambiguous } = resolved;
  const { cancel } = controls;
  if (controls.next !== undefined || controls.finish !== undefined || ambiguous.length > 0 || cancel === undefined) return;
  const others = buttons.filter((button) => button !== cancel && button !== controls.back);
  const marked = others.filter(isDefaultButton);
  const onwards = marked.length === 1 ? marked[0] : buttons[buttons.indexOf(cancel) - 1];
  if (onwards === undefined || onwards === controls.back) return;
  const fieldless = anatomy.fields.length + anatomy.count.radio + anatomy.count.combo === 0;
  controls[fieldless ? 'finish' : 'next'] = onwards;
}
