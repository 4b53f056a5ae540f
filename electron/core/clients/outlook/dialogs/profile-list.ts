import { opensMore, says } from './captions.ts';
import type { Control } from './controls.ts';
import type { Recognised } from './recognise.ts';

/** Of a list box in which more than one line may be chosen (winuser.h). */
const MULTIPLE = 0x0008 | 0x0800;

/** The list of profiles and its Remove button, on the page that shows them. */
export interface ProfileList {
  lines: Control;
  remove: Control;
}

/**
 * Finds what removing a profile needs; undefined unless both are certain. A list view is none: choosing a line in it by
 * message leaves chosen what was chosen before, and the wrong profile would go.
 */
export function profileList(seen: Recognised): ProfileList | undefined {
  const lists = seen.anatomy.of('list');
  const [lines] = lists;
  const remove = removeButton(seen);
  if (seen.page !== 'mail' || lists.length !== 1 || lines?.className !== 'ListBox' || (lines.style & MULTIPLE) !== 0) return undefined;
  return remove === undefined ? undefined : { lines, remove };
}

/** By its caption; in an unknown language the one after Add, which opens no further window by itself. */
function removeButton({ anatomy, controls: { add } }: Recognised): Control | undefined {
  const pushes = anatomy.of('push');
  const worded = pushes.filter(({ caption }) => says(caption, 'remove'));
  if (worded.length > 0) return worded.length === 1 ? worded[0] : undefined;
  const isKnown = pushes.some(({ caption }) => says(caption, 'add') || says(caption, 'properties') || says(caption, 'copy'));
  const next = add === undefined ? undefined : pushes[pushes.indexOf(add) + 1];
  return isKnown || next === undefined || next.parent !== add?.parent || opensMore(next.caption) ? undefined : next;
}

/** Quotation marks of English, German, French and plain text. */
const QUOTED = /["“”„«»‚‘’']([^"“”„«»‚‘’']+)["“”„«»‚‘’']/g;

/**
 * Whether a window that came from pressing Remove asks for no more than that: Yes and No side by side, and no other profile
 * named in it. Outlook's own question names none at all, and its title may be that of the list.
 */
export function asksToRemove(seen: Recognised, profile: string, others: readonly string[]): boolean {
  const { text } = seen;
  const { yes, no } = seen.controls;
  if (!isQuestion(seen) || yes?.enabled !== true || no === undefined) return false;
  if (text.includes(profile)) return true;
  const quoted = [...text.matchAll(QUOTED)].map((found) => (found[1] ?? '').trim());
  return !others.some((name) => quoted.includes(name));
}

const NOT_IN_QUESTIONS = ['edit', 'password', 'combo', 'radio', 'list', 'tab', 'slider', 'progress', 'office'] as const;

/** A box with a text and two buttons. One whose words make it a warning of another kind has another page. */
const isQuestion = ({ page, anatomy: { count } }: Recognised): boolean =>
  (page === 'message-box' || page === 'unknown') &&
  count.push === 2 &&
  count.text > 0 &&
  NOT_IN_QUESTIONS.every((kind) => count[kind] === 0);
