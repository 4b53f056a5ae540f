import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../electron/cli/arguments.ts';
import { closestTo } from '../../../electron/cli/film/closest.ts';
import { wantedBy } from '../../../electron/cli/film/wanted.ts';
import { SCENE_IDS } from '../../../electron/core/model/walkthrough.ts';
import { completeValues, EXAMPLE_VALUES } from '../../../electron/core/model/walkthrough-values.ts';
import { firma, mailramp } from './command-line.ts';

const HTML = ['--format', 'html', '--out', 'x.html'];

function wanted(...args: string[]): ReturnType<typeof wantedBy> {
  const read = readArguments(['walkthrough', ...args]);
  if (read.kind !== 'command') throw new Error(read.kind);
  return wantedBy(read.given, undefined);
}

describe('a walkthrough that is asked for', () => {
  it('is filled with what is given, and with what follows from it', () => {
    const asked = wanted('thunderbird', '--set', 'email=bert.brand@firma.example', '--set', 'server=mx.firma.example', ...HTML);
    expect(asked).toMatchObject({
      ok: true,
      value: {
        scene: 'thunderbird',
        width: 749,
        values: { name: 'Bert Brand', user: 'bert.brand@firma.example', server: 'mx.firma.example', domain: 'firma.example' },
      },
    });
  });

  it.each([
    ['749x533', 749],
    ['400x400', 400],
    ['2000x533', 749],
    ['1498x1066', 1498],
  ])('fits into %s at %i pixels', (size, width) => {
    expect(wanted('thunderbird', '--size', size, '--format', 'gif', '--out', 'x.gif')).toMatchObject({ ok: true, value: { width } });
  });

  it.each([
    [['outlook', ...HTML], 'unknown-scene'],
    [['../thunderbird', ...HTML], 'unknown-scene'],
    [['thunderbird', '--set', 'sever=x', ...HTML], 'unknown-value'],
    [['thunderbird', '--set', 'password=geheim', ...HTML], 'no-password-shown'],
    [['thunderbird', '--set', 'Kennwort=geheim', ...HTML], 'no-password-shown'],
    [['thunderbird', '--set', 'email', ...HTML], 'bad-value'],
    [['thunderbird', '--set', `server=${'a'.repeat(300)}`, ...HTML], 'bad-value'],
    [['thunderbird', '--set', 'email=a@b.example', '--set', 'email=c@d.example', ...HTML], 'given-twice'],
    [['thunderbird', '--size', '20x20', '--format', 'gif', '--out', 'x'], 'bad-value'],
    [['thunderbird', '--size', '749x533', ...HTML], 'not-together'],
    [['thunderbird', '--format', 'mp4', '--out', 'x'], 'bad-value'],
    [['thunderbird', '--format', 'steps', '--out', '-'], 'bad-value'],
    [['thunderbird', '--format', 'gif'], 'missing-option'],
    [[...HTML], 'missing-argument'],
  ])('%j is refused: %s', (args, reason) => {
    const asked = wanted(...args);
    expect(asked).toMatchObject({ ok: false, problem: { code: 'usage', facts: { reason } } });
    expect(JSON.stringify(asked)).not.toContain('geheim');
  });

  it('names the scenes that may have been meant', async () => {
    expect(closestTo('outlok-2016-imap', SCENE_IDS)[0]).toBe('outlook-2016-imap');
    expect(closestTo('qqqqqqqqqqqqqqqqqqqqqqqqqqqq', SCENE_IDS)).toEqual([]);
    const printed = await mailramp(['walkthrough', 'thunderbrid', ...HTML], firma());
    expect(printed).toMatchObject({ code: 2, out: '' });
    expect(printed.err).toMatch(/thunderbrid.*Perhaps you mean: thunderbird\b/);
  });
});

describe('the values of a walkthrough', () => {
  it('are an example where nothing is known, and keep to the profile name of the company', () => {
    expect(completeValues({})).toEqual(EXAMPLE_VALUES);
    expect(completeValues({ email: 'a@b.example' }, 'Firma {address}').profile).toBe('Firma a@b.example');
  });

  it('are one line each', () => {
    expect(completeValues({ name: 'Anna\n\u0000Berg' }).name).toBe('Anna Berg');
  });
});
