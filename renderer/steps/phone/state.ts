import type { Problem } from '../../../electron/core/model/problem.ts';

export interface State {
  /** SVG pictures; undefined while they are made. */
  codes?: readonly string[] | undefined;
  saved?: 'profile' | 'sheet' | undefined;
  problem?: Problem | undefined;
}

export type Event =
  | { kind: 'loading' }
  | { kind: 'made'; codes: readonly string[] }
  | { kind: 'saved'; what: 'profile' | 'sheet' }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'trouble-left' };

export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case 'loading':
      return {};
    case 'made':
      return { codes: event.codes };
    case 'saved':
      return { ...state, saved: event.what };
    case 'failed':
      return { ...state, problem: event.problem };
    case 'trouble-left':
      return { ...state, problem: undefined };
  }
}

/** Only ever an image: markup that came over the wire is never put into the page. */
export const imageOf = (svg: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
