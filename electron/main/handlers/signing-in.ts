import { verifyLogin } from '../../core/login/index.ts';
import { failed, succeeded } from '../../core/model/outcome.ts';
import { problemOf } from '../../core/model/problem.ts';
import { Secret } from '../../core/model/secret.ts';
import type { Handler } from '../answer.ts';
import type { Desk } from '../desk.ts';

/** Proves the login. The password is a Secret that ends with this call, except where Outlook is to be told it. */
export const verify =
  ({ world, session, trail }: Desk): Handler<'verify'> =>
  async ({ password, username, confirmedHosts }, { signal, emit }) => {
    const { address, discovery } = session;
    if (address === undefined || discovery === undefined) return failed(problemOf('usage', {}, ['retry']));
    const secret = new Secret(password);
    const verification = await verifyLogin(world, {
      address,
      services: discovery.services,
      password: secret,
      confirmedHosts,
      signal,
      onProof: (proof) => emit('serviceProved', { proof }),
      ...(username === undefined ? {} : { username }),
    });
    if (signal.aborted) return failed(problemOf('cancelled', {}, ['retry']));
    if (session.address === address) {
      session.verification = verification;
      session.username = username;
      session.confirmedHosts = confirmedHosts;
      const accepted = verification.verdict === 'ok' || verification.verdict === 'partly';
      session.password = accepted && world.machine.os === 'windows' ? secret : undefined;
    }
    trail.note('verified', {
      verdict: verification.verdict,
      problem: verification.problem?.code,
      services: verification.services.map(({ protocol, host, port, outcome, ms }) => ({ protocol, host, port, outcome, ms })),
    });
    return succeeded(verification);
  };
