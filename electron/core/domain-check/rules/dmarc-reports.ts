import { answerTo, type DomainFacts, recordsAt, standing } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { authorisationName, dmarcName, type DmarcRecord, isForeign, MOST_REPORTS, reportHosts } from '../dmarc/index.ts';
import { textRecord, publish, textsAt } from '../texts.ts';
import { addressesOf } from './addresses.ts';
import { found } from './rule.ts';

export interface ReportVerdicts {
  /** What a new record of our own mends. */
  own: Pick<Finding, 'id' | 'severity' | 'facts'>[];
  /** What others must do. */
  foreign: Finding[];
  /** Hosts that take no mail. */
  dead: string[];
}

/** Where reports shall go: whether these are addresses, take mail, and want the reports (RFC 9990 section 4). */
export function judgeReports(facts: DomainFacts, domain: string, record: DmarcRecord, organizational: string): ReportVerdicts {
  const hosts = reportHosts(record).filter((host) => host !== domain);
  const dead = hosts.filter((host) => takesMail(facts, host) === false);
  const own: ReportVerdicts['own'] = [
    ...addressFaults(record),
    ...dead.map((host) => ({ id: 'dmarc-report-no-mail', severity: 'warn', facts: { host } }) as const),
  ];
  if (record.rua.length === 0 && !own.some(({ id }) => id === 'dmarc-report-address'))
    own.push({ id: 'dmarc-no-reports', severity: 'warn', facts: {} });
  const foreign = hosts
    .filter((host) => !dead.includes(host) && isForeign(host, domain, organizational))
    .flatMap((host) => authorisation(facts, domain, host));
  return { own, foreign, dead };
}

function addressFaults({ faults, rua, ruf }: DmarcRecord): ReportVerdicts['own'] {
  const bad = faults.filter(({ code }) => code.startsWith('uri-') || code === 'address-unreadable');
  const other = [...rua, ...ruf].filter(({ scheme }) => scheme !== 'mailto');
  const [first] = bad;
  if (first !== undefined) return [{ id: 'dmarc-report-address', severity: 'fail', facts: { reason: first.code, term: first.term } }];
  if (other[0] !== undefined) return [{ id: 'dmarc-report-address', severity: 'warn', facts: { reason: 'scheme', term: other[0].uri } }];
  if (rua.length <= MOST_REPORTS) return [];
  return [{ id: 'dmarc-report-address', severity: 'warn', facts: { reason: 'too-many', term: String(rua.length) } }];
}

/** Undefined: nobody asked, or nobody answered. */
function takesMail(facts: DomainFacts, host: string): boolean | undefined {
  const state = standing(facts, 'MX', host);
  if (state === 'found') return recordsAt(facts, 'MX', host).some(({ exchange }) => exchange !== '' && exchange !== '.');
  if (state === 'unknown') return undefined;
  const { state: addresses } = addressesOf(facts, host);
  return addresses === 'unknown' ? undefined : addresses === 'found';
}

function authorisation(facts: DomainFacts, domain: string, host: string): Finding[] {
  const asked = authorisationName(domain, host);
  const name = dmarcName(domain);
  const answer = answerTo(facts, 'TXT', asked);
  if (answer === undefined) return [];
  if (answer.status === 'failed')
    return [found('dmarc-unanswered', 'unknown', { who: 'network', facts: { name: asked, questions: [`TXT ${asked}`] } })];
  if (textsAt(facts, asked).some((text) => /^v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/.test(text))) return [];
  return [
    found('dmarc-report-unauthorised', 'warn', {
      who: 'report-receiver',
      facts: { name, host, question: asked },
      fix: [publish(textRecord(asked, 'v=DMARC1'))],
    }),
  ];
}
