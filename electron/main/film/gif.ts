import { GIFEncoder } from 'gifenc';
import { type Palette, paletteOf, type Pixels } from './palette.ts';

export interface GifSize {
  width: number;
  height: number;
}

export interface GifWriter {
  /** The picture from `time` on, milliseconds; times only grow. A picture like the one before prolongs it. */
  add(pixels: Pixels, time: number): void;
  /** The whole file (GIF89a), which repeats for ever; the last picture ends at `end`. */
  finish(end: number): Uint8Array;
}

/** One index of the table is taken for "as before". */
const COLOURS = 127;
const DEPTH = 7;
/** The next picture is drawn over this one. */
const KEEP = 1;
/** Bytes from the start of a frame to its left edge: graphic control extension (8), image separator (1). */
const TO_LEFT_EDGE = 9;

interface Pending {
  pixels: Pixels;
  time: number;
}

/**
 * Writes a film with one palette, made of `samples`. Of each picture only the rectangle that changed is kept, and in it
 * only the pixels that did.
 */
export function openGif({ width, height }: GifSize, samples: readonly Pixels[]): GifWriter {
  const palette = paletteOf(samples, COLOURS);
  const encoder = GIFEncoder({ initialCapacity: 1 << 20 });
  let before: Pixels | undefined;
  let pending: Pending | undefined;

  const write = (end: number): void => {
    if (pending === undefined) return;
    const { pixels, time } = pending;
    const box = before === undefined ? { left: 0, top: 0, width, height } : changed(before, pixels, width);
    if (box === undefined) return;
    const start = encoder.bytesView().length;
    const first = start === 0;
    encoder.writeFrame(indexed(pixels, before, width, box, palette), box.width, box.height, {
      delay: (Math.round(end / 10) - Math.round(time / 10)) * 10,
      dispose: KEEP,
      colorDepth: DEPTH,
      transparent: !first,
      transparentIndex: palette.colours.length,
      ...(first ? { palette: [...palette.colours, [0, 0, 0]], repeat: 0 } : {}),
    });
    if (!first) place(encoder.bytesView(), start + TO_LEFT_EDGE, box);
    before = pixels;
  };

  return {
    add(pixels, time) {
      if (pixels.length !== width * height) throw new RangeError('A picture of another size');
      if (pending !== undefined && changed(pending.pixels, pixels, width) === undefined) return;
      write(time);
      pending = { pixels, time };
    },
    finish(end) {
      write(end);
      pending = undefined;
      encoder.finish();
      return encoder.bytes();
    },
  };
}

interface Rectangle extends GifSize {
  left: number;
  top: number;
}

/** gifenc places every picture at the upper left corner. */
function place(file: Uint8Array, at: number, { left, top }: Rectangle): void {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  view.setUint16(at, left, true);
  view.setUint16(at + 2, top, true);
}

/** The smallest rectangle that holds every pixel that differs; undefined when none does. */
function changed(before: Pixels, after: Pixels, width: number): Rectangle | undefined {
  const length = after.length;
  let first = 0;
  while (first < length && before[first] === after[first]) first += 1;
  if (first === length) return undefined;
  let last = length - 1;
  while (before[last] === after[last]) last -= 1;
  const [top, bottom] = [Math.floor(first / width), Math.floor(last / width)];
  let left = width;
  let right = -1;
  for (let row = top; row <= bottom; row += 1) {
    const from = row * width;
    for (let x = 0; x < left; x += 1) if (before[from + x] !== after[from + x]) left = x;
    for (let x = width - 1; x > right; x -= 1) if (before[from + x] !== after[from + x]) right = x;
  }
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

function indexed(pixels: Pixels, before: Pixels | undefined, width: number, box: Rectangle, palette: Palette): Uint8Array {
  const unchanged = palette.colours.length;
  const found = new Uint8Array(box.width * box.height);
  for (let row = 0, to = 0; row < box.height; row += 1) {
    const from = (box.top + row) * width + box.left;
    for (let x = 0; x < box.width; x += 1, to += 1) {
      const colour = pixels[from + x] ?? 0;
      found[to] = before !== undefined && before[from + x] === colour ? unchanged : palette.nearest(colour);
    }
  }
  return found;
}
