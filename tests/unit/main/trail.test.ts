import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Secret } from '../../../electron/core/model/secret.ts';
import { openTrail } from '../../../electron/main/trail.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'mailramp-trail-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('openTrail', () => {
  const now = (): Date => new Date('2026-11-24T12:00:00Z');
  const trail = openTrail({ folder, home: '/srv/people/anna', reference: 'K7M-4QX', now });
  const lines = (): string[] => readFileSync(path.join(folder, 'trail.log'), 'utf8').trim().split('\n');

  it('writes one JSON line an event, with the reference and without names or secrets', () => {
    trail.note('discover', { address: 'anna.schmidt@firma.example', file: '/srv/people/anna/x', password: new Secret('hunter2') });
    expect(JSON.parse(lines().at(-1) ?? '')).toEqual({
      at: '2026-11-24T12:00:00.000Z',
      reference: 'K7M-4QX',
      event: 'discover',
      address: 'a…@firma.example',
      file: '~/x',
      password: '•••••',
    });
  });

  it('gives each failure an id that begins with the reference', () => {
    expect(trail.failure('handler-failed', new TypeError('nothing for anna@firma.example'))).toBe('K7M-4QX-1');
    expect(trail.failure('handler-failed', 'a text')).toBe('K7M-4QX-2');
    expect(lines().slice(-2).join()).toContain('a…@firma.example');
    expect(lines().slice(-2).join()).not.toContain('anna@');
  });
});
