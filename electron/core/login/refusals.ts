import type { LoginOutcome } from './verification.ts';

export type Refusal = Extract<LoginOutcome, 'wrong-password' | 'app-password-needed' | 'service-off' | 'blocked' | 'server-error'>;

interface Rule {
  outcome: Refusal;
  words: RegExp;
}

/**
 * What servers say when they refuse, most telling first: a server that wants an app password also says
 * "authentication failed". Response codes are RFC 5530 (IMAP), 3206 (POP3), 4954 and 3463 (SMTP).
 */
const RULES: readonly Rule[] = [
  {
    // Says both; the password is what a person can check.
    outcome: 'wrong-password',
    words: /invalid credentials or \w+ is disabled/i,
  },
  {
    // Such servers also say "try again later", which otherwise means that somebody tried too often.
    outcome: 'server-error',
    words:
      /\[(unavailable|serverbug|sys\/temp|sys\/perm)\]|temporary (local |system )?(problem|error)|service (is )?(currently |temporarily )?(not available|unavailable)|shutting down|authenticated but not connected/i,
  },
  {
    outcome: 'app-password-needed',
    words:
      /app(lication)?[ -]?(specific )?passw|\b5\.7\.9\b|two[ -]?factor|2[ -]?step|\b2fa\b|multi[ -]?factor|\bmfa\b|web ?login ?required|log ?in via your web ?browser|^\s*534\b|oauth2? (is )?required|modern auth|basic auth(entication)? is (disabled|not supported)|authori[sz]ation code/i,
  },
  {
    outcome: 'blocked',
    words:
      /too many|rate.?limit|throttl|temporarily (blocked|locked|disabled|suspended)|\bbann?ed\b|\bblocked\b|locked (out|due)|account.{0,20}(locked|suspended)|locked by|try again later|bandwidth limit|\[(limit|overquota|inuse|in-use|login-delay)\]|^\s*4(21|29)\b|greylist|fail2ban|blacklist|denylist|client host rejected/i,
  },
  {
    outcome: 'service-off',
    words:
      /(imap|pop3?|smtp|mailbox|activesync|eas|dav|protocol|service|access|account|user|client ?submission|smtpclientauthentication).{0,40}\b(is )?(disabled|not enabled|not allowed|deactivated|inactive|switched off|turned off|not permitted)|(disabled|not enabled|not allowed|not permitted) for (your|this) (account|user|mailbox)|\[(authorizationfailed|noperm|contactadmin|expired)\]|5\.7\.3\b.*not (allowed|permitted)|enable imap|access denied|does( not|n't) have (access rights|permissions?)/i,
  },
  {
    outcome: 'server-error',
    words:
      /^\s*4(54|51|32)\b|temporary (authentication )?failure|temporarily unavailable|internal (server )?error|backend|connection lost to authentication server|no mechanism available/i,
  },
];

/**
 * Tells the kinds of refusal apart by the server's words and codes. Anything that only says "no" is a wrong password:
 * servers mix up user and password on purpose (RFC 5530 section 3, AUTHENTICATIONFAILED).
 */
export function refusalOf(text: string, code = ''): Refusal {
  const words = `${code} ${code.length > 0 && /^[A-Z/-]+$/.test(code) ? `[${code}]` : ''} ${text}`;
  return RULES.find((rule) => rule.words.test(words))?.outcome ?? 'wrong-password';
}

/** The same for an http status that is not a success (RFC 9110 section 15.5, RFC 6585 section 4). */
export function refusalOfStatus(status: number, text: string): Refusal | 'not-offered' {
  if (status === 401) {
    const told = refusalOf(text);
    return told === 'app-password-needed' || told === 'blocked' ? told : 'wrong-password';
  }
  if (status === 429) return 'blocked';
  if (status === 403) {
    const told = refusalOf(text);
    return told === 'blocked' || told === 'app-password-needed' ? told : 'service-off';
  }
  if (status === 404 || status === 405 || status === 410 || status === 501) return 'not-offered';
  return 'server-error';
}
