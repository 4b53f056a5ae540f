import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { PROBLEMS, problem, problemOf } from '../../../../electron/core/model/problem.ts';
import { Secret } from '../../../../electron/core/model/secret.ts';

const CANARY = 'canary-Pa55word';

describe('a secret', () => {
  it('shows itself on no way but reveal', () => {
    const secret = new Secret(CANARY);
    const shown = [
      String(secret),
      ['', secret].join(),
      JSON.stringify({ secret }),
      inspect({ secret }, { showHidden: true, depth: 9 }),
      Object.keys(secret).join(),
      JSON.stringify(Object.entries(secret)),
    ];
    expect(shown.join('\n')).not.toContain(CANARY);
    expect(secret.reveal()).toBe(CANARY);
  });

  it('cannot be cloned over a wire', () => {
    expect(JSON.stringify(structuredClone({ secret: new Secret(CANARY) }))).not.toContain(CANARY);
  });
});

describe('a problem', () => {
  it('knows whose it is', () => {
    expect(problemOf('certificate-expired', { host: 'mail.firma.example' })).toMatchObject({ whose: 'provider' });
  });

  it('passes its own schema, every code', () => {
    for (const code of Object.keys(PROBLEMS)) {
      expect(problem.parse({ ...problemOf('unexpected'), code }).code).toBe(code);
    }
  });
});
