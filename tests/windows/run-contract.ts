import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { WindowAgent } from '../../electron/core/world/windows.ts';
import { nativeAgent } from '../../electron/platform/windows/native-agent.ts';
import { launch, processList } from '../../electron/platform/windows/processes.ts';
import { nativeRegistry } from '../../electron/platform/windows/registry.ts';
import { agentContract, type DialogSettings, type OpenDialogs } from './agent-contract/index.ts';

/*
 * The contract of window agents, on Windows' own Node (22 or later, which runs TypeScript as it is), in a Windows without
 * Outlook profiles: each point begins with none.
 *   node --experimental-strip-types tests/windows/run-contract.ts --applet C:\…\MLCFG32.CPL [--agent native|powershell]
 *        [--program C:\…\pwsh.exe] [--only WORDS]
 * One JSON document on standard output; the exit code is the number of points that failed.
 */
const { values: options } = parseArgs({
  options: {
    applet: { type: 'string' },
    agent: { type: 'string', default: 'native' },
    program: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});
const { applet } = options;
if (applet === undefined) throw new Error('--applet is missing');

const PROFILES = 'Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles';
const REPLICA = 'Software\\MailrampReplica';
const SECTION = '9375CFF0413111d3B88A00104B2A6676\\00000001';
const registry = nativeRegistry();

/** Each point begins without any profile, so this must not be somebody's computer. */
async function refuseToHarm(): Promise<void> {
  const others = (await registry.keys('HKCU', PROFILES)).filter((name) => name !== 'Contract');
  if (others.length > 0) throw new Error('Outlook has profiles here: the contract would remove them, so it does not run');
}

const control = path.win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'control.exe');

function end(id: number): void {
  try {
    process.kill(id);
  } catch {
    // It has ended by itself.
  }
}

/** control.exe hands over to a rundll32 of its own and ends. */
function family(id: number, known: Set<number>): number[] {
  for (const { id: child, parent, name } of processList()) {
    if (child === id || (parent === id && /^rundll32\.exe$/i.test(name))) known.add(child);
  }
  return [...known];
}

async function openDialogs({ trouble = '', at = '' }: DialogSettings): Promise<OpenDialogs> {
  await registry.removeKey(PROFILES);
  await registry.set(REPLICA, 'Look', { type: 'number', number: 0 });
  for (const [name, text] of Object.entries({ Language: 'en', Trouble: trouble, At: at, ExpectServer: '', Autodiscover: '' })) {
    await registry.set(REPLICA, name, { type: 'text', text });
  }
  const id = await launch(control, [applet ?? '']);
  if (id === undefined) throw new Error(`${control} could not be started`);
  const known = new Set<number>([id]);
  return {
    processIds: () => family(id, known),
    foreignProcess: process.pid,
    accountNumber: async (profile, name) => {
      const value = await registry.value('HKCU', `${PROFILES}\\${profile}\\${SECTION}`, name);
      return value?.type === 'number' ? value.number : undefined;
    },
    close: async () => {
      for (const one of family(id, known)) end(one);
      const until = performance.now() + 5000;
      while (performance.now() < until && processList().some((one) => known.has(one.id))) await new Promise((done) => setTimeout(done, 25));
    },
  };
}

async function agentToTest(): Promise<WindowAgent> {
  if (options.agent === 'native') return nativeAgent();
  const { powershellAgent, powershellEnvironment, powershellProgram, powershellSession, readScripts } =
    await import('../../electron/platform/windows/powershell/index.ts');
  const place = { env: process.env, architecture: process.arch };
  const scripts = () => readScripts(path.resolve(import.meta.dirname, '../../assets/powershell'));
  const program = options.program ?? powershellProgram(place);
  return powershellAgent(powershellSession({ program, env: powershellEnvironment(process.env), scripts }));
}

await readFile(applet);
await refuseToHarm();
const agent = await agentToTest();
const results: { name: string; ms: number; failure?: string }[] = [];
for (const point of agentContract(agent, openDialogs)) {
  if (!point.name.includes(options.only)) continue;
  const started = performance.now();
  const failure = await point.run().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
  results.push({ name: point.name, ms: Math.round(performance.now() - started), ...(failure === undefined ? {} : { failure }) });
}
await agent.dispose();
process.stdout.write(`${JSON.stringify({ agent: agent.kind, results }, null, 2)}\n`);
process.exitCode = results.length === 0 ? 1 : Math.min(100, results.filter(({ failure }) => failure !== undefined).length);
