import type { Verification } from '../../core/login/index.ts';
import { nameInBothForms, serviceNamed } from '../../wording/index.ts';
import type { Words } from '../words.ts';
import { section, table } from './layout.ts';

/** How the login ended for each service, for people. */
export function verificationLines({ services, verdict, collections }: Omit<Verification, 'problem'>, words: Words): string[] {
  const rows = services.map((proof) => [
    words.say(serviceNamed(proof.protocol)),
    `${nameInBothForms(proof.host)}:${proof.port}`,
    proof.username,
    words.code(`login.${proof.outcome}`),
    `${Math.round(proof.ms)} ms`,
  ]);
  const found = collections.map(({ kind, name, url }) => [words.code(`task.${kind === 'calendar' ? 'caldav' : 'carddav'}`), name, url]);
  return [words.code(`verdict.${verdict}`), ...table(rows), ...section(words.text('collections'), table(found))];
}
