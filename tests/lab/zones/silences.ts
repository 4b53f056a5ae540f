import type { FindingId } from '../../../electron/core/domain-check/finding.ts';
import type { Plot } from './healthy.ts';

/** Questions without a usable answer, and the finding that says so. */
export interface Silence {
  what: string;
  finding: FindingId;
  asks: (plot: Plot) => (type: string, name: string) => boolean;
}

const at =
  (label: string, ...types: string[]): Silence['asks'] =>
  ({ domain }) =>
  (type, name) =>
    name === (label === '' ? domain : `${label}.${domain}`) && (types.length === 0 || types.includes(type));

const atHost =
  (...types: string[]): Silence['asks'] =>
  ({ host }) =>
  (type, name) =>
    name === host && types.includes(type);

export const MX: Silence = { what: 'MX', finding: 'mx-unanswered', asks: at('', 'MX') };
export const EVERYTHING: Silence = { what: 'everything', finding: 'name-unanswered', asks: () => () => true };

/** Everything that a check rests on, one after the other. */
export const SILENCES: readonly Silence[] = [
  MX,
  { what: 'the address of the mail host', finding: 'host-unanswered', asks: atHost('A', 'AAAA', 'CNAME') },
  { what: 'autodiscover', finding: 'autodiscover-unanswered', asks: at('autodiscover') },
  { what: 'autoconfig', finding: 'autoconfig-unanswered', asks: at('autoconfig') },
  { what: 'a service', finding: 'srv-unanswered', asks: at('_imaps._tcp') },
  { what: 'the list of senders', finding: 'spf-record-unanswered', asks: at('', 'TXT') },
  { what: 'the key', finding: 'dkim-unanswered', asks: at('dkim._domainkey') },
  { what: 'the policy against forgery', finding: 'dmarc-unanswered', asks: at('_dmarc') },
  { what: 'the policy for transport', finding: 'mta-sts-unanswered', asks: at('_mta-sts') },
  { what: 'the reports on transport', finding: 'tls-rpt-unanswered', asks: at('_smtp._tls') },
  {
    what: 'the pin',
    finding: 'dane-unanswered',
    asks:
      ({ host }) =>
      (_type, name) =>
        name === `_25._tcp.${host}`,
  },
  { what: 'the name of the address', finding: 'ptr-unanswered', asks: (plot) => (_type, name) => name === plot.reverse() },
  {
    what: 'who may issue',
    finding: 'caa-unanswered',
    asks:
      ({ domain }) =>
      (type, name) =>
        type === 'CAA' && name === domain,
  },
  EVERYTHING,
];
