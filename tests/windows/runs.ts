import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { type Bed, openBed, type Run } from './bed.ts';
import {
  ADDRESS,
  APPLET,
  installOffice,
  type OutlookState,
  outlookState,
  product,
  type Replica,
  resetOutlook,
  settingsFile,
  windowsNode,
} from './office.ts';

export const PASSWORD = 'canary-Pa55-Zx9';
export const PROFILE = `Mailramp – ${ADDRESS}`;
export type OutlookClient = 'outlook-activesync' | 'outlook-imap' | 'outlook-pop3';

/** Something else than what is wanted. */
const OTHER = { 'outlook-activesync': 'imap', 'outlook-imap': 'activesync', 'outlook-pop3': 'imap' } as const;

const answer = z.object({
  outcome: z.string().optional(),
  verified: z.array(z.object({ kind: z.string() })).optional(),
  problem: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).optional(),
});

export interface SetUpRun extends z.infer<typeof answer> {
  exit: number | null;
  /** What the replica wrote down: its pages, its answers. */
  log: string;
}

interface Options {
  /** What autodiscover would bring Outlook; the pages by hand come for anything else. */
  outlookGets?: 'imap' | 'activesync';
  more?: readonly string[];
}

/** A Windows with classic Outlook, whose Mail applet is the replica, and the product's own command line on Windows Node. */
export interface Office {
  bed: Bed;
  /** Forgets profiles, journal and log, and switches the replica. */
  reset(replica?: Replica): Promise<void>;
  /** Runs the product with these arguments, and a password on its standard input. */
  product(args: readonly string[], password?: string): Promise<Run>;
  setUp(client: OutlookClient, options?: Options): Promise<SetUpRun>;
  /** Starts a set-up and comes back at once. */
  start(client: OutlookClient, options?: Options): ChildProcess;
  log(): string;
  forgetLog(): void;
  /** What programs need to write into the same log. */
  env: Record<string, string>;
  /** Waits until the replica has shown a page. */
  shows(page: string): Promise<void>;
  state(): Promise<OutlookState>;
  /** Opens the applet as a person does. */
  openApplet(): void;
  /** Ends the applet, as somebody does in the Task Manager. */
  endApplet(): Promise<void>;
  close(): Promise<void>;
}

export async function openOffice(): Promise<Office> {
  const bed = await openBed();
  const file = path.join(bed.folder, 'replica.log');
  await installOffice(bed);
  const env = { REPLICA_LOG: bed.windowsPath(file) };
  const program = bed.windowsPath(product);
  const runProduct: Office['product'] = (args, password) =>
    bed.run(windowsNode, [program, ...args], { env, ...(password === undefined ? {} : { input: `${password}\n` }) });
  const log = (): string => (existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r', '').replace('\ufeff', '') : '');
  const commandLine = (client: OutlookClient, { outlookGets = OTHER[client], more = [] }: Options = {}): string[] => [
    ...['setup', ADDRESS, '--client', client, '--settings', settingsFile(bed, outlookGets), '--full-name', 'Alice Exämple'],
    ...['--no-login', '--password-stdin', '--json', ...more],
  ];
  return {
    bed,
    reset: async (replica = {}) => {
      rmSync(file, { force: true });
      await resetOutlook(bed, replica);
    },
    product: runProduct,
    setUp: async (client, options) => {
      const before = log().length;
      const { code, stdout, stderr } = await runProduct(commandLine(client, options), PASSWORD);
      expect(`${stdout}${stderr}`).not.toContain(PASSWORD);
      // Otherwise the replica was another one than the test asked for, and nothing of what follows means anything.
      for (const [, turn] of log()
        .slice(before)
        .matchAll(/^opened (.*)$/gm))
        expect(`settings ${turn}`).toBe(`settings ${bed.turn()}`);
      return { exit: code, ...answer.parse(JSON.parse(stdout)), log: log() };
    },
    start: (client, options) => bed.start(windowsNode, [program, ...commandLine(client, options)], { input: `${PASSWORD}\n`, env }),
    log,
    env,
    forgetLog: () => rmSync(file, { force: true }),
    openApplet: () => void bed.start('control', [APPLET], { env }),
    shows: async (page) => {
      await expect.poll(log, { timeout: 60_000, interval: 20 }).toContain(`page ${page}\n`);
    },
    state: () => outlookState(bed),
    endApplet: async () => {
      await bed.run('taskkill', ['/f', '/im', 'control.exe', '/im', 'rundll32.exe']);
    },
    close: () => bed.close(),
  };
}

/** Waits for the end of a program that was started; its exit code where it has one. */
export async function endOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

/** Nothing of ours is left: the profile from before is there, and the default one again. */
export const asBefore = (former: string | undefined): OutlookState => ({
  profiles: former === undefined ? [] : [former],
  withAccount: [],
  ...(former === undefined ? {} : { default: former }),
  classicSwitch: false,
});
