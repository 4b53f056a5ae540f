import { z } from 'zod';
import type { RegistryValue } from '../../world/windows.ts';
import { wantedAccount } from './wanted.ts';

/** A registry value as the journal keeps it. */
export const keptValue = z.union([
  z.object({ type: z.enum(['text', 'expand']), text: z.string() }),
  z.object({ type: z.literal('number'), number: z.number() }),
  z.object({ type: z.literal('list'), texts: z.array(z.string()) }),
  z.object({ type: z.literal('bytes'), hex: z.string().regex(/^([0-9a-f]{2})*$/) }),
]);
export type KeptValue = z.infer<typeof keptValue>;

/** What a change to Outlook's profiles needs to be taken back. It never holds a password. */
export const outlookChange = z.object({
  wanted: wantedAccount,
  registryVersion: z.string(),
  program: z.string(),
  /** `DefaultProfile` before; null where there was none. */
  formerDefault: z.string().nullable(),
  makeDefault: z.boolean(),
  /** Whether Outlook asked for a profile at its start, in each place where that may stand; null: nothing stood there. */
  logonPrompt: z.array(keptValue.nullable()).default([]),
  /** The switch for the classic wizard before; null: it did not have to be touched. `value` null: it was absent. */
  classicSwitch: z.object({ value: keptValue.nullable(), keyExisted: z.boolean(), restored: z.boolean() }).nullable(),
  /** Outlook's data files before, by path: only files that came after belong to the new profile. */
  dataFilesBefore: z.array(z.string()),
  /** Names of the profiles that were there before: none of them is ever removed. */
  profilesBefore: z.array(z.string()),
  /** Programs that were started for the dialogs so that they can be closed after a crash. */
  applets: z.array(z.object({ id: z.number(), name: z.string() })),
});
export type OutlookChange = z.infer<typeof outlookChange>;

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export function keep(value: RegistryValue): KeptValue {
  return value.type === 'bytes' ? { type: 'bytes', hex: hexOf(value.bytes) } : value;
}

export function restored(value: KeptValue): RegistryValue {
  if (value.type !== 'bytes') return value;
  const pairs = value.hex.match(/../g) ?? [];
  return { type: 'bytes', bytes: Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)) };
}
