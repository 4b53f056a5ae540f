import type { CheckRequest } from '../check.ts';

/** Names, ports and pages counted together. */
export interface Progress {
  names: (done: number, of: number) => void;
  /** So many more ports or pages are to come. */
  known: (count: number) => void;
  seen: () => void;
}

export function progressOf({ onProgress }: Pick<CheckRequest, 'onProgress'>): Progress {
  let names = { done: 0, of: 0 };
  let others = { done: 0, of: 0 };
  const tell = (): void => onProgress?.({ done: names.done + others.done, of: names.of + others.of });
  return {
    names: (done, of) => {
      names = { done, of };
      tell();
    },
    known: (count) => {
      others = { ...others, of: others.of + count };
      tell();
    },
    seen: () => {
      others = { ...others, done: others.done + 1 };
      tell();
    },
  };
}
