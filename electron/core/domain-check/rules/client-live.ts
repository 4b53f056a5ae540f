import type { DomainFacts, PageFacts } from '../facts.ts';
import type { Finding, FindingId, Fix, Severity } from '../finding.ts';
import { isForHost, leafOf, onOneLine } from './certificate-names.ts';
import { type ClientName, hostnamesIn, readClientPage } from './client-page.ts';
import { areRelated, mailHost } from './hosts.ts';
import { certificateCause, shutCause } from './page-cause.ts';
import { found } from './rule.ts';
import { step } from './zone-records.ts';

/**
 * The name as it answers over HTTPS. `broken` is what DNS already says about it: then whatever the wrong
 * machine, or none, shows there is folded under that.
 */
export function liveFaults(facts: DomainFacts, label: ClientName, name: string, broken: FindingId | undefined): Finding[] {
  const folded = broken === undefined ? {} : { cause: broken };
  const certificate = certificateFault(facts, label, name);
  if (certificate !== undefined) return [found(...certificate(folded))];
  if (broken !== undefined) return [];
  const pages = facts.pages.filter(({ url }) => hostOf(url) === name);
  // One good answer is enough: several addresses of one document are asked.
  const judged = pages.map((page) => pageFault(facts, label, name, page));
  if (judged.includes(undefined)) return [];
  return judged.flatMap((fault) => fault ?? []).slice(0, 1);
}

type Arguments = Parameters<typeof found>;

const hostOf = (url: string): string => /^https:\/\/([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';

/** The certificate behind the name carries other names: the server never asked for one, or asked before the name led to it. */
function certificateFault(facts: DomainFacts, label: ClientName, name: string): ((folded: { cause?: FindingId }) => Arguments) | undefined {
  const shown = facts.endpoints.filter(({ target }) => target.host === name && target.port === 443);
  const other = shown.map(leafOf).find((leaf) => leaf !== undefined && !isForHost(leaf, name));
  if (other === undefined) return undefined;
  const about = {
    name,
    names: other.names.length > 0 ? other.names : ['–'],
    subject: onOneLine(other.subject),
    reason: 'certificate-name',
  };
  const fix = [step('mailcow-add-certificate-name', { name })];
  return (folded) => [`${label}-certificate`, 'warn', { who: 'server', facts: about, fix, ...folded }];
}

function pageFault(facts: DomainFacts, label: ClientName, name: string, page: PageFacts): Finding | undefined {
  if (page.status === 'failed') return failedPage(facts, label, name, page);
  const host = mailHost(facts);
  const wrong = (severity: Severity, reason: string, more: { hosts?: string[]; cause?: FindingId } = {}): Finding =>
    found(`${label}-wrong-answer`, severity, {
      who: 'server',
      facts: { name, url: page.url, reason, code: page.code, hosts: more.hosts ?? [], expected: host ?? '' },
      fix: [step('mailcow-add-domain', { domain: facts.domain })],
    });
  const reading = readClientPage(label, page);
  switch (reading) {
    case 'settings': {
      const hosts = hostnamesIn(page.body);
      const ours =
        host === undefined ||
        hosts.length === 0 ||
        hosts.some((one) => one === host || (facts.expected.host === undefined && areRelated(one, host)));
      return ours ? undefined : wrong('fail', 'other-host', { hosts });
    }
    case 'login-wanted':
    case 'redirected':
      return undefined;
    case 'server-error':
      return wrong('warn', reading);
    case 'plain-redirect':
      return wrong('warn', reading);
    case 'not-there':
    case 'no-settings':
      return wrong('fail', reading);
  }
}

function failedPage(facts: DomainFacts, label: ClientName, name: string, page: Extract<PageFacts, { status: 'failed' }>): Finding {
  const certain = page.reason === 'refused';
  const about = { name, url: page.url, reason: page.reason, certain };
  if (page.reason.startsWith('certificate-')) {
    const fix =
      page.reason === 'certificate-name' ? [step('mailcow-add-certificate-name', { name })] : [step('mailcow-renew-certificate', { name })];
    const details = { who: 'server' as const, facts: { name, names: ['–'], subject: '', reason: page.reason }, fix };
    return found(`${label}-certificate`, 'warn', { ...details, ...certificateCause(facts, page.reason) });
  }
  return found(`${label}-unreachable`, page.reason === 'refused' ? 'fail' : unsure(page.reason), {
    who: 'server',
    facts: about,
    fix: stepsFor(name, page.reason),
    ...shutCause(facts, page.reason),
  });
}

function stepsFor(name: string, reason: string): Fix[] {
  switch (reason) {
    case 'refused':
      return [step('mailcow-open-port', { name, ports: ['443'] })];
    case 'tls-failed':
      return [step('mailcow-add-certificate-name', { name })];
    case 'too-large':
    case 'malformed':
      return [step('mailcow-service-log', { name, ports: ['443'] })];
    default:
      return [];
  }
}

/** What a middlebox or this computer's own network may well have caused is not held against the server. */
const unsure = (reason: string): Severity =>
  reason === 'tls-failed' || reason === 'too-large' || reason === 'malformed' ? 'warn' : 'unknown';
