import { vi } from 'vitest';
import type { ApplyOptions, SetupRequest, WindowEntry } from '../../../../../electron/core/clients/client.ts';
import { outlookActiveSync, outlookImap, outlookPop3 } from '../../../../../electron/core/clients/outlook/index.ts';
import type { Outcome } from '../../../../../electron/core/model/outcome.ts';
import type { Change } from '../../../../../electron/core/model/plan.ts';
import type { Problem } from '../../../../../electron/core/model/problem.ts';
import { Secret } from '../../../../../electron/core/model/secret.ts';
import { annasAccount, service } from '../../../../fakes/accounts.ts';
import { type ComputerOptions, officeComputer, type OfficeComputer } from '../../../../fakes/office-computer.ts';
import type { AppletScript } from '../../../../fakes/outlook-applet.ts';

// Virtual time passes in many small turns, which a busy computer takes its time for.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

export const PASSWORD = 'canary-Pässword-1';
export const CLIENTS = { activesync: outlookActiveSync, imap: outlookImap, pop3: outlookPop3 } as const;
export type Kind = keyof typeof CLIENTS;

export interface Run {
  result: Outcome<Change, Problem>;
  records: Change[];
  entries: WindowEntry[];
}

/** Plans and applies on virtual time. */
export async function setUp(
  computer: OfficeComputer,
  kind: Kind = 'activesync',
  request: Partial<SetupRequest> = {},
  options: Partial<ApplyOptions> = {},
): Promise<Run> {
  const records: Change[] = [];
  const entries: WindowEntry[] = [];
  const account =
    kind === 'pop3' ? annasAccount({ incoming: service('pop3', 995), outgoing: service('smtp', 587, 'starttls') }) : annasAccount();
  const work = async (): Promise<Outcome<Change, Problem>> => {
    const planned = await CLIENTS[kind].plan(computer, { account, password: new Secret(PASSWORD), ...request });
    if (!planned.ok) return planned;
    return CLIENTS[kind].apply(computer, planned.value, {
      record: async (change) => {
        records.push(change);
        await Promise.resolve();
      },
      onWindow: (entry) => entries.push(entry),
      ...options,
    });
  };
  return { result: await computer.clock.run(work()), records, entries };
}

export const computerWith = (script: AppletScript, more: ComputerOptions = {}): OfficeComputer =>
  officeComputer({ script: { expectServer: 'mail.firma.example', ...script }, ...more });

export const codeOf = ({ result }: Run): string => (result.ok ? 'ok' : result.problem.code);
