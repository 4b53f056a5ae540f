import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildWindows } from './build-windows.mjs';
import { ensureBuild, ensurePackages, root } from './setup.mjs';

/**
 * `npm test`: sets up what is missing, runs every suite, ends with one line over all of them.
 *   --quick        only what needs no server, no window and no system package
 *   --only NAMES   comma-separated suites
 */
const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
const RESULTS = path.join(root, 'out', 'test-results');
const LEFT_OUT = 75;

const tool = (name, file, args) => ({ name, quick: true, command: [process.execPath, path.join(root, 'node_modules', file), ...args] });
const vitest = (projects, more = []) => [
  process.execPath,
  path.join(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  ...projects.flatMap((project) => ['--project', project]),
  '--reporter=default',
  '--reporter=json',
  ...more,
];
const serial = ['--no-file-parallelism'];
// Under Wine programs mostly wait for each other: three Windows side by side take half the time.
const sideBySide = ['--maxWorkers=3', '--minWorkers=1'];
const LAB_ON_WINDOWS = 'tests/lab/outlook.test.ts';

const SUITES = [
  tool('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
  { name: 'types', quick: true, command: [process.execPath, 'build/scripts/types.mjs'] },
  tool('lint', 'eslint/bin/eslint.js', ['--max-warnings', '0', '--config', 'build/lint/eslint.config.mjs', '.']),
  { name: 'unit', quick: true, counts: true, command: vitest(['unit', 'component']) },
  { name: 'e2e', counts: true, display: true, needs: ['window'], command: vitest(['e2e'], serial) },
  { name: 'clients', counts: true, display: true, needs: ['window', 'clients', 'lab'], command: vitest(['clients'], serial) },
  {
    name: 'lab',
    counts: true,
    display: true,
    lab: true,
    needs: ['window', 'clients', 'lab'],
    command: vitest(['lab'], [...serial, '--exclude', LAB_ON_WINDOWS]),
  },
  {
    name: 'lab-windows',
    counts: true,
    lab: true,
    windows: true,
    needs: ['lab', 'windows'],
    command: vitest(['lab'], [...serial, LAB_ON_WINDOWS]),
  },
  { name: 'windows', counts: true, windows: true, needs: ['windows'], command: vitest(['windows'], sideBySide) },
  { name: 'bench', counts: true, command: vitest(['bench'], serial) },
];

const wanted = options.only?.split(',');
const suites = SUITES.filter(({ name, quick }) => (wanted ? wanted.includes(name) : !options.quick || quick));
const report = [];

ensurePackages();
const left = await prepare();
ensureBuild();
if (suites.some((suite) => suite.windows && reasonToLeaveOut(suite) === undefined)) buildWindows();
for (const suite of suites) report.push(run(suite));
left.display?.close();
summarise();

/** Debian packages, Electron and a display, for the suites that ask for them; says what has to stay out. */
async function prepare() {
  const groups = [...new Set(suites.flatMap(({ needs = [] }) => needs))];
  if (groups.length === 0) return {};
  const { ensureSystemPackages } = await import('./system-packages.mjs');
  const ready = ensureSystemPackages(groups);
  if (!suites.some((suite) => suite.display)) return { ready };
  const { ensureElectron } = await import('./electron-runtime.mjs');
  const { ensureDisplay } = await import('./display.mjs');
  await ensureElectron();
  const display = await ensureDisplay();
  if (display === undefined) console.log('No display and no Xvfb: the suites that open windows are left out.');
  return { ready, display };
}

function run(suite) {
  const started = Date.now();
  const why = reasonToLeaveOut(suite);
  if (why !== undefined) return { name: suite.name, passed: 0, failed: 0, leftOut: why };
  const file = path.join(RESULTS, `${suite.name}.json`);
  mkdirSync(RESULTS, { recursive: true });
  rmSync(file, { force: true });
  const command = suite.counts ? [...suite.command, `--outputFile.json=${file}`] : suite.command;
  const [program, ...args] = suite.lab ? [process.execPath, 'tests/lab/run.mjs', '--', ...command] : command;
  console.log(`\n▸ ${suite.name}`);
  const env = { ...process.env, ...left.display?.env };
  if (process.getuid?.() === 0) env.ELECTRON_DISABLE_SANDBOX = '1';
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', env });
  const seconds = Math.round((Date.now() - started) / 1000);
  if (status === LEFT_OUT) return { name: suite.name, passed: 0, failed: 0, seconds, leftOut: 'this machine cannot run it (see above)' };
  return {
    name: suite.name,
    seconds,
    ...(suite.counts ? counted(file, status) : { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 }),
  };
}

function reasonToLeaveOut(suite) {
  if (suite.display && left.display === undefined) return 'no display';
  const missing = left.ready?.missing?.[suite.name] ?? [];
  return missing.length > 0 ? `not installed: ${missing.join(', ')}` : undefined;
}

/** A suite that ran nothing, or ended badly without a failed test, is a failure. */
function counted(file, status) {
  try {
    const { numPassedTests: passed, numFailedTests, numPendingTests: skipped = 0, testResults } = JSON.parse(readFileSync(file, 'utf8'));
    const silent = numFailedTests === 0 && (status !== 0 || passed === 0);
    return { passed, failed: numFailedTests + (silent ? 1 : 0), skipped, failures: testResults.flatMap(failuresOf) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** Each failed test of one file as `file > test`, with the first line of what it said. */
function failuresOf({ name: file, message, assertionResults }) {
  const where = path.relative(root, file);
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return message ? [`${where}: ${message.split('\n', 1)}`] : [];
  return failed.map(({ fullName, failureMessages }) => `${where} > ${fullName}: ${failureMessages.join('\n').split('\n', 1)}`);
}

/** The failures stand again at the end: they happened many screens above. */
function summarise() {
  console.log('');
  for (const failure of report.flatMap(({ failures = [] }) => failures)) console.log(`✗ ${failure}`);
  for (const { name, passed, failed, skipped = 0, seconds = 0, leftOut } of report) {
    const words =
      leftOut === undefined ? `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}` : `left out: ${leftOut}`;
    console.log(`${name.padEnd(10)} ${String(seconds).padStart(4)} s   ${words}`);
  }
  const sum = (key) => report.reduce((total, suite) => total + (suite[key] ?? 0), 0);
  const skipped = sum('skipped');
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`);
  process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1);
}
