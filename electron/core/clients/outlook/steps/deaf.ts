import type { Session } from './session.ts';

/**
 * Tells when nothing has been answered for as long as a page may take. Outlook's own search and test take longer than that,
 * but their windows answer meanwhile; one that does not has died.
 */
export function deafWatch({ clock, limits }: Session): (answer: unknown) => boolean {
  let since: number | undefined;
  return (answer) => {
    since = answer === 'hung' ? (since ?? clock.now()) : undefined;
    return since !== undefined && clock.now() - since >= limits.page;
  };
}
