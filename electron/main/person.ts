import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';

/** The full name in a line of passwd(5) for this user; undefined for system users and where none was given. */
export function fullNameIn(passwd: string, user: string): string | undefined {
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === user);
  const [, , id = '0', , comment = ''] = fields ?? [];
  const [name = ''] = comment.split(',');
  return Number(id) >= 1000 && name.trim() !== '' && name.trim() !== user ? name.trim() : undefined;
}

/** The signed-in person's full name where it costs nothing to know; empty otherwise. */
export async function signedInName(): Promise<string> {
  if (process.platform !== 'linux') return '';
  try {
    return fullNameIn(await readFile('/etc/passwd', 'utf8'), userInfo().username) ?? '';
  } catch {
    return '';
  }
}
