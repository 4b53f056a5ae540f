import type { Verification } from '../login/index.ts';
import type { Account } from '../model/account.ts';
import type { ClientId } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { Service } from '../model/service.ts';

/** Who talks ActiveSync; to all others its login says nothing. */
const ACTIVESYNC: readonly ClientId[] = ['outlook', 'outlook-activesync'];

/** The services whose login matters to this mail program. */
export function servicesToProve(account: Account, client: ClientId): Service[] {
  const { incoming, outgoing, activesync, caldav, carddav } = account;
  const all = ACTIVESYNC.includes(client) ? [incoming, outgoing, activesync] : [incoming, outgoing, caldav, carddav];
  return all.filter((service) => service !== undefined);
}

/**
 * What stands against setting up after the login was tried: undefined when mail can be received and sent. A calendar or
 * address book that refused never keeps anybody from mail; it is left out.
 */
export function loginObstacle(account: Account, verification: Verification): Problem | undefined {
  const needed = [account.incoming, account.outgoing].filter((service) => service !== undefined);
  const works = (service: Service): boolean =>
    verification.services.some(({ protocol, outcome }) => protocol === service.protocol && outcome === 'ok');
  return needed.length > 0 && needed.every(works) ? undefined : verification.problem;
}
