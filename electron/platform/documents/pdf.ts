import type { PrintedPage } from '../../core/model/document.ts';
import { fonts } from './fonts.ts';
import { type Document, penFor } from './pen.ts';
import { drawPage } from './page.ts';
import { INK, SHEET } from './sheet.ts';

/** A page as PDF 1.7 on A4: fonts embedded, tagged for screen readers, titled. What does not fit goes on to a second sheet. */
export async function renderPdf(page: PrintedPage): Promise<Uint8Array> {
  const [{ default: PdfDocument }, { create }] = await Promise.all([import('pdfkit'), import('qrcode')]);
  const files = fonts();
  const document: Document = new PdfDocument({
    size: 'A4',
    margins: { top: SHEET.margin, bottom: 0, left: SHEET.margin, right: SHEET.margin },
    pdfVersion: '1.7',
    tagged: true,
    lang: page.language,
    displayTitle: true,
    // Else the library loads a standard font that has no place in the bundle.
    font: '',
    info: { Title: `${page.title} – ${page.subtitle}`, Creator: 'Mailramp', Producer: 'Mailramp' },
  });
  const chunks: Buffer[] = [];
  const bytes = new Promise<Uint8Array>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    document.on('error', reject);
  });
  const pen = penFor(document, files);
  drawPage(pen, page, {
    newSheet: () => document.addPage(),
    rule: (x, y, width) =>
      document
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(0.7)
        .strokeColor(INK.line)
        .stroke(),
    code: (payload, x, y, side) => {
      const { modules } = create(payload, { errorCorrectionLevel: 'L' });
      const module = side / modules.size;
      for (let row = 0; row < modules.size; row += 1) {
        for (let column = 0; column < modules.size; column += 1) {
          if (modules.get(row, column)) document.rect(x + column * module, y + row * module, module, module);
        }
      }
      document.fill('#000000');
    },
  });
  pen.close();
  document.end();
  return bytes;
}
