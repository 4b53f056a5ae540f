import type { PrintedPage, PrintedSection } from '../../core/model/document.ts';
import type { Ink, Pen } from './pen.ts';
import { CODE_SIDE, CONTENT_WIDTH, GAP, INK, SHEET, SIZE } from './sheet.ts';

/** What is drawn, not written. Points from the sheet's upper left corner. */
export interface Hand {
  newSheet(): void;
  rule(x: number, y: number, width: number): void;
  code(payload: string, x: number, y: number, side: number): void;
}

const HEADING: Ink = { weight: 'strong', size: SIZE.heading, color: INK.accent };
const BODY: Ink = { color: INK.text };
const NAME: Ink = { color: INK.quiet };
const STEP_INDENT = 15;
const NAME_WIDTH = 84;
const COLUMN = (CONTENT_WIDTH - SHEET.gutter) / 2;

interface Place {
  x: number;
  width: number;
}

const FULL: Place = { x: SHEET.margin, width: CONTENT_WIDTH };

/** Sets a page from top to bottom: texts and steps across the sheet, groups of values in two columns. */
export function drawPage(pen: Pen, page: PrintedPage, hand: Hand): void {
  let y = drawTitle(pen, page, hand);
  drawFooter(pen, page);
  const room = (needed: number): void => {
    if (y + needed <= SHEET.bottom) return;
    hand.newSheet();
    drawFooter(pen, page);
    y = SHEET.margin;
  };
  for (const band of bandsOf(page.sections)) {
    const [left, right] = band;
    const places: Place[] =
      right === undefined && left.rows === undefined
        ? [FULL]
        : [
            { x: SHEET.margin, width: COLUMN },
            { x: SHEET.margin + COLUMN + SHEET.gutter, width: COLUMN },
          ];
    const sections = right === undefined ? [left] : [left, right];
    room(Math.max(...sections.map((section, index) => sectionHeight(pen, section, places[index] ?? FULL))));
    y = Math.max(...sections.map((section, index) => drawSection(pen, section, places[index] ?? FULL, y, hand))) + GAP.section;
  }
}

/** Rows stand side by side, and what is said in the end may stand beside the last of them. */
function bandsOf(sections: readonly PrintedSection[]): [PrintedSection, PrintedSection?][] {
  const bands: [PrintedSection, PrintedSection?][] = [];
  for (const section of sections) {
    const last = bands.at(-1);
    const narrow = section.steps === undefined && section.code === undefined;
    if (last?.[0].rows !== undefined && last[1] === undefined && narrow) last[1] = section;
    else bands.push([section]);
  }
  return bands;
}

function drawTitle(pen: Pen, page: PrintedPage, hand: Hand): number {
  let y = SHEET.margin;
  pen.tag('H1', () => (y += pen.write(page.title, FULL.x, y, FULL.width, { weight: 'strong', size: SIZE.title, color: INK.text })));
  pen.tag('P', () => (y += 2 + pen.write(page.subtitle, FULL.x, y + 2, FULL.width, { size: SIZE.subtitle, color: INK.quiet })));
  y += 9;
  pen.decorate(() => hand.rule(FULL.x, y, FULL.width));
  return y + GAP.section;
}

function drawFooter(pen: Pen, page: PrintedPage): void {
  pen.decorate(() => pen.write(page.footer, FULL.x, SHEET.footer, FULL.width, { size: SIZE.small, color: INK.quiet }));
}

const textWidth = (section: PrintedSection, place: Place): number =>
  section.code === undefined ? place.width : place.width - CODE_SIDE - SHEET.gutter;

function sectionHeight(pen: Pen, section: PrintedSection, place: Place): number {
  const width = textWidth(section, place);
  const sum = (heights: number[], gap: number): number => heights.reduce((total, height) => total + height + gap, 0);
  const text =
    pen.height(section.heading, width, HEADING) +
    GAP.heading +
    sum(
      (section.paragraphs ?? []).map((paragraph) => pen.height(paragraph, width, BODY)),
      GAP.steps,
    ) +
    sum(
      (section.steps ?? []).map((step) => pen.height(step, width - STEP_INDENT, BODY)),
      GAP.steps,
    ) +
    sum(
      (section.rows ?? []).map((row) => rowHeight(pen, row, width)),
      GAP.line,
    );
  return section.code === undefined ? text : Math.max(text, CODE_SIDE);
}

const rowHeight = (pen: Pen, row: { name: string; value: string }, width: number): number =>
  Math.max(pen.height(row.name, NAME_WIDTH, NAME), pen.height(row.value, width - NAME_WIDTH, BODY));

/** Answers where the section ends. */
function drawSection(pen: Pen, section: PrintedSection, place: Place, top: number, hand: Hand): number {
  const { code } = section;
  const width = textWidth(section, place);
  let y = top;
  pen.tag('H2', () => (y += pen.write(section.heading, place.x, y, width, HEADING) + GAP.heading));
  for (const paragraph of section.paragraphs ?? []) {
    pen.tag('P', () => (y += pen.write(paragraph, place.x, y, width, BODY) + GAP.steps));
  }
  pen.list(
    (section.steps ?? []).map((step, index) => ({
      label: () => pen.write(`${index + 1}.`, place.x, y, STEP_INDENT, NAME),
      body: () => (y += pen.write(step, place.x + STEP_INDENT, y, width - STEP_INDENT, BODY) + GAP.steps),
    })),
  );
  pen.list(
    (section.rows ?? []).map((row) => ({
      label: () => pen.write(row.name, place.x, y, NAME_WIDTH, NAME),
      body: () => {
        pen.write(row.value, place.x + NAME_WIDTH, y, width - NAME_WIDTH, BODY);
        y += rowHeight(pen, row, width) + GAP.line;
      },
    })),
  );
  if (code === undefined) return y;
  const x = place.x + place.width - CODE_SIDE;
  pen.tag('Figure', () => hand.code(code.payload, x, top, CODE_SIDE), { alt: code.description });
  return Math.max(y, top + CODE_SIDE);
}
