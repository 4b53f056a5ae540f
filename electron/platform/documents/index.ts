export { renderPdf } from './pdf.ts';
export { qrPng } from './png.ts';
export { renderDocument } from './render-document.ts';
export { signProfile } from './sign-profile.ts';
export type { SigningFault, SigningSource } from './signing-key.ts';
