import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OUTPUT } from '../../electron/cli/schemas.ts';
import type { Attempt, Discovery } from '../../electron/core/discovery/index.ts';
import type { Service } from '../../electron/core/model/service.ts';
import { documentOf, lab, logFromNow, mailramp } from './lab.ts';

const discover = (address: string, more: string[] = []) => documentOf(OUTPUT.discover, ['discover', address, ...more]);

const at = (service: Service): string => `${service.protocol} ${service.host}:${service.port} ${service.security}`;

/** Every outcome of each source, sorted. */
function outcomes(tried: readonly Attempt[]): Record<string, string[]> {
  const bySource: Record<string, string[]> = {};
  for (const { source, outcome } of tried) bySource[source] = [...new Set([...(bySource[source] ?? []), outcome])].sort();
  return bySource;
}

const chosen = ({ recommended }: Pick<Discovery, 'recommended'>) =>
  Object.fromEntries(Object.entries(recommended).map(([name, service]) => [name, service === null ? null : at(service)]));

const request = z.object({
  method: z.string(),
  host: z.string(),
  path: z.string(),
  agent: z.string(),
  authorization: z.boolean(),
  status: z.number(),
});
const requestsIn = (log: string) =>
  log
    .split('\n')
    .filter(Boolean)
    .map((line) => request.parse(JSON.parse(line)));

const AT_EXAMPLE = {
  incoming: 'imap mail.example.test:993 tls',
  outgoing: 'smtp mail.example.test:465 tls',
  activesync: 'activesync mail.example.test:443 tls',
  calendar: 'caldav mail.example.test:443 tls',
  contacts: 'carddav mail.example.test:443 tls',
};

describe('discovery against real servers', () => {
  it('finds every service of a healthy host and believes it', async () => {
    const { exit, document } = await discover('alice@example.test');
    expect(exit).toBe(0);
    expect(chosen(document)).toEqual(AT_EXAMPLE);
    expect(document.services.map(at)).toEqual(
      expect.arrayContaining([
        'imap mail.example.test:143 starttls',
        'pop3 mail.example.test:995 tls',
        'smtp mail.example.test:587 starttls',
      ]),
    );
    expect(Object.values(document.recommended).map((service) => service?.trusted)).toEqual([true, true, true, true, true]);
    expect(document.services.every(({ username }) => username === 'alice@example.test')).toBe(true);
    expect(document.recommended.activesync?.url).toBe('https://mail.example.test/Microsoft-Server-ActiveSync');
    expect(document.problem).toBeUndefined();
  });

  it('tells how every source ended', async () => {
    const { document } = await discover('alice@example.test');
    expect(outcomes(document.tried)).toEqual({
      autoconfig: ['found'],
      'autoconfig-well-known': ['found'],
      // Plain http never reaches a private address.
      'autoconfig-http': ['private-address'],
      'autodiscover-outlook': ['found', 'private-address'],
      'autodiscover-mobilesync': ['found'],
      'autodiscover-json': ['found'],
      srv: ['absent', 'found'],
      pacc: ['absent'],
      ispdb: ['unanswered'],
      'mx-hoster': ['skipped'],
      'dav-well-known': ['found'],
      'jmap-well-known': ['not-offered'],
    });
  });

  it('tells what each mail program would find by itself', async () => {
    const { document } = await discover('alice@example.test');
    const { outlook, thunderbird, apple } = document.clients;
    expect(outlook).toMatchObject({ protocols: ['imap', 'pop3', 'smtp'] });
    expect(outlook.notes).toContain('activesync-not-offered-to-outlook');
    expect(thunderbird.protocols).toEqual(['imap', 'pop3', 'smtp']);
    expect(apple.notes).toContain('needs-profile');
  });

  it('sees that an administrator offers ActiveSync to Outlook', async () => {
    const { document } = await discover('erik@easoutlook.test');
    expect(document.clients.outlook.protocols).toEqual(['activesync']);
    expect(document.clients.outlook.notes).toContain('activesync-offered');
  });

  it('sends no password to an Autodiscover that asks for one, and goes on with the others', async () => {
    const log = await logFromNow('autodiscover.log');
    const { exit, document } = await discover('dora@basicauth.test');
    const requests = requestsIn(await log());
    expect(exit).toBe(0);
    expect(outcomes(document.tried)['autodiscover-outlook']).toContain('login-wanted');
    expect(outcomes(document.tried)['autodiscover-mobilesync']).toContain('login-wanted');
    expect(chosen(document).incoming).toBe(AT_EXAMPLE.incoming);
    expect(requests.filter(({ status }) => status === 401).length).toBeGreaterThan(0);
    expect(requests.some(({ authorization }) => authorization)).toBe(false);
  });

  it('finds mail at another company, does not believe it, and tells it no address', async () => {
    const log = await logFromNow('nginx-access.log');
    const { exit, document } = await discover('carol@customer.test');
    expect(exit).toBe(0);
    expect(chosen(document)).toMatchObject({
      incoming: AT_EXAMPLE.incoming,
      outgoing: AT_EXAMPLE.outgoing,
      activesync: AT_EXAMPLE.activesync,
    });
    expect(document.recommended.incoming?.trusted).toBe(false);
    expect(document.recommended.incoming?.reasons).toContain('other-domain');
    const elsewhere = (await log()).split('\n').filter((line) => /host=(\S+\.)?example\.test /.test(line));
    expect(elsewhere.filter((line) => /carol|POST/.test(line))).toEqual([]);
  });

  it('asks Autodiscover as nobody but itself and, for the forecast, as Outlook', async () => {
    const log = await logFromNow('autodiscover.log');
    await discover('alice@example.test');
    const agents = new Set(requestsIn(await log()).map(({ agent }) => agent.replace(/[\d.]+/g, '#')));
    expect([...agents].sort()).toEqual(['Mailramp', 'Microsoft Office/# (Windows NT #; Microsoft Outlook #; Pro)']);
  });

  it('takes error 600 for a mailbox that is not there as no answer', async () => {
    const { document } = await discover('nobody@example.test');
    expect(outcomes(document.tried)['autodiscover-outlook']).toContain('no-result');
    expect(outcomes(document.tried)['autodiscover-mobilesync']).toContain('no-result');
    expect(chosen(document).incoming).toBe(AT_EXAMPLE.incoming);
  });

  it('finds nothing at a website that answers everything with its front page', async () => {
    const { exit, document } = await discover('alice@nomail.test');
    expect({ exit, code: document.problem?.code }).toEqual({ exit: 11, code: 'nothing-found' });
    expect(document.services).toEqual([]);
    expect(document.tried.some(({ source }) => source === 'probe')).toBe(true);
  });

  it('knows a domain that does not exist from one that says nothing', async () => {
    const { exit, document } = await discover('alice@nodomain.example.test');
    expect({ exit, code: document.problem?.code }).toEqual({ exit: 10, code: 'domain-not-found' });
  });

  it('names a name server that does not answer', async () => {
    const { exit, document } = await documentOf(OUTPUT.discover, ['discover', 'alice@example.test'], { dns: '10.99.0.99:53' });
    expect({ exit, code: document.problem?.code }).toEqual({ exit: 10, code: 'dns-unanswered' });
  });

  it('goes on with what DNS says when the web servers are silent', async () => {
    const { exit, document } = await discover('alice@silent.test');
    expect(exit).toBe(0);
    expect(chosen(document)).toMatchObject({ incoming: 'imap mail.silent.test:993 tls', activesync: null });
    expect(outcomes(document.tried)['autoconfig']).not.toContain('found');
  });

  it('prints the same for a person, without a word of another person', async () => {
    const { exit, stdout, stderr } = await mailramp(['discover', 'alice@example.test', '--locale', 'de']);
    expect(exit).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toContain('mail.example.test');
    expect(stdout).not.toContain(lab.folder);
  });
});
