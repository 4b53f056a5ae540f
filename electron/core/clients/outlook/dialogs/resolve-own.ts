import type { WindowHandle } from '../../../world/windows.ts';
import { type CaptionKey, opensMore } from './captions.ts';
import { type Anatomy, type Control, labelOf, wordsOf } from './controls.ts';
import type { Page, PageId, Role } from './pages.ts';
import { ID_CANCEL, ID_CLOSE, ID_NO, ID_OK, put, resolveOne, type Resolved, type Signals } from './resolve.ts';

const first = (control: Control, all: readonly Control[]): boolean => control === all[0];
const last = (control: Control, all: readonly Control[]): boolean => control === all.at(-1);

/** Finds the controls of one page; `choose` keeps what it finds. */
interface Search {
  anatomy: Anatomy;
  window: WindowHandle;
  pushes: readonly Control[];
  resolved: Resolved;
  choose: (role: Role, candidates: readonly Control[], signals: Signals) => void;
  byWords: (role: Role, kind: 'radio' | 'check', caption: CaptionKey, place?: Signals['place']) => void;
}

const OWN: Partial<Record<PageId, (search: Search) => void>> = {
  'mail-setup': ({ pushes, resolved, choose }) => {
    choose('close', pushes, { caption: ['close'], ids: [ID_CANCEL, ID_CLOSE], place: last });
    const others = pushes.filter((button) => button !== resolved.controls.close);
    choose('profiles', others, { caption: ['show-profiles'], place: (one, all) => one === all[2] });
  },
  mail: ({ anatomy, pushes, resolved, choose, byWords }) => {
    choose('ok', pushes, { caption: ['ok'], ids: [ID_OK] });
    choose('cancel', pushes, { caption: ['cancel'], ids: [ID_CANCEL] });
    const others = pushes.filter((button) => button !== resolved.controls.ok && button !== resolved.controls.cancel);
    choose('add', others, { caption: ['add'], place: first });
    byWords('always-profile', 'radio', 'always-profile', last);
    choose('default-profile', anatomy.of('combo'), { caption: [], place: first });
  },
  'new-profile': (search) => okAndCancel(search),
  'more-settings': (search) => {
    okAndCancel(search);
    search.choose('tabs', search.anatomy.of('tab'), { caption: [], place: first });
  },
  auto: ({ byWords }) => {
    byWords('auto-choice', 'radio', 'auto-choice', first);
    byWords('manual-choice', 'radio', 'manual-choice', last);
  },
  'choose-service': ({ anatomy, resolved }) => {
    const worded = anatomy.of('radio').map((control) => ({ control, words: wordsOf(anatomy, control) }));
    const product = (role: Role, ...names: RegExp[]): void => {
      const named = worded.filter(({ words }) => names.every((name) => name.test(words)));
      put(resolved, role, named.length > 1 ? 'ambiguous' : named[0]?.control);
    };
    product('eas-choice', /activesync/i);
    product('pop-imap-choice', /\bpop3?\b/i, /\bimap4?\b/i);
  },
  eas: ({ byWords }) => byWords('remember', 'check', 'remember', first),
  'pop-imap': (search) => popImap(search),
  test: ({ anatomy, pushes, resolved, choose }) => {
    choose('rows', anatomy.of('list'), { caption: [], place: first });
    choose('tabs', anatomy.of('tab'), { caption: [], place: first });
    choose('close', pushes, { caption: ['close'], ids: [ID_CANCEL, ID_CLOSE], place: last });
    const others = pushes.filter((button) => button !== resolved.controls.close);
    choose('stop', others, { caption: ['stop'], place: first });
  },
};

function okAndCancel({ pushes, choose }: Search): void {
  choose('ok', pushes, { caption: ['ok'], ids: [ID_OK] });
  choose('cancel', pushes, { caption: ['cancel'], ids: [ID_CANCEL] });
}

function popImap({ anatomy, window, choose, byWords }: Search): void {
  byWords('remember', 'check', 'remember', first);
  byWords('test-on-next', 'check', 'test-on-next');
  const worded = anatomy.of('combo').map((combo) => ({ ...combo, caption: labelOf(anatomy, combo) }));
  choose('account-type', worded, { caption: ['account-type'], place: first });
  const own = anatomy.of('push').filter((button) => anatomy.page === undefined || button.parent !== window);
  const dotted = own.filter(({ caption }) => opensMore(caption));
  choose('more-settings', dotted, { caption: ['more-settings'], place: (one, all) => all.length > 1 && one === all.at(-1) });
}

/** Buttons and choices that only this page has. */
export function resolveOwn(page: Page, window: WindowHandle, anatomy: Anatomy): Resolved {
  const resolved: Resolved = { controls: {}, ambiguous: [] };
  const choose: Search['choose'] = (role, candidates, signals) => put(resolved, role, resolveOne(candidates, signals));
  const byWords: Search['byWords'] = (role, kind, caption, place) => {
    const worded = anatomy.of(kind).map((control) => ({ ...control, caption: wordsOf(anatomy, control) }));
    choose(role, worded, { caption: [caption], ...(place === undefined ? {} : { place }) });
  };
  OWN[page.id]?.({ anatomy, window, pushes: anatomy.of('push'), resolved, choose, byWords });
  return resolved;
}

/** The refusing and the accepting button of a box; a single button is both. */
export function resolveBox(anatomy: Anatomy): Resolved {
  const resolved: Resolved = { controls: {}, ambiguous: [] };
  const pushes = anatomy.of('push');
  const refusing = resolveOne(pushes, { caption: ['no', 'cancel', 'close'], ids: [ID_CANCEL, ID_NO] });
  put(resolved, 'no', refusing ?? (pushes.length === 1 ? pushes[0] : undefined));
  put(
    resolved,
    'yes',
    resolveOne(
      pushes.filter((button) => button !== refusing),
      { caption: ['yes', 'ok'], ids: [ID_OK, 6] },
    ),
  );
  return resolved;
}
