import fc from 'fast-check';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileFor, isOurs } from '../../../electron/main/content.ts';

const folder = path.resolve('/opt/mailramp/renderer');

describe('fileFor', () => {
  it('finds the files of the window by their path', () => {
    expect(fileFor(folder, 'mailramp://app/index.html')).toEqual({
      file: path.join(folder, 'index.html'),
      type: 'text/html; charset=utf-8',
    });
    expect(fileFor(folder, 'mailramp://app/assets/index-1a2b.js?x=1')?.file).toBe(path.join(folder, 'assets', 'index-1a2b.js'));
  });

  it.each([
    'mailramp://other/index.html',
    'file:///etc/passwd.html',
    'https://app/index.html',
    'mailramp://app/',
    'mailramp://app/secrets.json',
    'mailramp://app/..%2f..%2fetc%2fpasswd.html',
    'mailramp://app/%2e%2e/%2e%2e/passwd.js.bak',
    'mailramp://app/%00.html',
    'mailramp://app/%E0%A4%A.html',
    'not a url',
  ])('has nothing under %s', (url) => {
    expect(fileFor(folder, url)).toBeUndefined();
  });

  it('never leaves its folder', () => {
    const piece = fc.oneof(fc.constantFrom('..', '%2e%2e', '%2f', '/', '\\', '%5c', 'x.js'), fc.string());
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const found = fileFor(folder, `mailramp://app/${pieces.join('/')}.js`);
        expect(found === undefined || found.file.startsWith(folder + path.sep)).toBe(true);
      }),
    );
  });
});

describe('isOurs', () => {
  it.each(['mailramp://app.evil.example/', 'mailramp://app@evil.example/', 'https://mailramp//app/', 'mailramp://app', 'about:blank'])(
    'does not take %s for the window',
    (url) => {
      expect(isOurs(url)).toBe(false);
    },
  );

  it('knows its own page', () => {
    expect(isOurs('mailramp://app/index.html#x')).toBe(true);
  });
});
