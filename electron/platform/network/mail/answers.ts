import type { Secret } from '../../../core/model/secret.ts';
import { safeWords } from '../../../core/model/secret.ts';
import type { LoginAnswer, NetworkFailure } from '../../../core/world/network.ts';

export interface Credentials {
  username: string;
  password: Secret;
}

/** A refusal in the server's own words, without the password even where a server repeats it. */
export function refused(text: string, { password }: Credentials, code?: string): LoginAnswer {
  return { status: 'refused', text: safeWords(text, password), ...(code === undefined || code === '' ? {} : { code }) };
}

export function failed(reason: NetworkFailure | 'not-offered', { password }: Credentials, words = ''): LoginAnswer {
  const detail = safeWords(words, password);
  return { status: 'failed', reason, ...(detail === '' ? {} : { detail }) };
}

/** A value that would end the line it is sent in, and start another command. */
export const breaksLines = (value: string): boolean => /[\r\n\0]/.test(value);

/** A text property of an error made by a library. */
export function textOf(error: unknown, key: string): string {
  const found: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined;
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

export const hasMark = (error: unknown, key: string): boolean =>
  typeof error === 'object' && error !== null && Reflect.get(error, key) === true;
