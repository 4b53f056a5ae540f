import { OUTLOOK_ROLES, type Replayed } from '../../core/clients/index.ts';
import { problemOf } from '../../core/model/problem.ts';
import { problemWords } from '../../wording/index.ts';
import type { Replay } from '../commands/replay-ui.ts';
import type { Words } from '../words.ts';
import { safe, section, table } from './layout.ts';

/** What would be done with each recorded window, and by which controls, for people. */
export function replayLines({ client, windows }: Replay, words: Words): string[] {
  const heading = words.text('ui.heading', { client: words.code(`client.${client}`), windows: windows.length });
  return [heading, ...windows.flatMap((one, index) => windowLines(one, index + 1, words))];
}

function windowLines(one: Replayed, number: number, words: Words): string[] {
  const { title, page, signals, ambiguous, missing, controls } = one;
  const named = (roles: readonly string[]): string => roles.map((role) => roleWords(role, words)).join(', ');
  const found = OUTLOOK_ROLES.flatMap((role) => {
    const control = controls[role];
    return control === undefined ? [] : [[roleWords(role, words), control.caption, `${control.className} ${control.id}`]];
  });
  return section(safe(words.text('ui.window', { number, title })), [
    ...table([
      [words.text('ui.taken-for'), words.code(`outlook-page.${page}`)],
      ...(signals.length === 0 ? [] : [[words.text('ui.known-by'), signals.join(', ')]]),
      [words.text('ui.would'), moveWords(one, words)],
      ...(missing.length === 0 ? [] : [[words.text('ui.missing'), named(missing)]]),
      ...(ambiguous.length === 0 ? [] : [[words.text('ui.unclear'), named(ambiguous)]]),
    ]),
    ...section(
      `  ${words.text('ui.controls')}`,
      table(found).map((line) => `  ${line}`),
    ),
  ]);
}

const roleWords = (role: string, words: Words): string => words.code(`outlook-role.${role}`);

function moveWords({ move }: Replayed, words: Words): string {
  switch (move.kind) {
    case 'press':
      return words.text('ui.press', { button: roleWords(move.button, words) });
    case 'fill': {
      const things = [...move.choices, ...move.fields].map((role) => roleWords(role, words)).join(', ');
      return words.text('ui.fill', { things, button: roleWords(move.button, words) });
    }
    case 'stop':
      return words.text('ui.stop', { why: words.say(problemWords(problemOf(move.code, move.facts)).title) });
    case 'more-settings':
    case 'watch-test':
    case 'leave-profiles':
      return words.text(`ui.${move.kind}`);
  }
}
