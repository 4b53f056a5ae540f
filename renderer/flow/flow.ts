/** The five steps a person is led through; the other pages branch off or follow. */
export const STEPS = ['address', 'checking', 'program', 'sign-in', 'set-up'] as const;
export type Step = (typeof STEPS)[number];

export const PAGES = [...STEPS, 'health', 'done', 'phone', 'by-hand', 'walkthrough'] as const;
export type Page = (typeof PAGES)[number];

export const FLOW_EVENTS = ['go-on', 'choose-program', 'health', 'phone', 'by-hand', 'walkthrough', 'start-over', 'back'] as const;
export type FlowEvent = (typeof FLOW_EVENTS)[number];

/** Where the person is and by which pages they came; `trail` never names a page twice. */
export interface Place {
  page: Page;
  trail: readonly Page[];
}

export const FIRST: Place = { page: 'address', trail: [] };

/** The whole wizard. An event that a page does not name leaves everything as it is; `back` is derived from the trail. */
export const TRANSITIONS: Record<Page, Partial<Record<Exclude<FlowEvent, 'back'>, Page>>> = {
  address: { 'go-on': 'checking' },
  checking: { 'go-on': 'program', health: 'health', walkthrough: 'walkthrough', 'start-over': 'address' },
  health: { 'start-over': 'address' },
  program: { 'go-on': 'sign-in', phone: 'phone', 'by-hand': 'by-hand', walkthrough: 'walkthrough', 'start-over': 'address' },
  'sign-in': { 'go-on': 'set-up', 'choose-program': 'program', 'by-hand': 'by-hand', 'start-over': 'address' },
  'set-up': { 'go-on': 'done', 'choose-program': 'program', 'by-hand': 'by-hand', walkthrough: 'walkthrough', 'start-over': 'address' },
  done: { phone: 'phone', 'start-over': 'address' },
  phone: { walkthrough: 'walkthrough', 'start-over': 'address' },
  'by-hand': { phone: 'phone', walkthrough: 'walkthrough', 'start-over': 'address' },
  walkthrough: { 'start-over': 'address' },
};

/** What is done cannot be walked back into: it is undone instead. */
const NO_WAY_BACK: readonly Page[] = ['address', 'done'];

export const previousPage = ({ page, trail }: Place): Page | undefined => (NO_WAY_BACK.includes(page) ? undefined : trail.at(-1));

export function move(place: Place, event: FlowEvent): Place {
  const next = event === 'back' ? previousPage(place) : TRANSITIONS[place.page][event];
  if (next === undefined) return place;
  const known = place.trail.indexOf(next);
  return { page: next, trail: known === -1 ? [...place.trail, place.page] : place.trail.slice(0, known) };
}

export type Progress = 'done' | 'current' | 'to-come';

const isStep = (page: Page): page is Step => STEPS.some((step) => step === page);

/** The step a page belongs to: side pages stay with the step they branched off; after the last there is none. */
export function currentStep({ page, trail }: Place): Step | undefined {
  if (page === 'done' || trail.includes('done')) return undefined;
  return isStep(page) ? page : trail.findLast(isStep);
}

/** State of each of the five steps, for the rail. */
export function progressOf(place: Place): Record<Step, Progress> {
  const current = currentStep(place);
  const reached = current === undefined ? STEPS.length : STEPS.indexOf(current);
  const stateAt = (index: number): Progress => (index < reached ? 'done' : index === reached ? 'current' : 'to-come');
  return { address: stateAt(0), checking: stateAt(1), program: stateAt(2), 'sign-in': stateAt(3), 'set-up': stateAt(4) };
}
