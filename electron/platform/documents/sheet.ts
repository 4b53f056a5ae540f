/** A4 in points, and the looks of the printed page. */
export const SHEET = { width: 595.28, height: 841.89, margin: 51, gutter: 28, bottom: 790, footer: 803 } as const;

export const INK = { text: '#1a2326', quiet: '#566468', accent: '#0e5a63', line: '#c9d2d4' } as const;

export const SIZE = { title: 21, subtitle: 11.5, heading: 12, body: 10, small: 8.5 } as const;

export const GAP = { section: 14, heading: 5, line: 2.6, steps: 3 } as const;

/** Side of the QR code: 42 mm, large enough for every phone camera. */
export const CODE_SIDE = 119;

export const CONTENT_WIDTH = SHEET.width - 2 * SHEET.margin;
