import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { kindOf } from '../../../../../electron/core/clients/outlook/dialogs/controls.ts';
import { type Recognised, recognise } from '../../../../../electron/core/clients/outlook/dialogs/recognise.ts';
import type { ControlFacts } from '../../../../../electron/core/world/windows.ts';
import { recordAll, type Seen } from './recorded.ts';

const look = ({ window, wizard }: Seen, controls: readonly ControlFacts[]): Recognised =>
  recognise(
    window,
    controls.map((control, index) => ({ ...control, index })),
    wizard === window.handle ? { wizard } : {},
  );

const handles = ({ controls }: Recognised): Map<string, number> =>
  new Map(Object.entries(controls).map(([role, control]) => [role, control.handle]));

/** Every control that is found is the right one; those that are not found stop the engine with a name. */
function expectNoMistake(seen: Seen, found: Recognised): void {
  if (found.page === 'unknown') return;
  expect(found.page).toBe(seen.page);
  const right = handles(look(seen, seen.controls));
  for (const [role, handle] of handles(found)) if (right.has(role)) expect(handle, role).toBe(right.get(role));
}

const isText = (control: ControlFacts): boolean => kindOf(control) === 'text' && control.caption.trim() !== '';
const isField = (control: ControlFacts): boolean => ['edit', 'password', 'combo', 'slider'].includes(kindOf(control));

/** All labels of each page first, then all its fields, as dialogs made in columns have them. */
function inColumns(controls: readonly ControlFacts[]): ControlFacts[] {
  const parents = [...new Set(controls.map(({ parent }) => parent))];
  return parents.flatMap((parent) => {
    const own = controls.filter((control) => control.parent === parent);
    if (!own.some((control) => ['edit', 'password'].includes(kindOf(control)))) return own;
    const choices = own.filter((control) => !isText(control) && !isField(control));
    return [...own.filter(isText), ...own.filter(isField), ...choices];
  });
}

const WORDS = ['Zäp', 'Lorem ipsum', 'Vulo', 'Kalaidem', 'Xyz 12', 'Õäü', 'Nunod'];
const nonsense = fc.constantFrom(...WORDS);

describe('dialogs that nobody has seen', () => {
  let all: Seen[] = [];
  beforeAll(async () => {
    all = await recordAll();
  });
  const anySeen = () => fc.constantFrom(...all);

  it('are recognised in any language that keeps the marks of its buttons and the names of products', () => {
    fc.assert(
      fc.property(anySeen(), fc.infiniteStream(nonsense), fc.infiniteStream(fc.integer({ min: 20, max: 60_000 })), (seen, words, ids) => {
        const keeps = /activesync|\bpop3?\b|\bimap\b|microsoft|ssl|tls/i;
        const changed = seen.controls.map((control) => ({
          ...control,
          id: control.id === 1 || control.id === 2 ? control.id : Number(ids.next().value),
          caption:
            control.caption === '' || keeps.test(control.caption)
              ? control.caption
              : control.caption.replace(/[\p{L}\p{N}][\p{L}\p{N} '&()-]*/u, String(words.next().value)),
        }));
        const found = look({ ...seen, window: { ...seen.window, title: String(words.next().value) } }, changed);
        expect(found.page).toBe(seen.page);
        expectNoMistake(seen, found);
      }),
      { numRuns: 300 },
    );
  });

  it('are never filled wrongly when nothing in them says anything', () => {
    fc.assert(
      fc.property(anySeen(), nonsense, (seen, word) => {
        const mute = seen.controls.map((control) => ({ ...control, caption: control.caption === '' ? '' : word }));
        expectNoMistake(seen, look({ ...seen, window: { ...seen.window, title: word } }, mute));
      }),
    );
  });

  it('may have hints, pictures and boxes anywhere between their controls', () => {
    const extra = fc.record({
      className: fc.constantFrom('Static', 'Button', 'SysAnimate32', 'ScrollBar'),
      caption: fc.oneof(fc.constant(''), nonsense),
      where: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(anySeen(), fc.array(extra, { maxLength: 6 }), (seen, extras) => {
        const field = seen.controls.find((control) => control.visible && isField(control));
        const parent = field?.parent ?? seen.window.handle;
        const controls = [...seen.controls];
        extras.forEach(({ className, caption, where }, number) => {
          const style = className === 'Button' ? 7 : 0;
          const base = { id: 40_000 + number, style, enabled: true, visible: true, index: 0 };
          const place = Math.floor(where * (controls.length + 1));
          controls.splice(place, 0, { ...base, handle: 800_000 + number, className, caption, parent });
        });
        const found = look(seen, controls);
        expect(found.page).toBe(seen.page);
        expectNoMistake(seen, found);
      }),
      { numRuns: 300 },
    );
  });

  it('may have all their labels before all their fields', () => {
    for (const seen of all) {
      const found = look(seen, inColumns(seen.controls));
      expect(found.page).toBe(seen.page);
      const right = handles(look(seen, seen.controls));
      expect(handles(found)).toEqual(right);
    }
  });

  it('may have their fields in another order, each behind its label', () => {
    fc.assert(
      fc.property(anySeen(), fc.infiniteStream(fc.nat()), (seen, numbers) => {
        fc.pre(seen.language !== 'xx' && ['eas', 'pop-imap'].includes(seen.page));
        const first = seen.controls.findIndex((control) => control.visible && isField(control)) - 1;
        const pairs: ControlFacts[][] = [];
        let at = first;
        for (; isText(seen.controls[at] ?? NOTHING) && isField(seen.controls[at + 1] ?? NOTHING); at += 2)
          pairs.push(seen.controls.slice(at, at + 2));
        const mixed = pairs
          .map((pair) => ({ pair, rank: Number(numbers.next().value) }))
          .sort((one, other) => one.rank - other.rank)
          .flatMap(({ pair }) => pair);
        const found = look(seen, [...seen.controls.slice(0, first), ...mixed, ...seen.controls.slice(at)]);
        expect(found.ambiguous).toEqual([]);
        expectNoMistake(seen, found);
        expect(found.page).toBe(seen.page);
      }),
    );
  });
});

const NOTHING: ControlFacts = {
  handle: 0,
  className: '',
  id: 0,
  caption: '',
  style: 0,
  enabled: false,
  visible: false,
  index: 0,
  parent: 0,
};
