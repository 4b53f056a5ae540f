import { beforeAll, describe, expect, it } from 'vitest';
import { planStep } from '../../../electron/core/model/plan.ts';
import { NEXT_STEPS, problemCode, problemOf } from '../../../electron/core/model/problem.ts';
import {
  createTranslator,
  type Locale,
  planStepPhrase,
  problemWords,
  proofPhrase,
  say,
  type Translate,
} from '../../../electron/wording/index.ts';
import deCodes from '../../../assets/locales/de/codes.json' with { type: 'json' };
import deProblems from '../../../assets/locales/de/problems.json' with { type: 'json' };
import enCodes from '../../../assets/locales/en/codes.json' with { type: 'json' };
import enProblems from '../../../assets/locales/en/problems.json' with { type: 'json' };

const speakers = new Map<Locale, Translate>();
beforeAll(async () => {
  speakers.set('en', await createTranslator('en', { codes: enCodes, problems: enProblems }));
  speakers.set('de', await createTranslator('de', { codes: deCodes, problems: deProblems }));
});
const speaker = (locale: Locale): Translate => speakers.get(locale) ?? ((key) => key);

/** Something for every fact that any sentence names. */
const FULL = {
  typed: 'anna',
  suggestion: 'anna@firma.example',
  path: '/tmp/x.json',
  domain: 'firma.example',
  host: 'mail.firma.example',
  port: 1993,
  hosts: ['mail.hoster.example'],
  protocol: 'imap',
  username: 'anna@firma.example',
  client: 'thunderbird',
  program: 'Thunderbird',
  profile: '/home/anna/profile',
  change: 'abc',
  suggestedHost: 'mail.firma.example',
  certificateTo: '2026-05-03T12:00:00Z',
  certificateNames: ['*.hoster.example'],
  certificateIssuer: 'Firma CA',
  name: 'Privat',
  address: 'anna@firma.example',
};

describe.each(['en', 'de'] as const)('problems in %s', (locale) => {
  it.each(problemCode.options)('%s is a whole sentence with and without its facts', (code) => {
    for (const facts of [FULL, {}]) {
      const words = problemWords(problemOf(code, facts, NEXT_STEPS));
      const phrases = [
        words.title,
        words.message,
        words.whose,
        ...words.next.map(({ phrase }) => phrase),
        ...(words.because ? [words.because] : []),
      ];
      for (const one of phrases) expect(say(speaker(locale), one)).toMatch(/^\p{Lu}|^[“„]|^mail\.firma|^firma/u);
      expect(phrases.map((one) => say(speaker(locale), one)).join('\n')).not.toMatch(/[{}]|problems:|codes:|undefined|\[object/);
    }
  });
});

describe('what is said about a problem', () => {
  it('names the domain in both forms when it is an internationalized one', () => {
    const { message } = problemWords(problemOf('domain-not-found', { domain: 'xn--bcher-kva.example' }));
    expect(say(speaker('en'), message)).toBe('There is no domain bücher.example (xn--bcher-kva.example).');
  });

  it('writes the day on which a certificate ended as the language does', () => {
    const { message } = problemWords(
      problemOf('certificate-expired', { host: 'mail.firma.example', certificateTo: '2026-05-03T12:00:00Z' }),
    );
    expect(say(speaker('en'), message)).toContain('ended on May 3, 2026.');
    expect(say(speaker('de'), message)).toContain('endete am 3. Mai 2026.');
  });

  it('leaves out a day that cannot be read', () => {
    const { message } = problemWords(problemOf('certificate-expired', { host: 'mail.firma.example', certificateTo: 'soon' }));
    expect(say(speaker('en'), message)).toMatch(/^The mail server’s certificate has expired/);
  });

  it('writes a port without thousands separator', () => {
    const { message } = problemWords(problemOf('cannot-connect', { host: 'mail.firma.example', port: 10993 }));
    expect(say(speaker('de'), message)).toBe('mail.firma.example antwortet nicht auf Port 10993.');
  });

  it('says what a service is for and what technicians call it', () => {
    const { message } = problemWords(problemOf('service-missing', { protocol: 'smtp' }));
    expect(say(speaker('en'), message)).toBe('This is not offered with a secure connection: Send mail (SMTP).');
  });

  it('gives the reason, or the problem behind it', () => {
    const because = (one: ReturnType<typeof problemOf>): string | undefined => {
      const words = problemWords(one);
      return words.because === undefined ? undefined : say(speaker('en'), words.because);
    };
    expect(because(problemOf('document-invalid', { reason: 'wrong-root', root: 'html' }))).toBe(
      'It starts with html, which is another kind of document.',
    );
    expect(because(problemOf('document-invalid', { reason: 'wrong-root' }))).toBeUndefined();
    expect(because(problemOf('undone-after-failure', { because: 'not-verified' }))).toBe('The result could not be proved');
    expect(because(problemOf('client-unsupported', { client: 'apple-mail', needs: 'macos' }))).toBe('It exists on a Mac only.');
    expect(because(problemOf('usage', { reason: 'never-heard-of' }))).toBeUndefined();
  });

  it('is not misled by facts that look like parts of an object', () => {
    expect(problemWords(problemOf('usage', { reason: 'constructor' })).because).toBeUndefined();
    expect(problemWords(problemOf('usage', { because: 'toString' })).because).toBeUndefined();
  });
});

describe('steps and proofs', () => {
  it.each(planStep.shape.kind.options)('%s is a sentence with and without its facts', (kind) => {
    for (const facts of [{ path: '/x', name: 'n', address: 'a@b.example', host: 'h.example' }, {}]) {
      expect(say(speaker('en'), planStepPhrase({ kind, facts }))).toMatch(/^[\p{Lu}“a].*\.$/u);
    }
  });

  it('names a profile without a name by its folder', () => {
    expect(say(speaker('en'), planStepPhrase({ kind: 'use-profile', facts: { folder: '/home/anna/tb' } }))).toBe(
      'Use the profile “/home/anna/tb”.',
    );
  });

  it('tells a proof that the catalogues do not know by its code', () => {
    expect(say(speaker('en'), proofPhrase({ kind: 'moon-phase', facts: {} }))).toBe('Read back: moon-phase.');
  });
});
