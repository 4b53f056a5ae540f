/** Pixels a module: sharp on a slow remote screen, and a phone still reads it from an arm's length. */
const SCALE = 8;
const QUIET = 4;

/** A QR code (correction level L, as Thunderbird writes it) as PNG, black on white. */
export async function qrPng(payload: string): Promise<Uint8Array> {
  const { toBuffer } = await import('qrcode');
  return toBuffer(payload, { type: 'png', errorCorrectionLevel: 'L', scale: SCALE, margin: QUIET });
}
