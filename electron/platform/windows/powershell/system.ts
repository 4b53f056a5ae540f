import type { AgentOptions } from '../../../core/world/windows.ts';
import type { PowerShellSession, SessionAnswer } from './session.ts';
import type { AnswerTo } from './verbs.ts';
import { base64 } from './wire.ts';

export type OutlookAccounts = AnswerTo<'outlook.accounts'>;
export type StorePackages = AnswerTo<'system.store'>['packages'];
export type OutlookCrashes = AnswerTo<'system.crashes'>['crashes'];
export type ShellSession = AnswerTo<'system.session'>;

function taken<From, To>(answer: SessionAnswer<From>, take: (value: From) => To): SessionAnswer<To> {
  return answer.ok ? { ok: true, value: take(answer.value) } : answer;
}

/** What only PowerShell reaches besides windows. */
export interface PowerShellSystem {
  /**
   * Accounts as Outlook itself has them (account type 4 is ActiveSync). Starts Outlook where it does not run, hence
   * `consent`: without it the answer is `consent-needed`. `profile` empty means the default one.
   */
  outlookAccounts(request: { consent: boolean; profile: string }, options: AgentOptions): Promise<SessionAnswer<OutlookAccounts>>;
  /** Store packages of the new Outlook. */
  newOutlook(options: AgentOptions): Promise<SessionAnswer<StorePackages>>;
  /** Outlook's crashes in the Application log of the last days, newest first; `time` is ISO 8601 in UTC. */
  outlookCrashes(days: number, options: AgentOptions): Promise<SessionAnswer<OutlookCrashes>>;
  /** Remote, locked, elevated, other user's desktop; null where it cannot be told. */
  session(options: AgentOptions): Promise<SessionAnswer<ShellSession>>;
}

export const powershellSystem = (session: PowerShellSession): PowerShellSystem => ({
  outlookAccounts: ({ consent, profile }, options) => session.ask('outlook.accounts', { consent, profile: base64(profile) }, options),
  newOutlook: async (options) => taken(await session.ask('system.store', {}, options), ({ packages }) => packages),
  outlookCrashes: async (days, options) => taken(await session.ask('system.crashes', { days }, options), ({ crashes }) => crashes),
  session: (options) => session.ask('system.session', {}, options),
});
