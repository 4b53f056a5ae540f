import { describe, expect, it } from 'vitest';
import { fullNameIn } from '../../../electron/main/person.ts';

const PASSWD = [
  'root:x:0:0:root:/root:/bin/bash',
  'anna:x:1000:1000:Anna Schmidt,Room 4,,:/home/anna:/bin/bash',
  'bert:x:1001:1001:,,,:/home/bert:/bin/bash',
  'carl:x:1002:1002:carl:/home/carl:/bin/bash',
].join('\n');

describe('fullNameIn', () => {
  it.each([
    ['anna', 'Anna Schmidt'],
    ['bert', undefined],
    ['carl', undefined],
    ['root', undefined],
    ['nobody-here', undefined],
  ])('reads the name of %s as %s', (user, expected) => {
    expect(fullNameIn(PASSWD, user)).toBe(expected);
  });
});
