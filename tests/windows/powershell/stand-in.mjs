import { appendFileSync } from 'node:fs';

/**
 * Behaves like Windows PowerShell at its standard input as far as it was measured: no prompt, one statement a line, a
 * block over several lines only once an empty line follows, code page 437 in and out, everything else on stderr.
 * STAND_IN names how it misbehaves; STAND_IN_LOG a file that learns what was executed (not what was read as data).
 */
const mode = process.env.STAND_IN ?? '';
const log = process.env.STAND_IN_LOG;
const functions = new Set();
let block = [];
let waitingForData;
let pending = '';
const waiting = [];
let hanging = false;

/** What a console without UTF-8 leaves of a text. */
const damaged = (text) => text.replace(/[^\x00-\x7f]/g, '?');
const out = (text) => process.stdout.write(`${damaged(text)}\r\n`);
const err = (text) => process.stderr.write(`${damaged(text)}\r\n`);
const note = (text) => log && appendFileSync(log, `${text}\n`);
const depth = (lines) =>
  lines
    .join('\n')
    .split('')
    .reduce((open, sign) => open + (sign === '{' ? 1 : sign === '}' ? -1 : 0), 0);

if (mode === 'stub') process.exit(0);
if (mode === 'exit-5') process.exit(5);
note(`arguments ${process.argv.slice(2).join(' ')}`);
note(
  `environment ${Object.keys(process.env)
    .filter((name) => /^(NODE_POWERSHELL|DEBUG|PSMODULEPATH)$/i.test(name))
    .sort()
    .join(' ')}`,
);
if (mode === 'chatter') out('Loading personal and system profiles took 1234ms.');

process.stdin.setEncoding('latin1');
process.stdin.on('data', (text) => {
  pending += text;
  const lines = pending.split(/\r?\n/);
  pending = lines.pop() ?? '';
  waiting.push(...lines);
  takeWaiting();
});
process.stdin.on('end', () => process.exit(0));

/** One line after the other; none while an earlier one is still at work. */
function takeWaiting() {
  while (!hanging) {
    const line = waiting.shift();
    if (line === undefined) return;
    take(line);
  }
}

function take(line) {
  if (waitingForData !== undefined) {
    const answer = waitingForData;
    waitingForData = undefined;
    answer(line);
    return;
  }
  if (block.length > 0 || line.endsWith('{')) {
    if (line !== '') block.push(line);
    // Only an empty line ends a block; one that comes too early makes half a block, which is an error.
    if (line !== '') return;
    const [head = ''] = block;
    const whole = depth(block) === 0;
    block = [];
    if (!whole) return err('Missing closing brace in statement block or type definition.');
    const name = /^function ([A-Za-z-]+) \{$/.exec(head)?.[1];
    if (name !== undefined) functions.add(name);
    return note(`block ${head}`);
  }
  if (line.trim() !== '') run(line.trim());
}

function run(line) {
  const mark = /^\[Console\]::(Out|Error)\.Write(Line)?\("(\w+)(`n)?"\)$/.exec(line);
  if (mark) {
    const [, stream, line_, word = '', feed] = mark;
    if (mode === 'constrained' || mode === 'restricted')
      return err('Method invocation is supported only on core types in this language mode.');
    return (stream === 'Out' ? process.stdout : process.stderr).write(word + (feed ? '\n' : '') + (line_ ? '\r\n' : ''));
  }
  note(`run ${line}`);
  if (line.startsWith('"mailramp-hello ')) return hello();
  if (line === 'Receive-MailrampRequest') {
    if (!functions.has(line)) return err(`The term '${line}' is not recognized`);
    waitingForData = request;
    return undefined;
  }
  if (/^\$[\w:]+ = |^Set-StrictMode /.test(line)) return undefined;
  return err(`The term '${line}' is not recognized as the name of a cmdlet`);
}

function hello() {
  if (mode === 'mute') return undefined;
  if (mode === 'restricted') return err('Property references are not allowed in restricted language mode');
  const greeting = `mailramp-hello 5.1.19041.4522 ${mode === 'constrained' ? 'ConstrainedLanguage' : 'FullLanguage'}`;
  if (mode !== 'pieces') return out(greeting);
  process.stdout.write(greeting.slice(0, -8));
  hanging = true;
  return setTimeout(() => {
    out(greeting.slice(-8));
    hanging = false;
    takeWaiting();
  }, 200);
}

const answer = (id, rest) => out(`mailramp:${Buffer.from(JSON.stringify({ id, ...rest })).toString('base64')}`);

function request(line) {
  const { id, verb, args } = JSON.parse(Buffer.from(line, 'base64').toString('utf8'));
  if (mode === 'chatter') err('WARNING: something or other');
  if (verb === 'hello') {
    const protocol = mode === 'old' ? 0 : 1;
    return answer(id, { ok: true, value: { protocol, version: '5.1', edition: 'Desktop', languageMode: 'FullLanguage', bits: 64 } });
  }
  note(`verb ${verb}`);
  return BY_VERB[verb]?.(id, args) ?? undefined;
}

const done = (id) => answer(id, { ok: true, value: { done: true } });

/** What a control is for in these tests: its number says how the window behind it behaves. */
const CONTROLS = {
  1: (id) => answer(id, { ok: true, value: { text: 'Grüße, 日本語 😀' } }),
  2: (id) => answer(id, { ok: true, value: { text: 'x'.repeat(1_000_000) } }),
  3: () => hang(),
  4: () => process.exit(3),
  5: () => out('mailramp:@@@ not base64 {'),
  6: (id) => answer(id + 1, { ok: true, value: { text: 'of another request' } }),
  7: (id) => answer(id, { ok: true, value: { words: 'of another shape' } }),
  8: (id) => answer(id, { ok: false, reason: 'gone' }),
  9: (id) => answer(id, { ok: false, reason: 'a reason nobody knows' }),
  10: () => undefined,
};

/** A command that does not come back: nothing typed after it is looked at. */
function hang() {
  hanging = true;
  process.stdin.pause();
  setInterval(() => undefined, 60_000);
}

const BY_VERB = {
  'control.read': (id, { control }) => CONTROLS[control]?.(id),
  'control.set': (id, { text }) => {
    note(`set ${Buffer.from(text, 'base64').toString('utf8').length} characters`);
    done(id);
  },
  'control.press': (id) => done(id),
  'control.choose': (id, { kind, number }) => {
    note(`choose ${kind} ${number}`);
    done(id);
  },
  'window.tree': (id, { window }) => answer(id, { ok: true, value: { controls: [{ ...WELCOME, parent: window }] } }),
  'outlook.accounts': (id, args) => {
    note(`outlook ${JSON.stringify({ ...args, profile: Buffer.from(args.profile, 'base64').toString('utf8') })}`);
    if (mode === 'no-outlook') return answer(id, { ok: false, reason: 'not-supported' });
    const profile = Buffer.from(args.profile, 'base64').toString('utf8') || 'Standard';
    const type = mode === 'outlook-imap' ? 1 : 4;
    const accounts = [{ displayName: 'Anna', address: 'anna@firma.example', userName: 'anna@firma.example', type }];
    return answer(id, { ok: true, value: { accounts, started: true, profile } });
  },
  'system.store': (id) =>
    answer(id, { ok: true, value: { packages: [{ name: 'Microsoft.OutlookForWindows', version: '1.2024.1111.100' }] } }),
  'system.crashes': (id, { days }) =>
    answer(id, {
      ok: true,
      value: { crashes: [{ time: '2026-11-20T08:15:00Z', module: `pstprx32.dll`, code: 'c0000005' }].slice(0, days) },
    }),
  'window.list': (id, { processIds }) => answer(id, { ok: true, value: { windows: processIds.map((processId) => windowOf(processId)) } }),
};

/** What UI Automation sees of an element that is no window. */
const WELCOME = {
  handle: -1,
  className: 'Static',
  id: 0,
  caption: 'Willkommen bei Outlook',
  style: 0x50000000,
  enabled: true,
  visible: true,
  index: 0,
};

const windowOf = (processId) => ({ handle: 7, className: '#32770', title: 'E-Mail für Jürgen', processId, enabled: true, visible: true });
