import { describe, expect, it } from 'vitest';
import type { LoginOutcome, Verification } from '../../../../electron/core/login/index.ts';
import { problemOf } from '../../../../electron/core/model/problem.ts';
import type { Protocol } from '../../../../electron/core/model/service.ts';
import { loginObstacle, servicesToProve } from '../../../../electron/core/onboarding/index.ts';
import { annasAccount } from '../../../fakes/accounts.ts';

const proved = (outcomes: Partial<Record<Protocol, LoginOutcome>>): Verification => ({
  address: 'anna@firma.example',
  services: (['imap', 'smtp', 'caldav'] as const).map((protocol) => ({
    protocol,
    host: 'mail.firma.example',
    port: 1,
    username: 'anna@firma.example',
    outcome: outcomes[protocol] ?? 'ok',
    facts: {},
    ms: 1,
  })),
  verdict: 'partly',
  collections: [],
  problem: problemOf('login-service-off'),
});

describe('after the login was tried', () => {
  it('nothing stands against setting up when mail can be received and sent', () => {
    expect(loginObstacle(annasAccount(), proved({}))).toBeUndefined();
    expect(loginObstacle(annasAccount(), proved({ caldav: 'service-off' }))).toBeUndefined();
  });

  it.each(['imap', 'smtp'] as const)('a refusal by %s stands against it', (protocol) => {
    expect(loginObstacle(annasAccount(), proved({ [protocol]: 'service-off' }))?.code).toBe('login-service-off');
  });

  it('each program is asked only about what it uses', () => {
    const asked = (client: Parameters<typeof servicesToProve>[1]): string[] =>
      servicesToProve(annasAccount(), client).map(({ protocol }) => protocol);
    expect(asked('thunderbird')).toEqual(['imap', 'smtp', 'caldav', 'carddav']);
    expect(asked('outlook')).toEqual(['imap', 'smtp', 'activesync']);
  });
});
