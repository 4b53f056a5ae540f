import type { Finding } from '../finding.ts';
import type { SpfTreeNode } from '../spf/analysis.ts';
import { found } from './rule.ts';

/** A service behind whose addresses every customer can send in the name of every domain that lists it. */
interface SharedSender {
  readonly company: string;
  /** What domains that use it include. */
  readonly included: string;
  /** Label below the domain of the record by which the company lets it name the accounts that may. */
  readonly limitedAt: string;
  /** The company's own words on that. */
  readonly source: string;
}

/** Only what the company itself says; of others it is not known whether they look at who sends what. */
const SHARED_SENDERS: readonly SharedSender[] = [
  {
    company: 'MailChannels',
    included: 'relay.mailchannels.net',
    limitedAt: '_mailchannels',
    source: 'https://docs.mailchannels.com/outbound/domain-lockdown',
  },
];

/** Lists in the tree that let strangers pass as well, since addresses are all that SPF looks at (RFC 7208 section 11.4). */
export function sharedSenders(domain: string, tree: SpfTreeNode): Finding[] {
  const included = listsIn(tree);
  return SHARED_SENDERS.filter((one) => included.has(one.included)).map(({ company, included: target, limitedAt, source }) =>
    found('spf-shared-senders', 'info', { facts: { name: domain, target, company, limit: `${limitedAt}.${domain}`, source } }),
  );
}

/** Names of all lists whose pass is a pass. */
const listsIn = ({ domain, terms }: SpfTreeNode): Set<string> =>
  new Set([
    domain,
    ...terms.flatMap(({ text, node, ignored }) => (node === undefined || ignored || /^[-~?]/.test(text) ? [] : [...listsIn(node)])),
  ]);
