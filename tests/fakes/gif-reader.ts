/** A GIF taken apart again (GIF89a specification), for tests: size, how often it repeats, and every picture as one sees it. */
export interface ReadGif {
  width: number;
  height: number;
  /** 0: for ever; undefined: once. */
  repeat?: number;
  frames: { delay: number; left: number; top: number; width: number; height: number }[];
  /** The screen after the last picture, each pixel `0xRRGGBB`. */
  last: Uint32Array;
}

export function readGif(file: Uint8Array): ReadGif {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const byte = (at: number): number => file[at] ?? 0;
  const word = (at: number): number => view.getUint16(at, true);
  if (Buffer.from(file.subarray(0, 6)).toString('latin1') !== 'GIF89a') throw new Error('No GIF89a');
  const [width, height] = [word(6), word(8)];
  const colours = 2 << (byte(10) & 7);
  const table = 13;
  const found: ReadGif = { width, height, frames: [], last: new Uint32Array(width * height) };
  let at = table + colours * 3;
  let control = { delay: 0, transparent: -1 };
  const blocks = (): Uint8Array => {
    const parts: number[] = [];
    for (let size = byte(at); size > 0; size = byte(at)) {
      for (const one of file.subarray(at + 1, at + 1 + size)) parts.push(one);
      at += size + 1;
    }
    at += 1;
    return Uint8Array.from(parts);
  };
  while (byte(at) !== 0x3b) {
    if (byte(at) === 0x21) {
      const label = byte(at + 1);
      at += 2;
      if (label === 0xff) at += byte(at) + 1;
      const data = blocks();
      if (label === 0xff) found.repeat = (data[1] ?? 0) | ((data[2] ?? 0) << 8);
      if (label === 0xf9) {
        control = { delay: ((data[1] ?? 0) | ((data[2] ?? 0) << 8)) * 10, transparent: (data[0] ?? 0) & 1 ? (data[3] ?? 0) : -1 };
      }
      continue;
    }
    if (byte(at) !== 0x2c) throw new Error(`An unknown block at ${at}`);
    const frame = { delay: control.delay, left: word(at + 1), top: word(at + 3), width: word(at + 5), height: word(at + 7) };
    const depth = byte(at + 10);
    at += 11;
    const pixels = unpack(blocks(), depth, frame.width * frame.height);
    pixels.forEach((index, place) => {
      if (index === control.transparent) return;
      const target = (frame.top + Math.floor(place / frame.width)) * width + frame.left + (place % frame.width);
      const colour = table + index * 3;
      found.last[target] = (byte(colour) << 16) | (byte(colour + 1) << 8) | byte(colour + 2);
    });
    found.frames.push(frame);
  }
  return found;
}

/** LZW with growing codes (GIF89a appendix F). */
function unpack(data: Uint8Array, depth: number, count: number): Uint8Array {
  const out = new Uint8Array(count);
  const clear = 1 << depth;
  const prefix = new Int32Array(4096);
  const suffix = new Uint8Array(4096);
  const stack = new Uint8Array(4097);
  for (let code = 0; code < clear; code += 1) suffix[code] = code;
  let [bits, held, size, next, before, first, written, read] = [0, 0, depth + 1, clear + 2, -1, 0, 0, 0];
  while (written < count) {
    while (bits < size && read < data.length) {
      held |= (data[read] ?? 0) << bits;
      read += 1;
      bits += 8;
    }
    const code = held & ((1 << size) - 1);
    held >>= size;
    bits -= size;
    if (code === clear + 1) break;
    if (code === clear) {
      [size, next, before] = [depth + 1, clear + 2, -1];
      continue;
    }
    let depthOfStack = 0;
    let current = code;
    if (before !== -1 && code >= next) {
      stack[depthOfStack] = first;
      depthOfStack += 1;
      current = before;
    }
    while (current >= clear) {
      stack[depthOfStack] = suffix[current] ?? 0;
      depthOfStack += 1;
      current = prefix[current] ?? 0;
    }
    first = current;
    out[written] = first;
    written += 1;
    for (; depthOfStack > 0 && written < count; written += 1) {
      depthOfStack -= 1;
      out[written] = stack[depthOfStack] ?? 0;
    }
    if (before !== -1 && next < 4096) {
      prefix[next] = before;
      suffix[next] = first;
      next += 1;
      if (next === 1 << size && size < 12) size += 1;
    }
    before = code;
  }
  return out;
}
