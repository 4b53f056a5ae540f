import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CALLS } from '../../../electron/contract/calls.ts';
import { createOnboarding } from '../../../electron/core/onboarding/index.ts';
import { judgePolicy } from '../../../electron/core/policy/index.ts';
import { appearanceOf } from '../../../electron/main/appearance.ts';
import { answersOf } from '../../../electron/main/handlers/answers.ts';
import { annasAccount } from '../../fakes/accounts.ts';
import { factsOf, held } from '../core/policy/places.ts';
import type { RawValue } from '../../../electron/core/policy/facts.ts';
import { testDesk } from './desk.ts';

/** A desk at a computer whose policy sets these. */
function managedDesk(values: Record<string, RawValue>) {
  const desk = testDesk();
  desk.policy = judgePolicy(factsOf(held('machine-policy', values)));
  desk.onboarding = createOnboarding(desk.world, desk.policy.values);
  desk.opening = { ...desk.opening, ...appearanceOf(desk.policy.values) };
  return desk;
}

const call = { signal: new AbortController().signal, emit: () => undefined };

describe('a desk at a managed computer', () => {
  it('tells the window name, colour, domains and helpdesk', async () => {
    const desk = managedDesk({
      companyName: 'Firma GmbH',
      accentColor: '#c8102e',
      domains: ['müller.example'],
      showPassword: true,
      helpdeskContact: 'Phone 4711',
    });
    const { reply } = z.object({ reply: CALLS.start.output }).parse(await answersOf(desk).start.run({}, call, desk.trail));
    expect(reply).toMatchObject({
      company: 'Firma GmbH',
      accent: '#c8102e',
      domains: ['xn--mller-kva.example'],
      showPassword: true,
      helpdesk: 'Phone 4711',
    });
  });

  it('names in the report what is set and what is not obeyed, but no secret', async () => {
    const desk = managedDesk({ allowPop3: false, imapPassword: 'hunter2', locale: 'fr' });
    const told = JSON.stringify(await answersOf(desk).report.run({}, call, desk.trail));
    expect(told).toContain('allowPop3 = false (machine-policy)');
    expect(told).toContain('locale bad-value (machine-policy)');
    expect(told).toContain('imapPassword secret (machine-policy)');
    expect(told).not.toContain('hunter2');
  });

  it('sets up no kind of account that is forbidden', async () => {
    const desk = managedDesk({ allowImap: false, allowPop3: false });
    const account = annasAccount();
    expect(await desk.onboarding.setUp({ client: 'thunderbird', account })).toMatchObject({
      outcome: 'failed',
      problem: { code: 'forbidden-by-policy', facts: { protocol: 'imap' } },
    });
    expect(await desk.onboarding.plan({ client: 'thunderbird', account })).toMatchObject({ ok: false });
    expect(await desk.onboarding.planAtLevel({ client: 'thunderbird', account }, {}, {})).toMatchObject({ ok: false });
    expect(desk.machine.operations()).toBe(0);
  });
});

it('shows the window of nobody in particular where nothing is set', () => {
  expect(appearanceOf(judgePolicy(factsOf()).values)).toEqual({ company: '', domains: [], showPassword: false });
});
