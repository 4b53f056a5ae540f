import type { ControlFacts, WindowFacts, WindowHandle } from '../../../world/windows.ts';
import { pointsBack, pointsOn, says, SENTENCES, titled } from './captions.ts';
import { type Anatomy, anatomyOf, type ControlKind } from './controls.ts';
import { type Fingerprint, type Page, PAGES, type PageId, pageOf, type Role } from './pages.ts';
import { type Resolved, resolveFields, resolveNavigation } from './resolve.ts';
import { resolveBox, resolveOwn } from './resolve-own.ts';

/** What the engine knows from the windows before. */
export interface RecognitionContext {
  /** Frame of the running wizard. */
  wizard?: WindowHandle;
}

export interface Recognised {
  page: PageId;
  window: WindowFacts;
  anatomy: Anatomy;
  /** First text of the page, for telling a page from the next of the same kind. */
  heading: string;
  /** All words of the dialog, for boxes. */
  text: string;
  wizard: boolean;
  controls: Resolved['controls'];
  /** Roles whose signals contradict each other, and roles the page needs that are not there. */
  ambiguous: Role[];
  missing: Role[];
  /** What led to the page: `structure`, `title`, `heading`, `words`; both sorts together are the strongest. */
  signals: string[];
}

/** Names the page that an active window shows and finds its controls. Pure: the same window always gives the same answer. */
export function recognise(window: WindowFacts, controls: readonly ControlFacts[], context: RecognitionContext = {}): Recognised {
  const anatomy = anatomyOf(window, controls);
  const wizard = isWizard(window, anatomy, context);
  const heading = headingOf(window, anatomy);
  const text = anatomy.visible
    .filter(({ kind }) => kind === 'text' || kind === 'radio' || kind === 'check')
    .map(({ caption }) => caption)
    .join('\n');
  const { page, signals } = choosePage(window, anatomy, wizard, text);
  const navigation: Resolved = wizard ? resolveNavigation(window.handle, anatomy) : { controls: {}, ambiguous: [] };
  const description = pageOf(page);
  const own =
    description === undefined
      ? resolveBox(anatomy)
      : resolvePage(description, window, anatomy, wizard ? navigation : resolveBoxes(description, anatomy, window));
  const found = { ...navigation.controls, ...own.controls };
  const ambiguous = [...new Set([...(wizard ? navigation.ambiguous : []), ...own.ambiguous])];
  const needed = [...(description?.needs ?? []), ...(description?.fields ?? [])];
  return {
    page,
    window,
    anatomy,
    heading,
    text,
    wizard,
    controls: found,
    ambiguous,
    missing: needed.filter((role) => found[role] === undefined && !ambiguous.includes(role)),
    signals,
  };
}

const WIZARD_PAGES: readonly PageId[] = ['auto', 'choose-service', 'eas', 'pop-imap'];

/** A wizard drawn in one dialog is known by its page alone; boxes have a refusing button. */
const resolveBoxes = (page: Page, anatomy: Anatomy, window: WindowFacts): Resolved =>
  WIZARD_PAGES.includes(page.id) ? resolveNavigation(window.handle, anatomy) : resolveBox(anatomy);

function resolvePage(page: Page, window: WindowFacts, anatomy: Anatomy, around: Resolved): Resolved {
  const fields = resolveFields(page, anatomy);
  const own = resolveOwn(page, window.handle, anatomy);
  return {
    controls: { ...around.controls, ...fields.controls, ...own.controls },
    ambiguous: [...new Set([...relevant(page, around.ambiguous), ...fields.ambiguous, ...own.ambiguous])],
  };
}

const relevant = (page: Page, roles: readonly Role[]): Role[] => roles.filter((role) => page.needs.includes(role));

function isWizard(window: WindowFacts, anatomy: Anatomy, context: RecognitionContext): boolean {
  if (context.wizard === window.handle) return true;
  if (anatomy.count.tab > 0) return false;
  const frame = anatomy.of('push').filter(({ parent }) => anatomy.page === undefined || parent === window.handle);
  const arrows = frame.filter(({ caption }) => pointsBack(caption) || pointsOn(caption));
  const named = frame.filter(({ caption }) => says(caption, 'back') || says(caption, 'next') || says(caption, 'finish'));
  return arrows.length > 0 || named.length > 0;
}

function headingOf(window: WindowFacts, anatomy: Anatomy): string {
  const texts = anatomy.of('text').filter(({ caption }) => caption.trim() !== '');
  const inFrame = texts.find(({ parent }) => anatomy.page !== undefined && parent === window.handle);
  return (inFrame ?? texts[0])?.caption ?? '';
}

function fits(fingerprint: Fingerprint, anatomy: Anatomy): boolean {
  const kinds = Object.keys(anatomy.count).filter((kind): kind is ControlKind => kind in fingerprint);
  return kinds.every((kind) => {
    const [least, most] = fingerprint[kind] ?? [0, Infinity];
    return anatomy.count[kind] >= least && anatomy.count[kind] <= most;
  });
}

/** What the captions say the page is; empty in an unknown language. */
function named(page: Page, window: WindowFacts, wizard: boolean, anatomy: Anatomy, text: string): string[] {
  const headings = wizard ? anatomy.of('text').map(({ caption }) => caption) : [];
  const { heading } = page;
  return [
    ...(page.title !== undefined && page.where !== 'wizard' && !wizard && titled(window.title, page.title) ? ['title'] : []),
    ...(heading !== undefined && headings.some((caption) => says(caption, heading)) ? ['heading'] : []),
    ...(page.sentence !== undefined && SENTENCES[page.sentence].test(text) ? ['words'] : []),
  ];
}

function choosePage(window: WindowFacts, anatomy: Anatomy, wizard: boolean, text: string): { page: PageId; signals: string[] } {
  const office = window.className === 'NUIDialog' || (anatomy.count.office > 0 && anatomy.fields.length === 0);
  if (office) return { page: 'simplified', signals: ['class'] };
  const rated = PAGES.filter(({ id, where }) => id !== 'simplified' && (where === 'either' || (where === 'wizard') === wizard)).map(
    (page) => ({
      page,
      structure: fits(page.fingerprint, anatomy) && plausible(page, window, anatomy),
      names: named(page, window, wizard, anatomy, text),
    }),
  );
  const fitting = rated.filter(({ structure }) => structure);
  // A warning is never taken for a harmless box because something else in it also has a name.
  const warning = fitting.find(({ page, names }) => page.wordsDecide === true && names.length > 0);
  if (warning !== undefined) return { page: warning.page.id, signals: ['structure', ...warning.names] };
  const worded = fitting.filter(({ names }) => names.length > 0);
  const contradicted =
    worded.length === 0 &&
    rated.some(({ page, names }) => page.wordsDecide !== true && (names.includes('title') || names.includes('heading')));
  if (contradicted) return { page: 'unknown', signals: ['contradiction'] };
  const [only, second] = worded.length > 0 ? worded : fitting.filter(({ page }) => page.wordsDecide !== true);
  if (only === undefined || second !== undefined) return { page: 'unknown', signals: second === undefined ? [] : ['several'] };
  return { page: only.page.id, signals: ['structure', ...only.names] };
}

/** What counts alone cannot say. */
function plausible(page: Page, window: WindowFacts, anatomy: Anatomy): boolean {
  switch (page.id) {
    case 'mail-setup':
      return anatomy.count.push >= 4 || titled(window.title, 'mail-setup');
    case 'test':
      return anatomy.count.list > 0 || titled(window.title, 'test-title');
    case 'choose-service':
      return anatomy.of('radio').some(({ caption }) => /activesync|\bpop3?\b|\bimap4?\b|exchange/i.test(caption)) || productBeside(anatomy);
    case 'done':
      return !anatomy.of('push').some(({ caption }) => pointsOn(caption) || says(caption, 'next'));
    case 'message-box':
      return anatomy.count.text > 0;
    default:
      return true;
  }
}

const productBeside = (anatomy: Anatomy): boolean =>
  anatomy.of('radio').every(({ caption }) => caption.trim() === '') &&
  anatomy.of('text').some(({ caption }) => /activesync/i.test(caption));
