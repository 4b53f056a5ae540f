import { type NextStep, type Problem, type ProblemCode, problemOf } from '../model/problem.ts';
import type { LoginOutcome, ServiceProof, Verification } from './verification.ts';

type Fault = Exclude<LoginOutcome, 'ok' | 'not-tried'>;

/** Which outcome is told first when services failed differently: what explains the others stands before them. */
const ORDER: Record<Fault, { code: ProblemCode; next: readonly NextStep[] }> = {
  cancelled: { code: 'cancelled', next: ['retry'] },
  offline: { code: 'offline', next: ['check-network', 'retry'] },
  'captive-portal': { code: 'captive-portal', next: ['sign-in-to-network', 'retry'] },
  'wrong-password': { code: 'password-wrong', next: ['type-password-again', 'ask-provider'] },
  'app-password-needed': { code: 'app-password-needed', next: ['use-app-password', 'ask-provider'] },
  blocked: { code: 'login-blocked', next: ['retry-later', 'ask-provider'] },
  'clock-wrong': { code: 'clock-wrong', next: ['set-clock', 'retry'] },
  'consent-needed': { code: 'consent-needed', next: ['confirm-host'] },
  'certificate-name': { code: 'certificate-name', next: ['ask-provider', 'copy-report'] },
  'certificate-expired': { code: 'certificate-expired', next: ['ask-provider', 'copy-report'] },
  'certificate-untrusted': { code: 'certificate-untrusted', next: ['ask-provider', 'ask-administrator', 'copy-report'] },
  'tls-failed': { code: 'tls-failed', next: ['ask-provider', 'copy-report'] },
  'service-off': { code: 'login-service-off', next: ['ask-provider', 'copy-report'] },
  'cannot-connect': { code: 'cannot-connect', next: ['check-network', 'retry', 'copy-report'] },
  'server-error': { code: 'server-error', next: ['retry-later', 'ask-provider'] },
  'not-offered': { code: 'service-missing', next: ['ask-provider', 'copy-report'] },
};
const FAULTS = Object.keys(ORDER);
const REFUSALS: readonly LoginOutcome[] = ['wrong-password', 'app-password-needed', 'blocked', 'service-off'];

export function verdictOf(services: readonly ServiceProof[]): Verification['verdict'] {
  const accepted = services.filter(({ outcome }) => outcome === 'ok').length;
  if (accepted > 0) return accepted === services.length ? 'ok' : 'partly';
  return services.some(({ outcome }) => REFUSALS.includes(outcome)) ? 'refused' : 'unreachable';
}

const isFault = (outcome: LoginOutcome): outcome is Fault => outcome !== 'ok' && outcome !== 'not-tried';

/** The one problem to show; undefined when every service was proven. */
export function problemIn(services: readonly ServiceProof[]): Problem | undefined {
  if (services.length === 0) return problemOf('service-missing', {}, ['ask-provider', 'copy-report']);
  const faulty = services.filter(({ outcome }) => isFault(outcome));
  const worst = faulty.sort((one, other) => FAULTS.indexOf(one.outcome) - FAULTS.indexOf(other.outcome))[0];
  if (worst === undefined || !isFault(worst.outcome)) return undefined;
  const { code, next } = ORDER[worst.outcome];
  const { protocol, host, port, username, detail, facts } = worst;
  const told = { ...facts, protocol, host, port, username, ...(detail === undefined ? {} : { detail }) };
  if (code === 'consent-needed') return problemOf(code, { ...told, hosts: hostsWithoutConsent(services) }, next);
  if (facts['suggestedHost'] !== undefined) return problemOf(code, told, ['use-name-of-certificate', ...next]);
  return problemOf(facts['reason'] === 'timed-out' ? 'timed-out' : code, told, next);
}

function hostsWithoutConsent(services: readonly ServiceProof[]): string[] {
  const waiting = services.filter(({ outcome }) => outcome === 'consent-needed');
  return [...new Set(waiting.map(({ host, facts }) => (typeof facts['redirectHost'] === 'string' ? facts['redirectHost'] : host)))];
}
