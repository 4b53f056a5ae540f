import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeBase64, encodeBase64, parseDkim, readRsa } from '../../../../../electron/core/domain-check/dkim/index.ts';
import { HUGE, vectorsIn } from '../vectors.ts';

const list = z.array(z.string()).optional();
const { keys } = z
  .object({ keys: z.array(z.object({ text: z.string(), outcome: z.string(), hashes: list, services: list, flags: list })) })
  .parse(vectorsIn('dkim'));

/** What is to be said of a record, in one word. */
function outcomeOf(text: string): string {
  const { faults, type, data, key } = parseDkim(text);
  const [fault] = faults;
  if (fault !== undefined) return fault.code;
  if (type !== 'rsa' && type !== 'ed25519') return 'type';
  if (data === '') return 'revoked';
  if (key === undefined || key === 'base64') return 'base64';
  if (key.kind === 'none') return key.why;
  return key.kind === 'rsa' ? `rsa ${key.bits}` : 'ed25519';
}

describe('a DKIM key record', () => {
  it('has all thirteen vectors', () => expect(keys).toHaveLength(13));

  it.each(keys)('is judged as others judge $text', ({ text, outcome, hashes, services, flags }) => {
    expect(outcomeOf(text)).toBe(outcome);
    const read = parseDkim(text);
    if (hashes !== undefined) expect(read.hashes).toEqual(hashes);
    if (services !== undefined) expect(read.services).toEqual(services);
    if (flags !== undefined) expect(read.flags).toEqual(flags);
  });

  it.each([
    ['v=DKIM1\\; k=rsa\\; p=AAAA', 'character-not-allowed'],
    ['v=DKIM1; p', 'tag-unreadable'],
    ['v=DKIM1; p=\u00a0AAAA', 'character-not-allowed'],
    ['v=DKIM1;; p=', 'tag-empty'],
    ['v=DKIM1; h=sha1 sha256; p=', 'list-unreadable'],
    ['v=DKIM1; k=rsa; p=AAAAA', 'base64'],
    ['v=DKIM1; k=rsa; p=AA-_', 'base64'],
    ['v=DKIM1; k=RSA; p=', 'revoked'],
  ])('tells of %j that it is %s', (text, outcome) => {
    const told = outcomeOf(text);
    // A backslash is a sign that may stand in a value: then the version is what is wrong.
    expect(text.includes('\\') ? ['version-unknown', outcome] : [outcome]).toContain(told);
  });
});

const rsa = (bits: number): KeyObject => generateKeyPairSync('rsa', { modulusLength: bits }).publicKey;
const spki = (key: KeyObject): Uint8Array => new Uint8Array(key.export({ type: 'spki', format: 'der' }));
const pkcs1 = (key: KeyObject): Uint8Array => new Uint8Array(key.export({ type: 'pkcs1', format: 'der' }));

describe('a key that this computer made', () => {
  it.each([512, 768, 1024, 1536, 2048, 4096])('of %i bits is measured in both encodings', (bits) => {
    const key = rsa(bits);
    expect(readRsa(spki(key))).toEqual({ kind: 'rsa', bits, exponent: 'usual', encoding: 'spki' });
    expect(readRsa(pkcs1(key))).toEqual({ kind: 'rsa', bits, exponent: 'usual', encoding: 'pkcs1' });
  });

  it('of the newer type is 32 bare octets, and in an envelope of the other type none', () => {
    const envelope = spki(generateKeyPairSync('ed25519').publicKey);
    expect(outcomeOf(`v=DKIM1; k=ed25519; p=${encodeBase64(envelope.slice(-32))}`)).toBe('ed25519');
    expect(outcomeOf(`v=DKIM1; k=ed25519; p=${encodeBase64(envelope)}`)).toBe('other-type');
    expect(outcomeOf(`v=DKIM1; k=rsa; p=${encodeBase64(envelope)}`)).toBe('other-type');
  });

  it('is never taken for whole when it was cut', () => {
    const whole = spki(rsa(1024));
    for (let length = 0; length < whole.length; length += 1) expect(readRsa(whole.subarray(0, length)).kind).toBe('none');
    expect(readRsa(whole.subarray(0, 100))).toEqual({ kind: 'none', why: 'truncated' });
    expect(readRsa(Uint8Array.from([...whole, 0]))).toEqual({ kind: 'none', why: 'unreadable' });
  });

  it.each([
    [[1], 'one'],
    [[3], 'other'],
    [[2], 'even'],
    [[1, 0, 0], 'even'],
    [[0, 1, 0, 1], 'usual'],
  ] as const)('has the exponent %j, which is %s', (exponent, told) => {
    const modulus = [0, 0x80, ...Array.from({ length: 127 }, () => 1)];
    const integer = (octets: readonly number[]): number[] => [
      0x02,
      ...(octets.length > 127 ? [0x81, octets.length] : [octets.length]),
      ...octets,
    ];
    const body = [...integer(modulus), ...integer(exponent)];
    expect(readRsa(Uint8Array.from([0x30, 0x81, body.length, ...body]))).toEqual({
      kind: 'rsa',
      bits: 1024,
      exponent: told,
      encoding: 'pkcs1',
    });
  });
});

describe('hostile key records', () => {
  it.each(HUGE)('of %s are read to the end', (_, text) => expect(parseDkim(text).text).toBe(text));

  it('never make the reader throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        parseDkim(text);
        parseDkim(`v=DKIM1; k=rsa; p=${text}`);
        parseDkim(`v=DKIM1; ${text}; p=AAAA`);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => ['rsa', 'none'].includes(readRsa(bytes).kind)),
      { numRuns: 1000 },
    );
  });

  it('come back from base64 as they went in', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = encodeBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect([...(decodeBase64(text) ?? [])]).toEqual([...bytes]);
      }),
    );
  });
});
