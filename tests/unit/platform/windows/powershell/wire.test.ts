import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerIn, base64, GREETING, greetingIn, requestLine } from '../../../../../electron/platform/windows/powershell/wire.ts';

const answer = (value: unknown): string => `mailramp:${base64(JSON.stringify(value))}`;

describe('one line each way', () => {
  it('is ASCII and one line, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(requestLine(7, 'control.set', { text })).toMatch(/^[A-Za-z0-9+/=]+$/);
      }),
    );
  });

  it('is found among whatever else was printed', () => {
    const good = answer({ id: 3, ok: true, value: { text: 'für 😀' } });
    const noise = [
      'WARNING: x',
      answer({ id: 2, ok: true, value: 1 }),
      'mailramp:',
      'mailramp:%%%',
      answer([]),
      answer({ id: 3, ok: 'yes' }),
    ];
    expect(answerIn([...noise, `${good}\r`, 'after'].join('\n'), 3)).toEqual({ id: 3, ok: true, value: { text: 'für 😀' } });
    expect(answerIn(noise.join('\r\n'), 3)).toBeUndefined();
  });

  it('never throws on what something else printed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => answerIn(`mailramp:${text}`, 1) === undefined));
  });
});

describe('the greeting', () => {
  it('is read from what PowerShell prints, with banner and carriage returns', () => {
    expect(greetingIn('Hello\r\nmailramp-hello 5.1.19041.4522 ConstrainedLanguage\r\n')).toEqual({
      version: '5.1.19041.4522',
      languageMode: 'ConstrainedLanguage',
    });
    expect(greetingIn('mailramp-hello 7.6.0-preview.5 FullLanguage\n')).toEqual({
      version: '7.6.0-preview.5',
      languageMode: 'FullLanguage',
    });
  });

  it('is not read before its line is whole', () => {
    const whole = 'mailramp-hello 5.1.19041.4522 FullLanguage\r\n';
    for (let length = 0; length < whole.length; length += 1) expect(greetingIn(whole.slice(0, length))).toBeUndefined();
    expect(greetingIn(whole)?.languageMode).toBe('FullLanguage');
  });

  it('is not mistaken for its own echo, and not believed by halves', () => {
    expect(greetingIn(`${GREETING}\n`)).toBeUndefined();
    expect(greetingIn('mailramp-hello 5.1\n')).toBeUndefined();
    expect(greetingIn('')).toBeUndefined();
  });
});
