import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { qrSvg, thunderbirdQr } from '../../../../electron/core/clients/android/index.ts';
import { qrPng } from '../../../../electron/platform/documents/index.ts';
import { annasAccount } from '../../../fakes/accounts.ts';

const payloadFor = (fullName: string): string => {
  const texts = thunderbirdQr([annasAccount({ fullName })]);
  const [text] = texts.ok ? texts.value : [];
  if (text === undefined) throw new Error('No payload');
  return text;
};

const decoded = (pixels: Uint8ClampedArray, side: number): string | undefined => jsqr(pixels, side, side)?.data;

/** Paints the one path of our SVG: runs of black modules, `M x y h run …`. */
function painted(svg: string, scale: number): { pixels: Uint8ClampedArray; side: number } {
  const modules = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const side = modules * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, run] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      for (let column = Number(x) * scale; column < (Number(x) + Number(run)) * scale; column += 1)
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
    }
  }
  return { pixels, side };
}

describe.each(['Anna Beispiel', 'Anna Pröbe', 'Ελένη 🦊', 'x'.repeat(300)])('the code of %s', (name) => {
  it('reads back from the PNG', async () => {
    const picture = PNG.sync.read(Buffer.from(await qrPng(payloadFor(name))));
    expect(picture.width).toBe(picture.height);
    expect(decoded(new Uint8ClampedArray(picture.data), picture.width)).toBe(payloadFor(name));
  });

  it('reads back from the SVG', async () => {
    const { pixels, side } = painted(await qrSvg(payloadFor(name)), 6);
    expect(decoded(pixels, side)).toBe(payloadFor(name));
  });

  it.runIf(existsSync('/usr/bin/zbarimg'))('reads back with another program', async () => {
    const output = execFileSync('zbarimg', ['-q', '--raw', '-Sbinary', '-'], {
      input: await qrPng(payloadFor(name)),
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    expect(output.toString('utf8')).toBe(payloadFor(name));
  });
});
