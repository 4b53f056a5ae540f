import { expect, test } from 'vitest';
import { installHash } from '../../../../../electron/core/clients/thunderbird/install-hash.ts';

test('an installation has the name that Thunderbird itself gives it', () => {
  expect(installHash('/usr/lib/thunderbird')).toBe('FDC34C9F024745EB');
  expect(installHash('C:\\Program Files\\Mozilla Thunderbird')).toBe('D78BF5DD33499EC2');
});

test('folders of any length have a name, and different ones', () => {
  const names = Array.from({ length: 200 }, (_, length) => installHash(`/${'x'.repeat(length)}`));
  expect(new Set(names).size).toBe(200);
  expect(names.every((name) => /^[0-9A-F]{1,16}$/.test(name))).toBe(true);
});
