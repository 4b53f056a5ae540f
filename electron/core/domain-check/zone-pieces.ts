/** Lines of a fragment that belong together: cutting inside would leave half a record. */
export interface Piece {
  lines: readonly string[];
  kind: 'record' | 'about';
}

export const saying = (...lines: string[]): Piece => ({ lines, kind: 'about' });
export const recordPiece = (lines: readonly string[]): Piece => ({ lines, kind: 'record' });

const lengthOf = ({ lines }: Piece): number => lines.reduce((sum, line) => sum + line.length + 1, 0);

/**
 * The pieces as text of at most `most` characters. It ends with a whole record, and then `leftOut` says of how many others it is
 * not told.
 */
export function textOf(pieces: readonly Piece[], most: number, leftOut: (records: number) => string): string {
  const text = (kept: readonly Piece[], last: readonly string[] = []): string =>
    `${[...kept.flatMap(({ lines }) => lines), ...last].join('\n')}\n`;
  if (pieces.reduce((sum, piece) => sum + lengthOf(piece), 0) <= most) return text(pieces);
  const all = pieces.filter(({ kind }) => kind === 'record').length;
  const room = most - leftOut(all).length - 1;
  let [used, end, kept] = [0, 0, 0];
  for (const [index, piece] of pieces.entries()) {
    used += lengthOf(piece);
    if (used > room) break;
    // What is said about a record is worth nothing without it.
    if (piece.kind === 'record') [end, kept] = [index + 1, kept + 1];
  }
  return text(pieces.slice(0, end), [leftOut(all - kept)]);
}
