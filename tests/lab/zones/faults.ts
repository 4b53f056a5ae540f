import type { FindingId } from '../../../electron/core/domain-check/finding.ts';
import type { Fault } from './fault.ts';
import { NAME_FAULTS } from './faults-names.ts';
import { POLICY_FAULTS } from './faults-policies.ts';
import { SERVER_FAULTS } from './faults-server.ts';
import { SPF_FAULTS } from './faults-spf.ts';

/** Every planted fault. */
export const FAULTS: readonly Fault[] = [...NAME_FAULTS, ...SPF_FAULTS, ...POLICY_FAULTS, ...SERVER_FAULTS];

/** What can be trouble and cannot be planted, and why. */
export const NOT_PLANTED: Partial<Record<FindingId, string>> = {
  'name-absent': 'a domain that nobody registered has no zone: it is tried beside the faults',
  'spf-server-unknown': 'follows from a list that could not be read to its end, and is folded under that',
  'spf-string-too-long': 'a string in DNS says its length in one octet, so that no name server can serve a longer one',
  'mta-sts-id-unchanged': 'is seen only against what an earlier check recorded: tried beside the faults',
  'dane-dnssec-unknown': 'is the resolver’s, not the domain’s: tried through a resolver that validates nothing',
  'dane-not-compared': 'follows from a port 25 that cannot be reached, and is folded under that',
  'dnssec-unknown': 'is the resolver’s, not the domain’s: tried through a resolver that validates nothing',
};

/** What is no trouble: right, or better practice. */
export const NO_TROUBLE: readonly FindingId[] = [
  'name-found',
  'name-differs-inside',
  'name-wildcard',
  'host-right',
  'mx-right',
  'mx-duplicate',
  'mx-one-address',
  'autodiscover-right',
  'autoconfig-right',
  'srv-right',
  'srv-none',
  'spf-right',
  'spf-helo-missing',
  'spf-shared-senders',
  'dkim-right',
  'dkim-no-selector',
  'dkim-alias',
  'dkim-key-old',
  'dmarc-right',
  'dmarc-quarantine',
  'dmarc-inherited',
  'dmarc-older-receivers',
  'dmarc-strict',
  'mta-sts-right',
  'mta-sts-none',
  'tls-rpt-right',
  'tls-rpt-none',
  'dane-right',
  'dane-none',
  'tls-right',
  'tls-newest-missing',
  'tls-downgrade',
  'ptr-right',
  'dnssec-signed',
  'dnssec-unsigned',
  'ipv6-right',
  'ipv6-none',
  'caa-right',
  'caa-none',
  'caa-not-compared',
];

const remedyOf = ({ mend, own, rounds = 1 }: Fault): string => {
  if (mend !== undefined || own?.server !== undefined) return 'by hand';
  return rounds === 1 ? 'by the records' : `by the records, in ${rounds} steps`;
};

/** The table of all of them as it stands in the documents. */
export const faultTable = (): string =>
  [
    '| planted | found | mended |',
    '| --- | --- | --- |',
    ...FAULTS.map((fault) => `| ${fault.what} | \`${fault.finding}\` (${fault.severity}) | ${remedyOf(fault)} |`),
  ].join('\n');
