import { safeWords } from '../model/secret.ts';
import type { Endpoint } from '../world/network.ts';
import type { Candidate, Provable } from './choose.ts';
import { refusalOf } from './refusals.ts';
import { failedStep, type Login, step, type Step } from './step.ts';

const GREETING = 8_000;
/** Dovecot lets a client that failed before wait up to 15 seconds. */
const LOGIN = 20_000;

export type MailProtocol = Extract<Provable, 'imap' | 'pop3' | 'smtp'>;

function endpointOf({ service }: Candidate, protocol: MailProtocol): Endpoint {
  return { protocol, host: service.host, port: service.port, security: service.security };
}

/** TLS, greeting and whether a password can be used there at all; sends none. */
export async function probeMail({ world, password, signal }: Login, candidate: Candidate, protocol: MailProtocol): Promise<Step> {
  const greeting = await world.network.mail.greet(endpointOf(candidate, protocol), { timeout: GREETING, signal });
  if (greeting.status === 'failed') return failedStep(candidate.host, greeting, password);
  return takesPassword(protocol, greeting.capabilities) ? step('ok') : step('not-offered', { reason: 'no-password-login' });
}

/** What the server says about logging in; a server that says nothing is asked. */
function takesPassword(protocol: MailProtocol, capabilities: string[]): boolean {
  const upper = capabilities.map((one) => one.toUpperCase());
  if (protocol === 'smtp') {
    const offers = upper.filter((one) => /^AUTH[ =]/.test(one)).flatMap((one) => one.split(/[ =]/).slice(1));
    return upper.length === 0 || offers.some((method) => ['PLAIN', 'LOGIN', 'CRAM-MD5'].includes(method));
  }
  if (protocol === 'imap') return !upper.includes('LOGINDISABLED') || upper.some((one) => one === 'AUTH=PLAIN' || one === 'AUTH=LOGIN');
  return true;
}

/** One login over IMAP, POP3 or SMTP. */
export async function proveMail({ world, username, password, signal }: Login, candidate: Candidate, protocol: MailProtocol): Promise<Step> {
  const answer = await world.network.mail.login(endpointOf(candidate, protocol), { username, password }, { timeout: LOGIN, signal });
  switch (answer.status) {
    case 'accepted':
      return step('ok');
    case 'refused':
      return step(
        refusalOf(answer.text, answer.code),
        answer.code === undefined ? {} : { code: answer.code },
        safeWords(answer.text, password),
      );
    case 'failed':
      return failedStep(candidate.host, answer, password);
  }
}
