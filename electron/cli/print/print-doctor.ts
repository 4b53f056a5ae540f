import type { Examination } from '../commands/doctor.ts';
import type { Words } from '../words.ts';
import { section, table, timeText } from './layout.ts';
import { officeLines } from './print-office.ts';
import { askedLines, powershellLines } from './print-powershell.ts';

/** What this computer offers, for people. */
export function doctorLines(
  { mailramp, system, session, programs, profiles, office, asked, policies, changes }: Examination,
  words: Words,
): string[] {
  const rows = programs.map(({ client, state, why, installation }) => [
    words.code(`client.${client}`),
    installation?.version ?? '',
    words.code(`program.state.${state}`),
    state === 'ready' ? (installation?.program ?? '') : words.code(`program.why.${why}`),
  ]);
  return [
    `Mailramp ${mailramp.version}`,
    ...table([
      [words.text('system'), `${words.code(`os.${system.os}`)} ${system.release} (${system.architecture}), Node ${system.node}`],
      [words.text('session'), words.text(session.remote ? 'session-remote' : 'session-here')],
      [words.text('company-rules'), policies.length === 0 ? words.text('no-policies') : policies.map(({ setting }) => setting).join(', ')],
      [words.text('data-folder'), mailramp.dataFolder],
    ]),
    ...section(words.text('programs'), table(rows)),
    ...section(
      words.text('profiles'),
      table(
        profiles.map(({ name, folder, isDefault, running }) => [
          name,
          isDefault ? words.text('profile-default') : '',
          running ? words.text('profile-open') : words.text('profile-closed'),
          folder,
        ]),
      ),
    ),
    ...(office === undefined ? [] : ['', ...officeLines(office, words)]),
    ...(asked === undefined ? [] : askedLines(asked, words)),
    ...section(
      words.text('changes'),
      table(
        changes.map(({ id, client, address, at, state }) => [
          timeText(at, words),
          words.code(`client.${client}`),
          address,
          words.code(`change.${state}`),
          id,
        ]),
      ),
    ),
    ...(office === undefined ? [] : powershellLines(office.powershell, words)),
  ];
}
