import { byWho, type SaidFinding, type SaidFix, type SaidReport } from '../../wording/check-words.ts';
import { safe, section } from './layout.ts';

export interface CheckText {
  said: SaidReport;
  /** The zone's fragment with its heading; nothing when nothing is missing. */
  zone: { heading: string; text: string; wait?: string | undefined };
  /** Everything that is in order as well. */
  verbose: boolean;
  /** Says how many things are in order. */
  inOrder: (count: number) => string;
}

/** The result of a check for people: the verdict, what to do by who must act, and the zone to publish. */
export function checkLines({ said, zone, verbose, inOrder }: CheckText): string[] {
  const good = said.rows.filter(({ severity }) => severity === 'ok');
  const shown = verbose ? said.rows : said.rows.filter(({ severity }) => severity !== 'ok');
  return [
    safe(`${said.verdictWord}: ${said.sentence}`),
    ...byWho(shown).flatMap(({ heading, members }) =>
      section(
        safe(heading),
        members.flatMap((one) => findingLines(one, shown, 1)),
      ),
    ),
    ...(verbose || good.length === 0 ? [] : ['', safe(inOrder(good.length))]),
    ...(zone.text === '' ? [] : section(zone.heading, zone.text.trimEnd().split('\n').map(indented))),
    ...(zone.text === '' || zone.wait === undefined ? [] : ['', safe(zone.wait)]),
  ];
}

function findingLines(one: SaidFinding, all: readonly SaidFinding[], depth: number): string[] {
  const margin = '  '.repeat(depth);
  const width = Math.max(...all.map(({ severityWord }) => severityWord.length));
  const below = `${margin}${' '.repeat(width)}  `;
  return [
    `${margin}${safe(one.severityWord).padEnd(width)}  ${safe(one.person)}`,
    ...(one.technical === one.person ? [] : [`${below}${safe(one.technical)}`]),
    ...one.fixes.map((fix) => `${below}${fixLine(fix)}`),
    ...all.filter(({ cause }) => cause === one.row).flatMap((effect) => findingLines(effect, all, depth + 1)),
  ];
}

const indented = (line: string): string => `${/^ */.exec(line)?.[0] ?? ''}${safe(line)}`;

const fixLine = ({ kind, label, text }: SaidFix): string => safe(kind === 'step' ? `→ ${text}` : `${label}: ${text}`);
