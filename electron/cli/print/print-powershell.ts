import type { OfficeFacts, OutlookAsked } from '../../core/clients/index.ts';
import type { PowerShellFailure } from '../../core/model/confirmation.ts';
import type { Words } from '../words.ts';
import { safe, section, table, timeText } from './layout.ts';

type PowerShell = OfficeFacts['powershell'];

/** Version and what it is allowed, in one cell. */
export function powershellWords({ version, languageMode, state }: PowerShell, words: Words): string {
  if (state === 'missing') return words.text('outlook.powershell.missing');
  return [version ?? '', words.text(`outlook.language-mode.${languageMode}`)].filter(Boolean).join(', ');
}

/** What does not work where PowerShell is missing or restricted, and what does; nothing where it works. */
export function powershellLines({ state, languageMode }: PowerShell, words: Words): string[] {
  if (state === 'missing') return ['', words.text('outlook.powershell.missing-means')];
  // Records of an earlier version hold the mode alone.
  const restricted = state === 'restricted' || (state === undefined && ['constrained', 'restricted'].includes(languageMode));
  if (!restricted) return [];
  return ['', words.text('outlook.powershell.restricted-means', { mode: words.text(`outlook.language-mode.${languageMode}`) })];
}

const untoldWords = (why: PowerShellFailure, words: Words): string => words.text('outlook.untold', { why: words.code(`untold.${why}`) });

/** Whether the new Outlook is here: yes, no, or not to be told and why. */
export function newOutlookWords({ installed, preferred, version, untold }: OfficeFacts['newOutlook'], words: Words): string {
  if (preferred) return words.text('outlook.preferred');
  if (untold !== undefined) return untoldWords(untold, words);
  return [words.text(installed ? 'outlook.yes' : 'outlook.no'), version ?? ''].filter(Boolean).join(', ');
}

/** Outlook's crashes: how many, and the last one. */
export function crashWords({ list, untold }: NonNullable<OfficeFacts['crashes']>, words: Words): string {
  if (untold !== undefined) return untoldWords(untold, words);
  const [last] = list;
  if (last === undefined) return words.text('outlook.crashes.none');
  return words.text('outlook.crashes.some', { count: list.length, at: timeText(last.time, words), module: safe(last.module) });
}

/** The accounts as Outlook itself has them. */
export const askedLines = ({ profile, accounts }: OutlookAsked, words: Words): string[] =>
  section(
    words.text('outlook.asked', { profile: safe(profile) }),
    accounts.length === 0
      ? [`  ${words.text('outlook.asked-none')}`]
      : table(accounts.map(({ kind, address, name, user }) => [words.text(`outlook.account.${kind}`), address || user, name])),
  );
