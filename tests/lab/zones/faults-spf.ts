import type { Fault } from './fault.ts';
import type { Plot } from './healthy.ts';

const spf = (
  what: string,
  finding: Fault['finding'],
  severity: Fault['severity'],
  text: string | string[],
  mend?: Fault['mend'],
): Fault => ({
  ...(mend === undefined ? {} : { mend }),
  what,
  finding,
  severity,
  plant: (plot) =>
    plot.instead(
      `@ TXT ${[text]
        .flat()
        .map((one) => `"${one}"`)
        .join(' ')}`,
    ),
});

/** Which of its senders a company can do without, nobody knows from outside. */
const asUsual = (plot: Plot): void => plot.instead('@ TXT "v=spf1 mx a -all"');

const includes = (count: number): string => Array.from({ length: count }, (_, index) => `include:s${index}.other.test`).join(' ');

const networks = (count: number): string => Array.from({ length: count }, (_, index) => `ip4:198.51.100.${index}`).join(' ');

/** The list of another company whose only name server answers nobody, until that company puts it right. */
const dead = (what: string, text: string): Fault => {
  const target = ({ domain }: Plot): string => `of-${domain.replace('.', '-')}.other.test`;
  return {
    what,
    finding: 'spf-target-unanswered',
    severity: 'unknown',
    plant: (plot) => {
      const name = target(plot);
      plot.add(`${name}. NS ns.${name}.`, `ns.${name}. A ${NOBODY}`);
      plot.instead(`@ TXT "${text.replace('NAME', name)}"`);
    },
    mend: (plot) => {
      const name = target(plot);
      plot.drop('NS', `${name}.`);
      plot.add(`${name}. TXT "v=spf1 ip4:198.51.100.1 ~all"`);
    },
  };
};
const NOBODY = '127.78.53.9';

/** Faults of the list of senders. */
export const SPF_FAULTS: readonly Fault[] = [
  { what: 'no list of senders', finding: 'spf-record-missing', severity: 'fail', plant: (plot) => plot.drop('TXT', '@') },
  {
    what: 'two lists of senders',
    finding: 'spf-record-duplicate',
    severity: 'fail',
    plant: (plot) => plot.add('@ TXT "v=spf1 include:s0.other.test ~all"'),
  },
  spf('a misspelt beginning', 'spf-record-misspelt', 'fail', 'v=spf1; mx a -all'),
  spf('an address that is none', 'spf-syntax', 'fail', 'v=spf1 mx a ip4:192.0.2.300 -all', asUsual),
  spf('an address given to a', 'spf-syntax', 'fail', 'v=spf1 mx a:192.0.2.1 -all'),
  spf('eleven look-ups', 'spf-lookups-over', 'fail', `v=spf1 mx a ${includes(9)} -all`, asUsual),
  spf('an include that branches into dozens', 'spf-lookups-over', 'fail', 'v=spf1 mx a include:tree.other.test -all', asUsual),
  spf('nine look-ups', 'spf-lookups-near', 'warn', `v=spf1 mx a ${includes(7)} -all`, asUsual),
  spf('three names that are gone', 'spf-voids-over', 'fail', 'v=spf1 mx a a:g1.other.test a:g2.other.test a:g3.other.test -all'),
  spf('a name that is gone', 'spf-voids', 'warn', 'v=spf1 mx a a:g1.other.test -all'),
  spf('everybody may send', 'spf-all-pass', 'fail', 'v=spf1 mx a +all'),
  spf('nobody is refused', 'spf-all-neutral', 'warn', 'v=spf1 mx a ?all'),
  spf('no end', 'spf-all-missing', 'warn', 'v=spf1 mx a'),
  spf('every address is listed', 'spf-range-everyone', 'fail', 'v=spf1 mx a ip4:0.0.0.0/0 -all'),
  spf('names of addresses are asked', 'spf-ptr-used', 'warn', 'v=spf1 mx a ptr -all'),
  spf('names of senders are asked', 'spf-macro-p-used', 'warn', 'v=spf1 mx a exists:%{p}.other.test -all', asUsual),
  spf('strings without a blank between', 'spf-strings-glued', 'fail', ['v=spf1 mx a', 'include:s0.other.test -all']),
  spf('the own server is not listed', 'spf-server-not-allowed', 'fail', 'v=spf1 ip4:192.0.2.1 -all'),
  spf('an include that includes itself', 'spf-include-loop', 'fail', 'v=spf1 mx a include:loop.other.test -all'),
  spf('an include that is gone', 'spf-target-missing', 'fail', 'v=spf1 mx a include:gone.other.test -all'),
  spf('a redirect that nobody follows', 'spf-redirect-ignored', 'warn', 'v=spf1 mx a redirect=s0.other.test -all'),
  spf('terms behind the end', 'spf-terms-after-all', 'warn', 'v=spf1 mx a -all include:s0.other.test'),
  spf('an include with two lists', 'spf-target-duplicate', 'fail', 'v=spf1 mx a include:twice.other.test -all'),
  spf('a redirect that comes back', 'spf-redirect-loop', 'fail', 'v=spf1 mx a redirect=back.other.test'),
  spf('a whole provider listed', 'spf-range-wide', 'warn', 'v=spf1 mx a ip4:198.0.0.0/8 -all', asUsual),
  spf('the version twice', 'spf-version-repeated', 'warn', 'v=spf1 v=spf1 mx a -all'),
  spf('a mechanism written as a modifier', 'spf-mechanism-as-modifier', 'warn', 'v=spf1 mx a include=s0.other.test -all'),
  spf('an mx with more names than are asked', 'spf-mx-over', 'fail', 'v=spf1 mx a mx:many.other.test -all', asUsual),
  spf(
    'an include of a name that cannot be',
    'spf-target-unusable',
    'fail',
    `v=spf1 mx a include:${'x'.repeat(64)}.other.test -all`,
    asUsual,
  ),
  spf('an include that each mail fills in', 'spf-target-depends', 'unknown', 'v=spf1 mx a include:%{i}.other.test -all', asUsual),
  spf('the same before the own servers', 'spf-target-depends', 'unknown', 'v=spf1 include:%{i}.other.test mx a -all', asUsual),
  spf('an include of thousands of addresses', 'spf-tree-cut', 'unknown', 'v=spf1 mx a include:huge.other.test -all', asUsual),
  dead('an include whose name server is gone', 'v=spf1 mx a include:NAME -all'),
  dead('such an include before the own servers', 'v=spf1 include:NAME mx a -all'),
  spf('a list that is too long for one answer', 'spf-record-large', 'warn', `v=spf1 mx a ${networks(28)} -all`, asUsual),
  {
    ...spf('one address family of the own server is not listed', 'spf-family-missing', 'warn', 'v=spf1 ip4:127.78.0.0/16 -all'),
    own: { families: 6 },
  },
  {
    what: 'a record of the abandoned Sender ID',
    finding: 'spf-sender-id-left',
    severity: 'warn',
    plant: (plot) => plot.add('@ TXT "spf2.0/pra mx a -all"'),
  },
];
