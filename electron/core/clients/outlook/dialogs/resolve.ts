import type { WindowHandle } from '../../../world/windows.ts';
import { type CaptionKey, opensMore, pointsBack, pointsOn, says } from './captions.ts';
import { type Anatomy, columnLabels, type Control, isDefaultButton, labelOf } from './controls.ts';
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

/** By the label before each field, or by columns where that names more of them. Undefined when two fields carry the same label. */
function labelled(roles: readonly Role[], anatomy: Anatomy): Map<Role, Control> | undefined {
  const nearest = named(roles, anatomy, (field) => labelOf(anatomy, field));
  if (nearest?.size === roles.length) return nearest;
  const columns = columnLabels(anatomy);
  const paired = named(roles, anatomy, (field) => columns.get(field) ?? '');
  return paired !== undefined && paired.size > (nearest?.size ?? 0) ? paired : nearest;
}

function named(roles: readonly Role[], anatomy: Anatomy, labelFor: (field: Control) => string): Map<Role, Control> | undefined {
  const found = new Map<Role, Control>();
  for (const field of anatomy.fields) {
    const label = labelFor(field);
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

/**
 * Back, Next, Finish and Cancel: in the frame beside the page's own window, or among the other buttons of a single dialog.
 * The last page of a wizard may have no Cancel at all, so it is not looked for among what leads on.
 */
export function resolveNavigation(window: WindowHandle, anatomy: Anatomy): Resolved {
  const resolved: Resolved = { controls: {}, ambiguous: [] };
  const buttons = anatomy.of('push').filter((button) => anatomy.page === undefined || button.parent === window);
  const free = (): Control[] => buttons.filter((button) => !Object.values(resolved.controls).includes(button));
  const find = (role: Role, signals: Signals): void => put(resolved, role, resolveOne(free(), signals));
  find('cancel', { caption: ['cancel'], ids: [ID_CANCEL] });
  find('back', { caption: ['back'], ids: [SHEET_IDS.back], mark: ({ caption }) => pointsBack(caption) });
  find('next', { caption: ['next'], ids: [SHEET_IDS.next], mark: ({ caption }) => pointsOn(caption) });
  find('finish', { caption: ['finish'], ids: [SHEET_IDS.finish] });
  if (resolved.ambiguous.length > 0) return resolved;
  if (resolved.controls.next === undefined && resolved.controls.finish === undefined) unmarked(resolved, free(), anatomy);
  const { cancel, next, finish } = resolved.controls;
  const onwards = next ?? finish;
  const last = free().at(-1);
  if (cancel === undefined && onwards !== undefined && last !== undefined && isAfter(last, onwards)) resolved.controls.cancel = last;
  return resolved;
}

/** A language without arrows: Back, then the one that leads on, then Cancel stand side by side. Dots open something else. */
function unmarked({ controls }: Resolved, free: readonly Control[], anatomy: Anatomy): void {
  const { back, cancel } = controls;
  const plain = free.filter(({ caption }) => !opensMore(caption));
  const marked = plain.filter(isDefaultButton);
  const afterBack = back === undefined ? undefined : plain.find((button) => isAfter(button, back));
  const beforeCancel = cancel === undefined ? plain.at(plain.length > 1 ? -2 : -1) : plain.findLast((button) => isAfter(cancel, button));
  const onwards = marked.length === 1 ? marked[0] : (afterBack ?? beforeCancel);
  if (onwards === undefined) return;
  const fieldless = anatomy.fields.length + anatomy.count.radio + anatomy.count.combo === 0;
  controls[fieldless ? 'finish' : 'next'] = onwards;
}

const isAfter = (one: Control, other: Control): boolean => one.index > other.index;
