import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../out/cli/mailramp.js', import.meta.url));

function told(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is not set: run these tests by "node tests/lab/run.mjs -- npx vitest run --project lab"`);
  return value;
}

/** How the lab around this process is reached. */
export const lab = {
  /** `HOST:PORT` of its name server. */
  get dns(): string {
    return told('LAB_DNS');
  },
  /** File with its own authority. */
  get ca(): string {
    return told('LAB_CA');
  },
  get folder(): string {
    return told('LAB_RUN');
  },
};

/** One log of one server as it stands now. */
export const logOf = (name: string): Promise<string> => readFile(path.join(lab.folder, 'log', name), 'utf8');

/** What a log says after this moment. */
export async function logFromNow(name: string): Promise<() => Promise<string>> {
  const before = (await logOf(name).catch(() => '')).length;
  return async () => (await logOf(name)).slice(before);
}

/** Passwords of one person that Dovecot refused, for IMAP, POP3 and SMTP alike. */
export const refusedIn = (dovecotLog: string, address: string): string[] =>
  dovecotLog.split('\n').filter((line) => line.includes(`(${address},`) && /Password mismatch|unknown user/i.test(line));

export interface Ended {
  exit: number | null;
  stdout: string;
  stderr: string;
}

export interface Invocation {
  password?: string;
  home?: string;
  /** Without the lab's authority every certificate here is a stranger's. */
  ca?: boolean;
  dns?: string;
}

/** Runs the command line as a person or a script does, against the lab's name server. */
export function mailramp(
  args: readonly string[],
  { password, home = tmpdir(), ca = true, dns = lab.dns }: Invocation = {},
): Promise<Ended> {
  const all = [cli, ...args, '--dns', dns, ...(ca ? ['--ca', lab.ca] : []), ...(password === undefined ? [] : ['--password-stdin'])];
  const child = spawn(process.execPath, all, { env: { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8' } });
  child.stdin.end(password === undefined ? '' : `${password}\n`);
  const ended: Ended = { exit: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit) => resolve({ ...ended, exit }));
  });
}

/** The same with `--json`; the document is parsed by the schema it is published with. */
export async function documentOf<Document>(
  schema: { parse(value: unknown): Document },
  args: readonly string[],
  invocation: Invocation = {},
): Promise<{ exit: number | null; document: Document }> {
  const { exit, stdout, stderr } = await mailramp([...args, '--json'], invocation);
  try {
    return { exit, document: schema.parse(JSON.parse(stdout)) };
  } catch (error) {
    throw new Error(`mailramp ${args.join(' ')} ended with ${exit ?? 'a signal'} and said: ${stdout.slice(0, 2_000)}${stderr}`, {
      cause: error,
    });
  }
}

/** A home folder of its own, removed by `remove`. */
export async function temporaryHome(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mailramp-lab-home-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Every file below a folder with its bytes as text. */
export async function filesBelow(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'latin1')] as const)));
}
