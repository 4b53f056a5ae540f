import type { Severity } from '../core/domain-check/index.ts';
import { byWho, type SaidFinding, type SaidFix, type SaidReport } from './check-words.ts';
import { html, type Markup } from './markup.ts';
import type { Translate } from './phrase.ts';

export interface CheckPage {
  said: SaidReport;
  /** The zone's fragment, empty when nothing is missing. */
  zone: string;
  /** When the world sees what is published, as a sentence. */
  wait?: string | undefined;
  asked: { questions: number; ms: number };
  at: Date;
  language: string;
}

// Colour never speaks alone: each state has its word.
const STYLE = `
:root { color-scheme: light dark; --line: #b9c4c6; --soft: #f1f4f4; --fail: #a3211b; --warn: #8a5a00; --ok: #1b6b3a; --quiet: #51605f; }
@media (prefers-color-scheme: dark) { :root { --line: #4a5657; --soft: #1d2526; --fail: #ff9d94; --warn: #f2c063; --ok: #84d7a3; --quiet: #a9b6b6; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 24px; overflow-wrap: anywhere; }
h1 { font-size: 24px; line-height: 1.25; margin: 0 0 8px; } h2 { font-size: 18px; margin: 32px 0 8px; }
.state { font-weight: 600; } .fail { color: var(--fail); } .warn { color: var(--warn); } .ok { color: var(--ok); } .unknown, .info, .quiet { color: var(--quiet); }
ul { list-style: none; padding: 0; margin: 0; } ul ul { margin: 8px 0 0 24px; }
.finding { border-top: 1px solid var(--line); padding: 12px 0; } p { margin: 0 0 4px; }
pre { font: 13px/1.45 ui-monospace, monospace; background: var(--soft); border: 1px solid var(--line); border-radius: 8px; padding: 12px; white-space: pre-wrap; margin: 4px 0; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-top: 1px solid var(--line); }
@media print { body { padding: 0; font-size: 11pt; } .finding, pre, tr { break-inside: avoid; } h2 { break-after: avoid; } }
`;

const QUIET: readonly Severity[] = ['ok'];

/** One self-contained page to keep, send or print: no script, nothing is loaded, every text is escaped. */
export function checkPage({ said, zone, wait, asked, at, language }: CheckPage, translate: Translate): string {
  const { domain } = said;
  const title = translate('health:page.title', { domain });
  const good = said.rows.filter(({ severity }) => QUIET.includes(severity));
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <style>
          ${{ markup: STYLE }}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p><span class="state ${toneOf(said.verdict)}">${said.verdictWord}</span> – ${said.sentence}</p>
          <p class="quiet">${translate('health:page.asked', { at, ...asked })}</p>
          ${groups(said, translate)}
          <h2>${translate('health:page.zone', {})}</h2>
          ${
            zone === ''
              ? html`<p>${translate('health:page.zone-none', {})}</p>`
              : html`<p>${translate('health:page.zone-lead', { domain })}</p>
                  <pre>${zone}</pre>
                  ${wait === undefined ? '' : html`<p>${wait}</p>`}`
          }
          ${good.length === 0 ? '' : goodTable(good, translate)}
        </main>
      </body>
    </html>`;
  return `${page.markup}\n`;
}

const toneOf = (verdict: SaidReport['verdict']): string => ({ ready: 'ok', usable: 'warn', broken: 'fail', unknown: 'unknown' })[verdict];

/** Findings by who must act; what follows from another stands below it, whoever would act. */
function groups({ rows }: SaidReport, translate: Translate): Markup[] {
  return byWho(rows.filter(({ severity }) => !QUIET.includes(severity))).map(
    ({ heading, members }) =>
      html`<section>
        <h2>${heading}</h2>
        <ul>
          ${members.map((one) => findingMarkup(one, rows, translate))}
        </ul>
      </section>`,
  );
}

function findingMarkup(one: SaidFinding, rows: readonly SaidFinding[], translate: Translate): Markup {
  const effects = rows.filter(({ cause }) => cause === one.row);
  return html`<li class="finding">
    <p><span class="state ${one.severity}">${one.severityWord}</span> <span class="quiet">${one.area}</span></p>
    <p>${one.person}</p>
    ${one.technical === one.person ? '' : html`<p class="quiet">${one.technical}</p>`} ${one.fixes.map(fixMarkup)}
    ${
      effects.length === 0
        ? ''
        : html`<p class="quiet">${translate('health:page.follows', {})}</p>
            <ul>
              ${effects.map((effect) => findingMarkup(effect, rows, translate))}
            </ul>`
    }
  </li>`;
}

const fixMarkup = ({ kind, label, text }: SaidFix): Markup =>
  kind === 'step'
    ? html`<p>${text}</p>`
    : html`<p>${label}</p>
        <pre>${text}</pre>`;

const goodTable = (good: readonly SaidFinding[], translate: Translate): Markup =>
  html`<h2>${translate('health:page.good', { count: good.length })}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${translate('health:page.area', {})}</th>
          <th scope="col">${translate('health:page.what', {})}</th>
        </tr>
      </thead>
      <tbody>
        ${good.map(
          ({ area, technical }) =>
            html`<tr>
              <td>${area}</td>
              <td>${technical}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
