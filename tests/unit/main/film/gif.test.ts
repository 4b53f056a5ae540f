import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openGif } from '../../../../electron/main/film/gif.ts';
import { readGif } from '../../../fakes/gif-reader.ts';

const WIDTH = 40;
const HEIGHT = 30;
const plain = (colour: number): Uint32Array => new Uint32Array(WIDTH * HEIGHT).fill((0xff000000 | colour) >>> 0);

function withBox(pixels: Uint32Array, [left, top, width, height]: readonly [number, number, number, number], colour: number): Uint32Array {
  const drawn = pixels.slice();
  for (let y = top; y < top + height; y += 1) drawn.fill((0xff000000 | colour) >>> 0, y * WIDTH + left, y * WIDTH + left + width);
  return drawn;
}

describe('the animation', () => {
  it('keeps of each picture the rectangle that changed, repeats for ever, and gives each its time', () => {
    const [first, second] = [plain(0xffffff), withBox(plain(0xffffff), [5, 7, 10, 4], 0x0f6cbd)];
    const gif = openGif({ width: WIDTH, height: HEIGHT }, [first, second]);
    gif.add(first, 0);
    gif.add(first, 100);
    gif.add(second, 1234);
    const read = readGif(gif.finish(2000));
    expect(read).toMatchObject({ width: WIDTH, height: HEIGHT, repeat: 0 });
    expect(read.frames).toEqual([
      { delay: 1230, left: 0, top: 0, width: WIDTH, height: HEIGHT },
      { delay: 770, left: 5, top: 7, width: 10, height: 4 },
    ]);
    expect([...read.last].map((colour) => (colour | 0xff000000) >>> 0)).toEqual([...second]);
  });

  it('ends with the last picture, to the pixel, as long as the colours are few', () => {
    const box = fc.tuple(
      fc.nat(30),
      fc.nat(20),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(0, 0xff, 0xff00, 0x123456),
    );
    fc.assert(
      fc.property(fc.array(box, { minLength: 1, maxLength: 12 }), (boxes) => {
        const pictures = boxes.reduce<Uint32Array[]>(
          (drawn, [left, top, width, height, colour]) => [...drawn, withBox(drawn.at(-1) ?? plain(0), [left, top, width, height], colour)],
          [plain(0xffffff)],
        );
        const gif = openGif({ width: WIDTH, height: HEIGHT }, pictures);
        pictures.forEach((picture, index) => gif.add(picture, index * 100));
        const read = readGif(gif.finish(pictures.length * 100));
        expect([...read.last].map((colour) => (colour | 0xff000000) >>> 0)).toEqual([...(pictures.at(-1) ?? [])]);
        expect(read.frames.reduce((sum, { delay }) => sum + delay, 0)).toBe(pictures.length * 100);
      }),
      { numRuns: 30 },
    );
  });

  it('takes no picture of another size', () => {
    const gif = openGif({ width: WIDTH, height: HEIGHT }, [plain(0)]);
    expect(() => gif.add(new Uint32Array(7), 0)).toThrow(RangeError);
  });
});
