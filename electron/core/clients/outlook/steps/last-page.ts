import type { Recognised } from '../dialogs/recognise.ts';
import type { Session } from './session.ts';

/**
 * Unticks what the wizard's last page would do besides finishing, such as opening a web page about telephones; some versions
 * tick it unasked. A box that stays ticked is no reason to stop: the account is complete without it.
 */
export async function refuseExtras(session: Session, { anatomy }: Recognised): Promise<void> {
  const { agent } = session.windows;
  for (const { handle, enabled } of anatomy.of('check')) {
    const ticked = enabled ? await session.ask((limits) => agent.checked(handle, limits)) : undefined;
    if (ticked?.ok === true && ticked.value) await session.ask((limits) => agent.choose(handle, { checked: false }, limits));
  }
}
