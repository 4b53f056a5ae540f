import { failed, type Outcome, succeeded } from '../../../model/outcome.ts';
import type { Problem } from '../../../model/problem.ts';
import type { Recognised } from '../dialogs/recognise.ts';
import { press } from './fill-page.ts';
import type { Session } from './session.ts';

/**
 * The list of profiles after the wizard: the new one becomes the default when that is wished, in the dialog itself where
 * it offers that; the registry is looked at afterwards in any case.
 */
export async function leaveProfiles(session: Session, seen: Recognised, makeDefault: string | undefined): Promise<Outcome<true, Problem>> {
  if (makeDefault !== undefined) await chooseDefault(session, seen, makeDefault);
  const ok = seen.controls.ok;
  if (ok === undefined) return succeeded(true);
  const pressed = await press(session, seen, 'ok', ok.handle);
  return pressed.ok ? pressed : failed(pressed.problem);
}

async function chooseDefault(session: Session, seen: Recognised, profile: string): Promise<void> {
  const { agent } = session.windows;
  const always = seen.controls['always-profile'];
  const combo = seen.controls['default-profile'];
  if (combo === undefined) return;
  if (always?.enabled === true) await session.ask((limits) => agent.choose(always.handle, { checked: true }, limits));
  // The list is filled again when the wizard closes.
  const line = await session.wait(async () => {
    const lines = await session.ask((limits) => agent.lines(combo.handle, limits));
    const place = lines.ok ? lines.value.indexOf(profile) : -1;
    return place >= 0 ? place : undefined;
  }, session.limits.closing);
  if (line.ok) await session.ask((limits) => agent.choose(combo.handle, { line: line.value }, limits));
}
