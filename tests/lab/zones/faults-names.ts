import type { Fault } from './fault.ts';
import { OWN4 } from './fault.ts';

const MX: readonly Fault[] = [
  { what: 'a null MX', finding: 'mx-null', severity: 'fail', plant: (plot) => plot.instead('@ MX 0 .') },
  { what: 'a null MX beside the right one', finding: 'mx-null-beside-others', severity: 'fail', plant: (plot) => plot.add('@ MX 0 .') },
  { what: 'mail at another company', finding: 'mx-elsewhere', severity: 'fail', plant: (plot) => plot.instead('@ MX 10 mx.other.test.') },
  {
    what: 'a forgotten MX of another company behind the right one',
    finding: 'mx-extra',
    severity: 'warn',
    plant: (plot) => plot.add('@ MX 50 mx.other.test.'),
  },
  {
    what: 'an MX that is an alias',
    finding: 'mx-alias',
    severity: 'fail',
    plant: (plot) => {
      plot.instead(`@ MX 10 smtp.${plot.domain}.`);
      plot.add(`smtp CNAME ${plot.host}.`);
    },
  },
  {
    what: 'an MX of the own domain without an address',
    finding: 'mx-no-address',
    severity: 'fail',
    plant: (plot) => plot.instead(`@ MX 10 gone.${plot.domain}.`),
  },
  {
    what: 'no MX and no address of the domain',
    finding: 'mx-missing',
    severity: 'fail',
    plant: (plot) => {
      plot.drop('MX', '@');
      plot.drop('A', '@');
      plot.instead('@ TXT "v=spf1 mx -all"');
    },
  },
  { what: 'no MX, so that the web server is asked', finding: 'mx-implicit', severity: 'fail', plant: (plot) => plot.drop('MX', '@') },
  {
    what: 'an address for a name in MX',
    finding: 'mx-address-literal',
    severity: 'fail',
    plant: (plot) => plot.instead('@ MX 10 127.77.0.10.'),
  },
  { what: 'localhost as MX', finding: 'mx-private-address', severity: 'fail', plant: (plot) => plot.instead('@ MX 10 localhost.') },
];

const HOST: readonly Fault[] = [
  {
    what: 'a forgotten dot that doubles the name of the MX',
    finding: 'name-doubled',
    severity: 'fail',
    own: OWN4,
    plant: (plot) => {
      plot.instead(`@ MX 10 ${plot.host}.${plot.domain}.`);
      plot.add(`mail.${plot.domain} A ${plot.expected.addresses[0] ?? ''}`);
    },
  },
  {
    what: 'an old address of the mail host',
    finding: 'host-address-wrong',
    severity: 'fail',
    own: OWN4,
    plant: (plot) => plot.instead('mail A 127.78.0.99'),
  },
  {
    what: 'an old address of the mail host beside the right one',
    finding: 'host-address-wrong',
    severity: 'fail',
    own: OWN4,
    plant: (plot) => plot.add('mail A 127.78.0.99'),
  },
  { what: 'no address of the mail host', finding: 'host-missing', severity: 'fail', own: OWN4, plant: (plot) => plot.drop('A', 'mail') },
  {
    what: 'one name server alone',
    finding: 'name-servers-one',
    severity: 'warn',
    plant: (plot) => plot.instead('@ NS ns1.example.test.'),
    mend: (plot) => plot.add('@ NS ns2.example.test.'),
  },
];

const CLIENTS: readonly Fault[] = [
  { what: 'no autodiscover', finding: 'autodiscover-missing', severity: 'fail', plant: (plot) => plot.drop('CNAME', 'autodiscover') },
  {
    what: 'autodiscover at another company',
    finding: 'autodiscover-elsewhere',
    severity: 'fail',
    plant: (plot) => plot.instead('autodiscover CNAME autodiscover.outlook.com.'),
  },
  {
    what: 'autodiscover that leads nowhere',
    finding: 'autodiscover-dangling',
    severity: 'fail',
    plant: (plot) => plot.instead('autodiscover CNAME gone.other.test.'),
  },
  {
    what: 'autodiscover over IPv4 alone',
    finding: 'autodiscover-one-family',
    severity: 'warn',
    own: { families: 6 },
    plant: (plot) => {
      plot.drop('CNAME', 'autodiscover');
      plot.add(`autodiscover A ${plot.expected.addresses[0] ?? ''}`);
    },
  },
  { what: 'no autoconfig', finding: 'autoconfig-missing', severity: 'fail', plant: (plot) => plot.drop('CNAME', 'autoconfig') },
  {
    what: 'autoconfig at the web server',
    finding: 'autoconfig-elsewhere',
    severity: 'fail',
    plant: (plot) => {
      plot.drop('CNAME', 'autoconfig');
      plot.add('autoconfig A 127.78.0.80');
    },
  },
  {
    what: 'autoconfig that leads nowhere',
    finding: 'autoconfig-dangling',
    severity: 'fail',
    plant: (plot) => plot.instead(`autoconfig CNAME gone.${plot.domain}.`),
  },
  {
    what: 'autoconfig that names other servers',
    finding: 'autoconfig-wrong-answer',
    severity: 'fail',
    own: {
      families: 4,
      server: () => ({
        page: (host) =>
          host.startsWith('autoconfig.')
            ? {
                code: 200,
                type: 'text/xml',
                body: '<clientConfig version="1.1"><incomingServer><hostname>imap.other.test</hostname></incomingServer></clientConfig>',
              }
            : undefined,
      }),
    },
  },
  {
    what: 'no settings behind autodiscover',
    finding: 'autodiscover-wrong-answer',
    severity: 'fail',
    own: {
      families: 4,
      server: () => ({
        page: (host) => (host.startsWith('autodiscover.') ? { code: 404, type: 'text/html', body: 'Not here' } : undefined),
      }),
    },
  },
  {
    what: 'an alias that leads back to itself',
    finding: 'autoconfig-unanswered',
    severity: 'unknown',
    plant: (plot) => {
      plot.instead(`autoconfig CNAME round.${plot.domain}.`);
      plot.add(`round CNAME autoconfig.${plot.domain}.`);
    },
    mend: (plot) => {
      plot.drop('CNAME', 'round');
      plot.instead(`autoconfig CNAME ${plot.host}.`);
    },
  },
  {
    what: 'autoconfig over IPv4 alone',
    finding: 'autoconfig-one-family',
    severity: 'warn',
    own: { families: 6 },
    plant: (plot) => {
      plot.drop('CNAME', 'autoconfig');
      plot.add(`autoconfig A ${plot.expected.addresses[0] ?? ''}`);
    },
  },
  {
    what: 'a certificate without the name autoconfig',
    finding: 'autoconfig-certificate',
    severity: 'warn',
    own: {
      families: 4,
      server: ({ authority, names }) => ({
        identity: authority.issue({ names: names.filter((name) => !name.startsWith('autoconfig.')) }),
      }),
    },
  },
  {
    what: 'a certificate without the name autodiscover',
    finding: 'autodiscover-certificate',
    severity: 'warn',
    own: {
      families: 4,
      server: ({ authority, names }) => ({
        identity: authority.issue({ names: names.filter((name) => !name.startsWith('autodiscover.')) }),
      }),
    },
  },
];

const SRV: readonly Fault[] = [
  {
    what: 'a service at another company',
    finding: 'srv-elsewhere',
    severity: 'fail',
    plant: (plot) => plot.instead('_imaps._tcp SRV 0 1 993 mx.other.test.'),
  },
  {
    what: 'a service at a wrong port',
    finding: 'srv-port',
    severity: 'fail',
    plant: (plot) => plot.instead(`_imaps._tcp SRV 0 1 143 ${plot.host}.`),
  },
  {
    what: 'a service at an alias',
    finding: 'srv-alias',
    severity: 'warn',
    plant: (plot) => {
      plot.instead(`_imaps._tcp SRV 0 1 993 imap.${plot.domain}.`);
      plot.add(`imap CNAME ${plot.host}.`);
    },
  },
  {
    what: 'a service at a name without address',
    finding: 'srv-no-address',
    severity: 'fail',
    plant: (plot) => plot.instead(`_submissions._tcp SRV 0 1 465 gone.${plot.domain}.`),
  },
  {
    what: 'IMAP that begins unencrypted alone',
    finding: 'srv-cleartext-only',
    severity: 'warn',
    plant: (plot) => plot.drop('SRV', '_imaps._tcp'),
  },
  {
    what: 'the unregistered name for submission',
    finding: 'srv-unregistered',
    severity: 'warn',
    plant: (plot) => {
      plot.drop('SRV', '_submissions._tcp');
      plot.add(`_smtps._tcp SRV 0 1 465 ${plot.host}.`);
    },
  },
  {
    what: 'two paths of the calendars',
    finding: 'srv-path',
    severity: 'warn',
    plant: (plot) => plot.add('_caldavs._tcp TXT "path=/dav.php/"'),
  },
  {
    what: 'filters that the server does not offer',
    finding: 'srv-not-offered',
    severity: 'warn',
    own: { families: 4, server: () => ({ ports: { 4190: { closed: true } } }) },
  },
];

/** Faults of names, mail exchange, mail host and set-up of mail programs. */
export const NAME_FAULTS: readonly Fault[] = [...MX, ...HOST, ...CLIENTS, ...SRV];
