import type { ExportedDocument } from '../../core/model/document.ts';
import { unreachable } from '../../core/model/outcome.ts';

/** The bytes of a document, ready for a file. Drawing code is loaded only when it is needed. */
export async function renderDocument(document: ExportedDocument): Promise<Uint8Array> {
  switch (document.render) {
    case 'text':
      return Buffer.from(document.text, document.encoding);
    case 'png':
      return (await import('./png.ts')).qrPng(document.payload);
    case 'pdf':
      return (await import('./pdf.ts')).renderPdf(document.page);
    default:
      return unreachable(document);
  }
}
