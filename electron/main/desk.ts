import type { World } from '../core/world/world.ts';
import type { Translate } from '../wording/index.ts';
import type { Onboarding } from '../core/onboarding/index.ts';
import type { Policy } from '../core/policy/index.ts';
import type { Reply } from '../contract/calls.ts';
import type { PageRequest } from '../platform/documents/walkthrough-page.ts';
import type { FilmFile, FilmRequest } from './film/film.ts';
import type { Session } from './session.ts';
import type { Trail } from './trail.ts';

/** What handlers use of Electron, so that they can be tried without it. */
export interface Shell {
  /** Where the person wants the file; undefined when they changed their mind. */
  askWhereToSave(name: string): Promise<string | undefined>;
  copy(text: string): void;
  /** Opens a page in the system's browser. */
  browse(url: string): Promise<void>;
  nameWindow(title: string): void;
  /** Draws a walkthrough in a window that nobody sees; rejects when `signal` fires. */
  film(request: FilmRequest, signal: AbortSignal): Promise<FilmFile[]>;
  /** A walkthrough as one page. */
  page(request: PageRequest): Promise<FilmFile>;
}

/** Everything the handlers work with. */
export interface Desk {
  world: World;
  onboarding: Onboarding;
  /** Managed settings, read once at the start. */
  policy: Policy;
  session: Session;
  trail: Trail;
  shell: Shell;
  /** Sentences on paper, in the language of the window. */
  translate: Translate;
  /** What `start` tells the window, but for what changes in a run. */
  opening: Omit<Reply<'start'>, 'unfinished' | 'reference'>;
}
