export { renderPdf } from './pdf.ts';
export { qrPng } from './png.ts';
export { renderDocument } from './render-document.ts';
