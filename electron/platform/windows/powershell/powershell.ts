import type { PowerShellFailure } from '../../../core/model/confirmation.ts';
import type { PowerShell, PowerShellAnswer } from '../../../core/world/windows.ts';
import { powershellAgent } from './powershell-agent.ts';
import { powershellEnvironment, powershellProgram } from './program.ts';
import { findScripts } from './scripts.ts';
import { powershellSession, type PowerShellSession, type SessionAnswer } from './session.ts';
import type { PowerShellSettings, SessionFailure } from './start.ts';
import { base64, type ScriptReason } from './wire.ts';

/** Every failure in the words of the port. */
const FAILURES: Readonly<Record<SessionFailure | ScriptReason, PowerShellFailure>> = {
  'powershell-missing': 'missing',
  'powershell-restricted': 'restricted',
  'slow-start': 'timed-out',
  'timed-out': 'timed-out',
  hung: 'timed-out',
  cancelled: 'cancelled',
  'consent-needed': 'consent-needed',
  'not-supported': 'not-supported',
  'access-denied': 'access-denied',
  'scripts-missing': 'failed',
  'unknown-verb': 'failed',
  'bad-arguments': 'failed',
  'not-found': 'failed',
  gone: 'failed',
  disabled: 'failed',
  crashed: 'failed',
  garbled: 'failed',
  failed: 'failed',
};

function taken<From, To>(answer: SessionAnswer<From>, take: (value: From) => To): PowerShellAnswer<To> {
  return answer.ok ? { ok: true, value: take(answer.value) } : { ok: false, reason: FAILURES[answer.reason] };
}

/** The port over one session. */
export const powershellOver = (session: PowerShellSession): PowerShell => ({
  facts: (options) => session.facts(options),
  outlookAccounts: async ({ consent, profile }, options) => {
    // Asked here as well as in the script, so that not even PowerShell is started.
    if (!consent) return { ok: false, reason: 'consent-needed' };
    return taken(await session.ask('outlook.accounts', { consent, profile: base64(profile) }, options), (value) => value);
  },
  newOutlook: async (options) => taken(await session.ask('system.store', {}, options), ({ packages }) => packages),
  outlookCrashes: async (days, options) => taken(await session.ask('system.crashes', { days }, options), ({ crashes }) => crashes),
  agent: powershellAgent(session),
  dispose: () => session.dispose(),
});

/** This computer's own Windows PowerShell and the product's own scripts, unless told otherwise; nothing runs before it is asked. */
export function openPowerShell(settings: Partial<PowerShellSettings> = {}): PowerShell {
  const session = powershellSession({
    program: powershellProgram({ env: process.env, architecture: process.arch }),
    env: powershellEnvironment(process.env),
    scripts: findScripts,
    ...settings,
  });
  return powershellOver(session);
}
