import type { Endpoint, Greeting, LoginAnswer, Mail } from '../../../core/world/network.ts';
import type { Connector } from '../connect.ts';
import { type Limit, limitOf } from '../limit.ts';
import { breaksLines, type Credentials, refused } from './answers.ts';
import { converse } from './dialogue.ts';
import { leave, open } from './greet.ts';
import { imapLogin } from './imap-login.ts';
import { pop3Login } from './pop3-login.ts';
import { sieveLogin } from './sieve-login.ts';
import { smtpLogin } from './smtp-login.ts';

/** Mail conversations over `connect`: one connection each, closed at the end, within the caller's time. */
export function mailClient(connect: Connector): Mail {
  return {
    greet: async (endpoint, { timeout, signal }) => {
      const limit = limitOf(timeout, signal);
      try {
        return await greet(connect, endpoint, limit);
      } finally {
        limit.done();
      }
    },
    login: async (endpoint, credentials, { timeout, signal }) => {
      if (endpoint.security === 'none') throw new Error('A password goes over TLS only.');
      if (breaksLines(credentials.username) || breaksLines(credentials.password.reveal())) {
        return refused('line breaks cannot be sent', credentials);
      }
      const limit = limitOf(timeout, signal);
      try {
        const answer = await loginBy(connect, endpoint, credentials, limit, timeout);
        return await withCertificate(connect, endpoint, answer, limit);
      } finally {
        limit.done();
      }
    },
  };
}

function greet(connect: Connector, endpoint: Endpoint, limit: Limit): Promise<Greeting> {
  return converse(connect, endpoint, limit, async (dialogue): Promise<Greeting> => {
    const capabilities = await open(dialogue, endpoint);
    leave(dialogue, endpoint);
    const { certificate, privateAddress } = dialogue;
    return { status: 'answered', capabilities, privateAddress, ...(certificate === undefined ? {} : { certificate }) };
  });
}

function loginBy(connect: Connector, endpoint: Endpoint, credentials: Credentials, limit: Limit, timeout: number): Promise<LoginAnswer> {
  switch (endpoint.protocol) {
    case 'imap':
      return imapLogin(connect, endpoint, credentials, limit, timeout);
    case 'smtp':
      return smtpLogin(connect, endpoint, credentials, limit, timeout);
    case 'pop3':
      return pop3Login(connect, endpoint, credentials, limit);
    case 'sieve':
      return sieveLogin(connect, endpoint, credentials, limit);
  }
}

/** The libraries drop the certificate they refused; a second look without any password shows it. */
async function withCertificate(connect: Connector, endpoint: Endpoint, answer: LoginAnswer, limit: Limit): Promise<LoginAnswer> {
  const aboutCertificate = answer.status === 'failed' && answer.reason.startsWith('certificate-');
  if (!aboutCertificate || answer.certificate !== undefined) return answer;
  const seen = await greet(connect, endpoint, limit);
  return seen.certificate === undefined ? answer : { ...answer, certificate: seen.certificate };
}
