import { describe, expect, it } from 'vitest';
import type { ApplyOptions } from '../../../../../electron/core/clients/client.ts';
import { guideFor } from '../../../../../electron/core/clients/outlook/index.ts';
import { wantedFrom } from '../../../../../electron/core/clients/outlook/wanted.ts';
import type { Problem } from '../../../../../electron/core/model/problem.ts';
import { annasAccount } from '../../../../fakes/accounts.ts';
import { OUTLOOK_KEY, type OfficeComputer } from '../../../../fakes/office-computer.ts';
import { CLIENTS, codeOf, computerWith, type Kind, setUp } from './set-up.ts';

const KINDS = (kind: Kind): string[] => {
  const wanted = wantedFrom(annasAccount(), kind, 'x');
  return wanted.ok ? guideFor(wanted.value).map((step) => step.kind) : [];
};

/** What a person makes in the registry by working through the dialogs. */
function makeAccount(computer: OfficeComputer, profile: string, more: Record<string, string> = {}, key = '00000001'): void {
  computer.registry.put('HKCU', `${OUTLOOK_KEY}\\Profiles\\${profile}\\9375CFF0413111d3B88A00104B2A6676\\${key}`, {
    clsid: '{ED475415-B0D6-11D2-8C3B-00104B2A6676}',
    'EAS Server URL': 'mail.firma.example',
    'EAS User': 'anna@firma.example',
    ...more,
  });
}

const endAll = (computer: OfficeComputer): void => {
  for (const { id } of [...computer.desk.processes]) computer.desk.end(id);
};

describe('the page now open', () => {
  it.each(['activesync', 'imap'] as const)('is told in order while %s is set up', async (kind) => {
    const told: number[] = [];
    const run = await setUp(computerWith({}), kind, {}, { onPage: (index) => told.push(index) });
    expect(codeOf(run)).toBe('ok');
    const [first = 0] = told;
    expect(KINDS(kind)[first]).toBe('show-profiles');
    expect(told).toEqual(KINDS(kind).flatMap((_, index) => (index >= first ? [index] : [])));
  });

  it('is told while a person works, and not while dialogs are only closed', async () => {
    const computer = computerWith({});
    const told: string[] = [];
    void computer.clock.sleep(5000).then(() => computer.desk.dialogs[0]?.onClose());
    const onPage = (index: number): void => void told.push(KINDS('activesync')[index] ?? '');
    expect(codeOf(await setUp(computer, 'activesync', { level: 'assisted' }, { onPage }))).toBe('cancelled');
    expect(told).toEqual(['show-profiles']);
  });
});

describe('automation that stopped', () => {
  const stop = { trouble: 'message', at: 'eas' } as const;

  it('asks at the step where it stopped, and a person goes on in the open dialog', async () => {
    const computer = computerWith(stop);
    const asked: { problem: Problem; step: string | undefined; open: number }[] = [];
    const onStop: ApplyOptions['onStop'] = (problem, index) => {
      asked.push({ problem, step: KINDS('activesync')[index], open: computer.desk.dialogs.length });
      void computer.clock.sleep(30_000).then(() => {
        makeAccount(computer, 'By hand');
        endAll(computer);
      });
      return Promise.resolve('by-hand');
    };
    const run = await setUp(computer, 'activesync', {}, { onStop });
    expect(asked).toMatchObject([{ problem: { code: 'unexpected-window' }, step: 'choose-activesync' }]);
    expect(asked[0]?.open).toBeGreaterThan(0);
    expect(run.result).toMatchObject({ ok: true, value: { state: 'written', data: { wanted: { profile: 'By hand' } } } });
    if (!run.result.ok) return;
    expect(await CLIENTS.activesync.verify(computer, run.result.value)).toMatchObject({ ok: true });
  });

  it('takes everything back when the person does not want to', async () => {
    const computer = computerWith(stop);
    const before = computer.registry.snapshot();
    const run = await setUp(computer, 'activesync', {}, { onStop: () => Promise.resolve('take-back') });
    expect([codeOf(run), computer.desk.dialogs, computer.registry.snapshot()]).toEqual(['unexpected-window', [], before]);
  });

  it('leaves a new profile to the person in which other accounts are too', async () => {
    const computer = computerWith(stop);
    const onStop: ApplyOptions['onStop'] = () => {
      void computer.clock.sleep(3000).then(() => {
        makeAccount(computer, 'Copy of mine');
        const another = { Email: 'anna@private.example', 'EAS Server URL': 'sync.private.example', 'EAS User': 'anna' };
        makeAccount(computer, 'Copy of mine', another, '00000002');
        endAll(computer);
      });
      return Promise.resolve('by-hand');
    };
    expect(codeOf(await setUp(computer, 'activesync', {}, { onStop }))).toBe('cancelled');
    expect(computer.registry.below(`${OUTLOOK_KEY}\\Profiles`)).toEqual(expect.arrayContaining(['Copy of mine']));
  });

  it('takes everything back when the person closes the dialogs without an account', async () => {
    const computer = computerWith(stop);
    const before = computer.registry.snapshot();
    const onStop: ApplyOptions['onStop'] = () => {
      void computer.clock.sleep(3000).then(() => endAll(computer));
      return Promise.resolve('by-hand');
    };
    expect(codeOf(await setUp(computer, 'activesync', {}, { onStop }))).toBe('cancelled');
    expect(computer.registry.snapshot()).toEqual(before);
  });

  it('asks nobody about dialogs that are gone or forbidden, nor while it can still try the pages by hand', async () => {
    const asked: string[] = [];
    const onStop: ApplyOptions['onStop'] = (problem) => {
      asked.push(problem.code);
      return Promise.resolve('take-back');
    };
    expect(codeOf(await setUp(computerWith({ trouble: 'crash', at: 'eas' }), 'activesync', {}, { onStop }))).toBe('control-not-found');
    expect(codeOf(await setUp(computerWith({ trouble: 'greyed' }), 'activesync', {}, { onStop }))).toBe('forbidden-by-policy');
    const found = computerWith({ autodiscover: 'imap' });
    expect(codeOf(await setUp(found, 'activesync', { autodiscover: 'activesync' }, { onStop }))).toBe('ok');
    expect(asked).toEqual([]);
  });
});

describe('the walkthrough', () => {
  const walkthrough = { level: 'walkthrough' } as const;

  it('opens and writes nothing, and makes a change of the profile that appeared', async () => {
    const computer = computerWith({});
    computer.desk.start('OUTLOOK.EXE');
    const before = computer.registry.snapshot();
    let untouched: unknown;
    void computer.clock.sleep(40_000).then(() => {
      untouched = computer.registry.snapshot();
      makeAccount(computer, 'Of my own');
    });
    const run = await setUp(computer, 'activesync', walkthrough);
    expect(untouched).toEqual(before);
    expect(computer.desk.processes.map(({ name }) => name)).toEqual(['OUTLOOK.EXE']);
    expect(run.records.map(({ state }) => state)).toEqual(['written']);
    if (!run.result.ok) throw new Error(run.result.problem.code);
    const proofs = await CLIENTS.activesync.verify(computer, run.result.value);
    expect(proofs).toMatchObject({ ok: true, value: [{ kind: 'profile-in-list', facts: { name: 'Of my own' } }, {}] });
    endAll(computer);
    await computer.clock.run(CLIENTS.activesync.undo(computer, run.result.value));
    expect(computer.registry.snapshot()).toEqual(before);
  });

  it('plans nothing that it does not do', async () => {
    const computer = computerWith({}, { profiles: false });
    const planned = await CLIENTS.activesync.plan(computer, { account: annasAccount(), ...walkthrough });
    expect(planned.ok && planned.value.steps.map(({ kind }) => kind)).toEqual(['create-outlook-profile', 'add-activesync']);
  });

  it('says what differs when a value was typed wrong', async () => {
    const computer = computerWith({});
    const imap = {
      clsid: '{ED475412-B0D6-11D2-8C3B-00104B2A6676}',
      'IMAP Server': 'mail.firma.example',
      'IMAP User': 'anna@firma.example',
      'SMTP Server': 'mail.firma.example',
    };
    void computer.clock.sleep(5000).then(() => makeAccount(computer, 'Mine', imap));
    const run = await setUp(computer, 'imap', walkthrough);
    expect(run.result).toMatchObject({ ok: false, problem: { code: 'not-verified', facts: { profile: 'Mine' } } });
    expect(run.records).toEqual([]);
    expect(computer.registry.below(`${OUTLOOK_KEY}\\Profiles`)).toContain('Mine');
  });

  it('ends when it is cancelled, and after an hour', async () => {
    const abort = new AbortController();
    const computer = computerWith({});
    void computer.clock.sleep(3000).then(() => abort.abort());
    expect(codeOf(await setUp(computer, 'activesync', walkthrough, { signal: abort.signal }))).toBe('cancelled');
    expect(codeOf(await setUp(computerWith({}), 'activesync', walkthrough))).toBe('not-verified');
  });
});
