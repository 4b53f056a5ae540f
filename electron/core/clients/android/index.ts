export { thunderbirdQr } from './qr.ts';
export { qrSvg } from './qr-svg.ts';
