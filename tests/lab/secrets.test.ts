import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow, logOf, mailramp, temporaryHome } from './lab.ts';

const ADDRESS = 'canary@example.test';
/** The right one and a wrong one: what is refused is often told more about. */
const CANARIES = ['Canary-7f3a9c', 'Wrong-Canary-51b2'];

let home: Awaited<ReturnType<typeof temporaryHome>>;
beforeAll(async () => {
  home = await temporaryHome();
});
afterAll(() => home.remove());

/** A password as it is, and in every dress in which it travels. */
const shapesOf = (password: string): string[] => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/=+$/, '');
  return [
    password,
    encodeURIComponent(password),
    base64(password),
    base64(`${ADDRESS}:${password}`),
    base64(`\0${ADDRESS}\0${password}`),
    Buffer.from(password).toString('hex'),
  ];
};

const foundIn = (text: string): string[] => CANARIES.flatMap(shapesOf).filter((shape) => text.includes(shape));

describe('a password', () => {
  it.each([
    { what: 'verify', args: ['verify', ADDRESS] },
    { what: 'verify for machines', args: ['verify', ADDRESS, '--json'] },
    { what: 'set-up', args: ['setup', ADDRESS, '--client', 'thunderbird', '--profile', 'PROFILE'] },
    { what: 'verify at a stranger', args: ['verify', 'canary@customer.test'] },
    { what: 'verify with a bad certificate', args: ['verify', 'canary@expired.test'] },
    { what: 'a mistyped command', args: ['verify', ADDRESS, '--protocol', 'nonsense'] },
  ])('is in nothing that $what prints or writes', async ({ args }) => {
    for (const password of CANARIES) {
      const profile = path.join(home.folder, 'profile');
      const { stdout, stderr } = await mailramp([...args.map((arg) => (arg === 'PROFILE' ? profile : arg)), '--verbose'], {
        password,
        home: home.folder,
      });
      expect(stdout + stderr).not.toBe('');
      expect(foundIn(stdout)).toEqual([]);
      expect(foundIn(stderr)).toEqual([]);
    }
    for (const [file, text] of await filesBelow(home.folder)) expect(foundIn(text), file).toEqual([]);
  });

  it('is in no log of what was asked over http', async () => {
    expect(foundIn(await logOf('nginx-access.log'))).toEqual([]);
    expect(foundIn(await logOf('autodiscover.log'))).toEqual([]);
  });
});
