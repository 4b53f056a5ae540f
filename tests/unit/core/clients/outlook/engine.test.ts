import { describe, expect, it } from 'vitest';
import type { ApplyOptions, SetupRequest, WindowEntry } from '../../../../../electron/core/clients/client.ts';
import { outlookActiveSync, outlookImap, outlookPop3 } from '../../../../../electron/core/clients/outlook/index.ts';
import type { Outcome } from '../../../../../electron/core/model/outcome.ts';
import type { Change } from '../../../../../electron/core/model/plan.ts';
import type { Problem } from '../../../../../electron/core/model/problem.ts';
import { Secret } from '../../../../../electron/core/model/secret.ts';
import { annasAccount, service } from '../../../../fakes/accounts.ts';
import { officeComputer, type OfficeComputer, OUTLOOK_KEY, type ComputerOptions } from '../../../../fakes/office-computer.ts';
import type { AppletScript } from '../../../../fakes/outlook-applet.ts';

const PASSWORD = 'canary-Pässword-1';
const CLIENTS = { activesync: outlookActiveSync, imap: outlookImap, pop3: outlookPop3 } as const;
type Kind = keyof typeof CLIENTS;

interface Run {
  result: Outcome<Change, Problem>;
  records: Change[];
  entries: WindowEntry[];
}

async function setUp(
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

const computerWith = (script: AppletScript, more: ComputerOptions = {}): OfficeComputer =>
  officeComputer({ script: { expectServer: 'mail.firma.example', ...script }, ...more });

const codeOf = ({ result }: Run): string => (result.ok ? 'ok' : result.problem.code);

describe('Outlook set up through its own dialogs', () => {
  const kinds = ['activesync', 'imap', 'pop3'] as const;
  const cases = kinds.flatMap((kind) =>
    (['en', 'de', 'xx'] as const).flatMap((language) => ([0, 1] as const).map((look) => [kind, language, look] as const)),
  );

  it.each(cases)('%s in %s, look %d, ends verified', async (kind, language, look) => {
    const computer = computerWith({ language, look });
    const run = await setUp(computer, kind);
    expect(run.result).toMatchObject({ ok: true, value: { state: 'written' } });
    if (!run.result.ok) return;
    const proofs = await CLIENTS[kind].verify(computer, run.result.value);
    expect(proofs.ok && proofs.value.map((proof) => proof.kind)).toContain('outlook-account');
    expect(computer.desk.dialogs).toEqual([]);
    expect(computer.registry.below(`${OUTLOOK_KEY}\\Profiles`)).toContain('Outlook');
  });
});
