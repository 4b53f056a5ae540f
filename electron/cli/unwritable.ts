import { type Problem, problemOf } from '../core/model/problem.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no-folder',
  EISDIR: 'folder',
  EEXIST: 'folder',
  ENOTDIR: 'folder',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EROFS: 'forbidden',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
};

/** What the system calls a failure (`ENOSPC`, …); empty for any other mistake. */
export const systemCode = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** `file-unwritable`, with its reason where the system's own code (`ENOENT`, …) tells it. */
export function unwritable(path: string, detail: string): Problem {
  const reason = REASONS[detail];
  return problemOf('file-unwritable', { path, detail, ...(reason === undefined ? {} : { reason }) }, ['check-file']);
}
