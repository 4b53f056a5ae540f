import { quantize } from 'gifenc';

/** Pixels of a picture, row by row, each `0xAARRGGBB`. */
export type Pixels = Uint32Array;

const RED = 16;
const GREEN = 8;
const BYTE = 0xff;

export const redOf = (colour: number): number => (colour >>> RED) & BYTE;
export const greenOf = (colour: number): number => (colour >>> GREEN) & BYTE;
export const blueOf = (colour: number): number => colour & BYTE;

export interface Palette {
  /** At most as many as were asked for, each red, green, blue. */
  colours: number[][];
  /** Index of the nearest colour. */
  nearest(colour: number): number;
}

/** Flat surfaces keep their exact colour: this part of the palette belongs to what covers most. */
const EXACT = 0.6;

/** One palette for a whole film, made of pictures that between them show everything. */
export function paletteOf(samples: readonly Pixels[], most: number): Palette {
  const counted = count(samples);
  const exact = counted.slice(0, Math.floor(most * EXACT)).map(([colour]) => colour);
  const rest = counted.slice(exact.length);
  const mixed = rest.length === 0 ? [] : quantize(bytesOf(rest), most - exact.length);
  const colours = [
    ...exact.map((colour) => [redOf(colour), greenOf(colour), blueOf(colour)]),
    ...mixed.map(([red = 0, green = 0, blue = 0]) => [red, green, blue]),
  ];
  return { colours, nearest: nearestIn(colours) };
}

/** Every colour with the pixels it covers, the most common first; colours that cover as much, by their value. */
function count(samples: readonly Pixels[]): [number, number][] {
  const seen = new Map<number, number>();
  for (const pixels of samples) for (const colour of pixels) seen.set(colour, (seen.get(colour) ?? 0) + 1);
  return [...seen].sort(([one, many], [other, few]) => few - many || one - other);
}

/** A colour that covers much weighs more, but not in proportion: the edges of letters are many colours of few pixels. */
function bytesOf(counted: readonly (readonly [number, number])[]): Uint8Array {
  const weighed = counted.flatMap(([colour, pixels]) => Array.from({ length: Math.ceil(Math.sqrt(pixels)) }, () => colour));
  const bytes = new Uint8Array(weighed.length * 4);
  const view = new DataView(bytes.buffer);
  weighed.forEach((colour, index) => {
    view.setUint32(index * 4, (((colour << 8) & 0xffffff00) | BYTE) >>> 0);
  });
  return bytes;
}

function nearestIn(colours: readonly (readonly number[])[]): (colour: number) => number {
  const known = new Map<number, number>();
  return (colour) => {
    const seen = known.get(colour);
    if (seen !== undefined) return seen;
    const distances = colours.map(
      ([red = 0, green = 0, blue = 0]) => (redOf(colour) - red) ** 2 + (greenOf(colour) - green) ** 2 + (blueOf(colour) - blue) ** 2,
    );
    const found = distances.reduce((best, distance, index) => (distance < (distances[best] ?? Infinity) ? index : best), 0);
    known.set(colour, found);
    return found;
  };
}
