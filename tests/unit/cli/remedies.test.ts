import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../electron/cli/arguments.ts';
import { deliver } from '../../../electron/cli/output.ts';
import { problemLines, told } from '../../../electron/cli/told.ts';
import { confirmedHosts } from '../../../electron/cli/wishes.ts';
import { loadWords } from '../../../electron/cli/words.ts';
import { unwritable } from '../../../electron/cli/unwritable.ts';
import { problemOf } from '../../../electron/core/model/problem.ts';
import { fakeMachine } from '../../fakes/machine.ts';
import { bareWorld } from '../core/discovery/mailcow.ts';
import { fileWith, firma, mailramp, temporaryFolder } from './command-line.ts';

const A = 'anna@firma.example';
const words = await loadWords('en');

describe('what a person types next', () => {
  it('is the option that confirms each host', () => {
    const problem = problemOf('consent-needed', { hosts: ['mail.hoster.example', 'dav.hoster.example'] }, ['confirm-host']);
    expect(problemLines(problem, words, 'verify').join('\n')).toContain(
      '--confirm-host mail.hoster.example --confirm-host dav.hoster.example',
    );
  });

  it('is the other user name when there is one', () => {
    const problem = problemOf('password-wrong', { host: 'mail.firma.example', username: A, otherUsername: 'anna' });
    expect(problemLines(problem, words, 'verify').join('\n')).toContain('--username anna');
  });

  it('is nothing when there is nothing to take back', async () => {
    const { err, code } = await mailramp(['undo'], { ...bareWorld(), machine: fakeMachine() });
    expect(code).toBe(11);
    expect(err).not.toMatch(/spelling|yourself/);
  });
});

describe('a host that is confirmed', () => {
  it.each(['mail.hoster.example', 'MAIL.Hoster.example', 'mail.hoster.example.'])('%s is the same host', (typed) => {
    const read = readArguments(['verify', A, '--confirm-host', typed]);
    expect(read.kind === 'command' ? confirmedHosts(read.given) : []).toEqual(['mail.hoster.example']);
  });
});

describe('files', () => {
  it.each([
    ['ENOENT', 'The folder it should go into does not exist.'],
    ['EISDIR', 'There is a folder of that name'],
    ['EROFS', 'You may not write there.'],
    ['ENOSPC', 'There is no space left.'],
  ])('that cannot be written for %s say why', (code, why) => {
    expect(told(unwritable('/x', code), words).message).toContain(why);
  });

  it('that are folders say so', async () => {
    const { err } = await mailramp(['parse', 'autoconfig', temporaryFolder(), '--address', A], firma());
    expect(err).toContain('It is a folder.');
  });

  it('that cannot be signed with are named', async () => {
    const key = fileWith('', 'nothing.pem');
    const { err } = await mailramp(['export', A, '--format', 'mobileconfig', '--out', '/x', '--sign', key], firma());
    expect(err).toContain(key);
  });
});

describe('standard output', () => {
  it.each([true, false])('that takes nothing is a failure (json: %s)', async (json) => {
    const said: string[] = [];
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const terminal = {
      out: () => Promise.reject(full),
      err: (text: string) => void said.push(text),
      interactive: false,
      env: () => undefined,
      readLine: () => Promise.resolve({ kind: 'ended' as const }),
      readHidden: () => Promise.resolve({ kind: 'ended' as const }),
    };
    expect(await deliver({ document: {}, lines: ['x'] }, { json, command: 'discover', words, terminal })).toBe(2);
    expect(said.join('')).toContain('There is no space left.');
  });
});

describe('what was typed', () => {
  it('is not repeated for pages', async () => {
    const { err } = await mailramp(['discover', `${'a'.repeat(50_000)}@firma.example`], firma());
    expect(err.length).toBeLessThan(500);
  });
});
