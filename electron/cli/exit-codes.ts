import type { ProblemCode } from '../core/model/problem.ts';

/** Done, but the last step is a person's and nobody has seen it. */
export const WRITTEN_NOT_VERIFIED = 30;

/**
 * What a script learns from each problem. The numbers stand in docs/command-line.md; none is one of Windows Installer's
 * (1602 … 1641, 3010), and 126 … 255 belong to shells.
 */
export const EXIT_CODES: Readonly<Record<ProblemCode, number>> = {
  unexpected: 1,
  usage: 2,
  'address-empty': 2,
  'address-invalid': 2,
  'file-unreadable': 2,
  'file-unwritable': 2,
  'domain-not-found': 10,
  'dns-unanswered': 10,
  offline: 10,
  'captive-portal': 10,
  'nothing-found': 11,
  'document-invalid': 11,
  'change-not-found': 11,
  'certificate-name': 12,
  'certificate-expired': 12,
  'certificate-untrusted': 12,
  'clock-wrong': 12,
  'tls-failed': 12,
  'consent-needed': 13,
  'password-wrong': 13,
  'app-password-needed': 13,
  'login-service-off': 13,
  'login-blocked': 13,
  'login-unclear': 13,
  'service-missing': 14,
  'server-error': 14,
  'client-missing': 20,
  'client-unsupported': 20,
  'profile-unreadable': 20,
  'client-running': 21,
  'set-up-running': 21,
  'profile-changed': 21,
  'unexpected-window': 22,
  'control-not-found': 23,
  'cannot-connect': 24,
  'timed-out': 24,
  'no-desktop': 25,
  'no-display': 25,
  'elevation-mismatch': 26,
  'powershell-restricted': 27,
  'forbidden-by-policy': 28,
  'profile-pinned': 28,
  'not-verified': WRITTEN_NOT_VERIFIED,
  'undone-after-failure': 31,
  'undo-failed': 32,
  cancelled: 40,
};
