import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../electron/cli/arguments.ts';
import { COMMANDS, isCommand } from '../../../electron/cli/command-table.ts';

const A = 'anna@firma.example';

/** Reason and facts, or undefined when it was understood. */
function faultOf(args: string[]): unknown {
  const read = readArguments(args);
  return read.kind === 'fault' ? [read.fault.reason, ...Object.values(read.fault.facts)] : undefined;
}

function givenBy(args: string[]) {
  const read = readArguments(args);
  if (read.kind !== 'command') throw new Error(`not understood: ${JSON.stringify(read)}`);
  return read.given;
}

describe('a command line is understood', () => {
  it.each([
    [['discover', A]],
    [['--json', 'discover', A]],
    [['discover', '--dns', '127.0.0.1:5353', A]],
    [['discover', '--dns=127.0.0.1:5353', A]],
    [['parse', 'autoconfig', 'file.xml', '--address', A]],
    [['verify', A, '--password-stdin', '--confirm-host', 'a.example', '--confirm-host', 'b.example']],
    [['export', A, '--format', 'handout', '--out', '-']],
    [['undo']],
    [['undo', 'some-id']],
    [['doctor', '--verbose']],
    [['discover', '--', A]],
  ])('%j', (args) => {
    expect(faultOf(args)).toBeUndefined();
  });

  it('with its values, switches and arguments', () => {
    const given = givenBy(['verify', A, '--confirm-host', 'a.example', '--confirm-host=b.example', '--json', '--timeout=3']);
    expect(given.command).toBe('verify');
    expect(given.arguments).toEqual([A]);
    expect(given.all('confirm-host')).toEqual(['a.example', 'b.example']);
    expect(given.has('json')).toBe(true);
    expect(given.has('verbose')).toBe(false);
    expect(given.text('timeout')).toBe('3');
    expect(given.text('dns')).toBeUndefined();
  });

  it('with a value that looks like an option when it is attached', () => {
    expect(givenBy(['export', A, '--out=--odd']).text('out')).toBe('--odd');
  });
});

describe('a command line is refused', () => {
  it.each([
    [[], ['no-command']],
    [['--json'], ['no-command']],
    [
      ['diagnoses', 'firma.example'],
      ['unknown-command', 'diagnoses'],
    ],
    [['walkthroughs'], ['unknown-command', 'walkthroughs']],
    [['toString'], ['unknown-command', 'toString']],
    [['discover'], ['missing-argument', 'ADDRESS']],
    [[''], ['no-command']],
    [
      ['check', ''],
      ['empty-argument', 'DOMAIN|ADDRESS'],
    ],
    [
      ['undo', ' '],
      ['empty-argument', 'CHANGE'],
    ],
    [
      ['parse', 'autoconfig', ''],
      ['empty-argument', 'FILE'],
    ],
    [
      ['parse', 'autoconfig'],
      ['missing-argument', 'FILE'],
    ],
    [['discover', A, 'more'], ['surplus-argument']],
    [['doctor', 'more'], ['surplus-argument']],
    [
      ['discover', A, '--nonsense'],
      ['unknown-option', '--nonsense'],
    ],
    [
      ['discover', A, '-x'],
      ['unknown-option', '-x'],
    ],
    [
      ['discover', A, '--client', 'thunderbird'],
      ['unknown-option', '--client'],
    ],
    [
      ['discover', A, '--constructor'],
      ['unknown-option', '--constructor'],
    ],
    [
      ['discover', A, '--dns'],
      ['missing-value', '--dns'],
    ],
    [
      ['discover', A, '--dns', '--json'],
      ['missing-value', '--dns'],
    ],
    [
      ['discover', A, '--dns='],
      ['missing-value', '--dns'],
    ],
    [
      ['discover', A, '--json=yes'],
      ['unexpected-value', '--json'],
    ],
    [
      ['discover', A, '--dns', 'a:1', '--dns', 'b:2'],
      ['given-twice', '--dns'],
    ],
  ])('%j', (args, fault) => {
    expect(faultOf(args)).toEqual(fault);
  });

  it('without repeating what may be a password', () => {
    for (const args of [
      ['verify', A, 'hunter2'],
      ['verify', A, '--password', 'hunter2'],
      ['verify', A, '--password=hunter2'],
      ['verify', A, '--password-stdin=hunter2'],
    ]) {
      expect(JSON.stringify(readArguments(args))).not.toContain('hunter2');
    }
  });

  it('always with an answer, whatever is typed', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('--json', '--dns', '-', '--', '-h', 'discover', 'setup', '--out=', '--no-json', '__proto__'),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (args) => {
        expect(['command', 'help', 'version', 'fault']).toContain(readArguments(args).kind);
      }),
    );
  });
});

describe('help', () => {
  it.each(Object.keys(COMMANDS))('is asked for %s in every usual way', (name) => {
    const help = { kind: 'help', command: isCommand(name) ? name : undefined };
    expect(readArguments([name, '--help'])).toEqual(help);
    expect(readArguments(['--help', name])).toEqual(help);
    expect(readArguments([name, '-h'])).toEqual(help);
    expect(readArguments(['help', name])).toEqual(help);
  });

  it('comes before faults, and for everything when nothing is named', () => {
    expect(readArguments(['--help'])).toEqual({ kind: 'help' });
    expect(readArguments(['help'])).toEqual({ kind: 'help' });
    expect(readArguments(['setup', '--help', '--nonsense'])).toEqual({ kind: 'help', command: 'setup' });
    expect(readArguments(['--version'])).toEqual({ kind: 'version' });
  });
});
