import { SHEET, SIZE } from './sheet.ts';
import type { fonts } from './fonts.ts';

export type Document = PDFKit.PDFDocument;
export type Weight = 'regular' | 'strong';

export interface Ink {
  weight?: Weight;
  size?: number;
  color: string;
}

/** Words on a sheet: where they stand is given, how high they came out is answered (points). */
export interface Pen {
  height(text: string, width: number, ink: Ink): number;
  write(text: string, x: number, y: number, width: number, ink: Ink): number;
  /** Puts content under a tag of the structure tree (ISO 32000-1 section 14.8), for screen readers. */
  tag(type: 'H1' | 'H2' | 'P' | 'Figure', draw: () => void, options?: { alt?: string }): void;
  /** A list: each item a label and what it stands for. */
  list(items: readonly { label: () => void; body: () => void }[]): void;
  /** What repeats or means nothing: readers pass over it. */
  decorate(draw: () => void): void;
  /** Ends the structure tree; nothing is written afterwards. */
  close(): void;
}

const LINE_GAP = 1.5;

export function penFor(document: Document, files: ReturnType<typeof fonts>): Pen {
  document.registerFont('regular', files.regular);
  document.registerFont('strong', files.strong);
  const root = document.struct('Document');
  document.addStructure(root);
  const use = (ink: Ink): Document =>
    document
      .font(ink.weight ?? 'regular')
      .fontSize(ink.size ?? SIZE.body)
      .fillColor(ink.color);
  const height = (text: string, width: number, ink: Ink): number => use(ink).heightOfString(text, { width, lineGap: LINE_GAP });
  return {
    height,
    write(text, x, y, width, ink) {
      const high = height(text, width, ink);
      use(ink).text(text, x, y, { width, lineGap: LINE_GAP, height: SHEET.height });
      return high;
    },
    tag: (type, draw, options) => {
      root.add(document.struct(type, options ?? {}, draw));
    },
    list: (items) => {
      const parts = items.map(({ label, body }) =>
        document.struct('LI', {}, [document.struct('Lbl', {}, label), document.struct('LBody', {}, body)]),
      );
      if (parts.length > 0) root.add(document.struct('L', {}, parts));
    },
    decorate: (draw) => {
      document.markContent('Artifact');
      draw();
      document.endMarkedContent();
    },
    close: () => {
      root.end();
    },
  };
}
