// CityHash64, version 1.0 (Google, 2011), which Mozilla programs use to name an installation by its folder.
const K0 = 0xc3a5c85c97cb3127n;
const K1 = 0xb492b66fbe98f273n;
const K2 = 0x9ae16a3b2f90404fn;
const K3 = 0xc949d7c7509e6557n;
const MULTIPLIER = 0x9ddfea08eb382d69n;

type Pair = readonly [bigint, bigint];

const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);
const rotate = (value: bigint, by: bigint): bigint => wrap((value >> by) | (value << (64n - by)));
const mix = (value: bigint): bigint => value ^ (value >> 47n);

function join(one: bigint, other: bigint): bigint {
  const first = mix(wrap((one ^ other) * MULTIPLIER));
  const second = mix(wrap((other ^ first) * MULTIPLIER));
  return wrap(second * MULTIPLIER);
}

/** Name of an installation in `profiles.ini` (`[Install<this>]`): the folder of its program file, as the program itself sees it. */
export function installHash(folder: string): string {
  const bytes = new DataView(new ArrayBuffer(folder.length * 2));
  for (let index = 0; index < folder.length; index += 1) bytes.setUint16(index * 2, folder.charCodeAt(index), true);
  return cityHash64(bytes).toString(16).toUpperCase();
}

function cityHash64(bytes: DataView): bigint {
  const length = bytes.byteLength;
  if (length <= 16) return upTo16(bytes);
  if (length <= 32) return upTo32(bytes);
  return length <= 64 ? upTo64(bytes) : longer(bytes);
}

const word = (bytes: DataView, at: number): bigint => bytes.getBigUint64(at, true);

function upTo16(bytes: DataView): bigint {
  const length = bytes.byteLength;
  const size = BigInt(length);
  if (length > 8) {
    const last = word(bytes, length - 8);
    return join(word(bytes, 0), rotate(wrap(last + size), size)) ^ last;
  }
  if (length >= 4) return join(wrap(size + (BigInt(bytes.getUint32(0, true)) << 3n)), BigInt(bytes.getUint32(length - 4, true)));
  if (length === 0) return K2;
  const y = BigInt(bytes.getUint8(0)) + (BigInt(bytes.getUint8(length >> 1)) << 8n);
  const z = size + (BigInt(bytes.getUint8(length - 1)) << 2n);
  return wrap(mix(wrap(y * K2) ^ wrap(z * K3)) * K2);
}

function upTo32(bytes: DataView): bigint {
  const length = bytes.byteLength;
  const a = wrap(word(bytes, 0) * K1);
  const b = word(bytes, 8);
  const c = wrap(word(bytes, length - 8) * K2);
  const d = wrap(word(bytes, length - 16) * K0);
  return join(wrap(rotate(wrap(a - b), 43n) + rotate(c, 30n) + d), wrap(a + rotate(b ^ K3, 20n) - c + BigInt(length)));
}

/** Two words over 32 bytes; `first` differs between the two halves of `upTo64`. */
function half(bytes: DataView, at: number, end: bigint, first: bigint): Pair {
  let a = first;
  const z = end;
  const b = rotate(wrap(a + z), 52n);
  let c = rotate(a, 37n);
  a = wrap(a + word(bytes, at + 8));
  c = wrap(c + rotate(a, 7n));
  a = wrap(a + word(bytes, at + 16));
  return [wrap(a + z), wrap(b + rotate(a, 31n) + c)];
}

function upTo64(bytes: DataView): bigint {
  const length = bytes.byteLength;
  const v = half(bytes, 0, word(bytes, 24), wrap(word(bytes, 0) + (BigInt(length) + word(bytes, length - 16)) * K0));
  const w = half(bytes, length - 32, word(bytes, length - 8), wrap(word(bytes, 16) + word(bytes, length - 32)));
  const r = mix(wrap((v[0] + w[1]) * K2 + (w[0] + v[1]) * K0));
  return wrap(mix(wrap(r * K0 + v[1])) * K2);
}

function weak(bytes: DataView, at: number, seedA: bigint, seedB: bigint): Pair {
  const z = word(bytes, at + 24);
  const a = wrap(seedA + word(bytes, at));
  const b = rotate(wrap(seedB + a + z), 21n);
  const sum = wrap(a + word(bytes, at + 8) + word(bytes, at + 16));
  return [wrap(sum + z), wrap(b + rotate(sum, 44n) + a)];
}

function longer(bytes: DataView): bigint {
  const length = bytes.byteLength;
  let x = word(bytes, 0);
  let y = word(bytes, length - 16) ^ K1;
  let z = word(bytes, length - 56) ^ K0;
  let v = weak(bytes, length - 64, BigInt(length), y);
  let w = weak(bytes, length - 32, wrap(BigInt(length) * K1), K0);
  z = wrap(z + mix(v[1]) * K1);
  x = wrap(rotate(wrap(z + x), 39n) * K1);
  y = wrap(rotate(y, 33n) * K1);
  for (let at = 0; at < ((length - 1) & ~63); at += 64) {
    x = wrap(rotate(wrap(x + y + v[0] + word(bytes, at + 16)), 37n) * K1) ^ w[1];
    y = wrap(rotate(wrap(y + v[1] + word(bytes, at + 48)), 42n) * K1) ^ v[0];
    z = rotate(z ^ w[0], 33n);
    v = weak(bytes, at, wrap(v[1] * K1), wrap(x + w[0]));
    w = weak(bytes, at + 32, wrap(z + w[1]), y);
    [z, x] = [x, z];
  }
  return join(wrap(join(v[0], w[0]) + mix(y) * K1 + z), wrap(join(v[1], w[1]) + x));
}
