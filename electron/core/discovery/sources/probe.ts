import type { Evidence, Security } from '../../model/service.ts';
import { now, type Candidate, type Source, type SourceContext } from '../context.ts';
import { registrableDomain } from '../domains.ts';
import { failureOf } from '../http.ts';
import { bestExchanger } from './mx-hoster.ts';

type MailProtocol = 'imap' | 'pop3' | 'smtp';

const TIMEOUT = 4000;
const DOORS: readonly { protocol: MailProtocol; port: number; security: Security; names: string[] }[] = [
  { protocol: 'imap', port: 993, security: 'tls', names: ['imap', 'mail'] },
  { protocol: 'imap', port: 143, security: 'starttls', names: ['imap', 'mail'] },
  { protocol: 'pop3', port: 995, security: 'tls', names: ['pop', 'mail'] },
  { protocol: 'smtp', port: 465, security: 'tls', names: ['smtp', 'mail'] },
  { protocol: 'smtp', port: 587, security: 'starttls', names: ['smtp', 'mail'] },
];

async function mailHost(context: SourceContext): Promise<string[]> {
  const answer = await context.mx();
  if (answer.status !== 'found') return [];
  const best = bestExchanger(answer);
  return 'host' in best ? [best.host] : [];
}

async function knock(context: SourceContext, door: (typeof DOORS)[number], host: string, order: number): Promise<void> {
  const { protocol, port, security } = door;
  const end = context.begin('probe', `${protocol}://${host}:${port}`);
  const greeting = await context.world.network.mail.greet(
    { protocol, host, port, security },
    { timeout: TIMEOUT, signal: context.end.signal() },
  );
  if (greeting.status === 'failed') {
    const { reason } = greeting;
    if (reason === 'not-offered') {
      end('not-offered', greeting.detail);
      return;
    }
    const failure = failureOf({
      status: 'failed',
      reason,
      ...(greeting.certificate === undefined ? {} : { certificate: greeting.certificate }),
    });
    end(failure.outcome, failure.detail);
    return;
  }
  end('found', greeting.capabilities.slice(0, 20).join(' '));
  const evidence: Evidence = { source: 'probe', transport: 'guess', at: now(context), url: `${protocol}://${host}:${port}` };
  const candidate: Candidate = {
    protocol,
    host,
    port,
    security,
    authentication: [],
    evidence,
    standing: 'guess',
    otherDomain: false,
    privateAddress: greeting.privateAddress,
    live: true,
    order,
  };
  context.offer({ candidates: [candidate] });
}

/** The last resort: usual host names, spoken to just far enough to see a certificate and a greeting. */
export const probe: Source = {
  id: 'probe',
  find: async (context) => {
    const { domain } = context.address;
    const exchangers = await mailHost(context);
    const doors = DOORS.flatMap((door) => {
      const usual = registrableDomain(domain) === undefined ? [] : door.names.map((name) => `${name}.${domain}`);
      const hosts = [...new Set([...usual, domain, ...exchangers])];
      return hosts.map((host, order) => ({ door, host, order }));
    });
    await Promise.all(doors.map(({ door, host, order }) => knock(context, door, host, order)));
  },
};
