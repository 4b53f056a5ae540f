// The part of `qrcode` that needs neither files nor a canvas; its published types stop at the front door.
declare module 'qrcode/lib/core/qrcode.js' {
  export function create(
    text: string,
    options: { errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' },
  ): { version: number; modules: { size: number; get(row: number, column: number): number } };
}
