import type { Handler } from '../answer.ts';
import type { Desk } from '../desk.ts';

/** What the window needs to draw its first page. */
export const start =
  ({ opening, onboarding, session, trail }: Desk): Handler<'start'> =>
  async () => {
    // A journal that cannot be read must not keep anybody from starting.
    const unfinished = await onboarding.unfinished().catch((error: unknown) => void trail.failure('journal-unreadable', error));
    return {
      ...opening,
      reference: session.reference,
      ...(unfinished === undefined ? {} : { unfinished: { id: unfinished.id, address: unfinished.address } }),
    };
  };

export const nameStep =
  ({ shell }: Desk): Handler<'nameStep'> =>
  ({ title }) => {
    shell.nameWindow(title);
    return Promise.resolve({});
  };
