import { generateKeyPairSync } from 'node:crypto';
import type { Fault } from './fault.ts';
import { dkimKey, KEY, type Plot } from './healthy.ts';

const split = (text: string): string => (text.match(/.{1,255}/g) ?? []).map((one) => `"${one}"`).join(' ');
const dkim = (what: string, finding: Fault['finding'], severity: Fault['severity'], text: (plot: Plot) => string): Fault => ({
  what,
  finding,
  severity,
  plant: (plot) => plot.instead(`dkim._domainkey TXT ${split(text(plot))}`),
});
const START = 'v=DKIM1;k=rsa;t=s;s=email;';
/** A key of its own length that the server itself signs with: it cannot differ. */
const signsWith = (bits: number) => (plot: Plot) => {
  const key = dkimKey(bits);
  plot.expected.dkimKeys = { dkim: key };
  return `${START}p=${key}`;
};
/** The server makes a longer key, and the administrator is told that one. */
const newKey = (plot: Plot): void => {
  plot.expected.dkimKeys = { dkim: KEY };
  plot.instead(`dkim._domainkey TXT ${split(`${START}p=${KEY}`)}`);
};

/** Nobody told the check which key the server has. */
const unknownToUs = (record: () => string) => (plot: Plot) => {
  delete plot.expected.dkimKeys;
  return record();
};
/** The last octet of the server's own key is lost. */
const evenExponent = (): string => {
  const key = Buffer.from(KEY, 'base64');
  key[key.length - 1] = 0;
  return key.toString('base64');
};
const oldForm = (): string => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return `${START}p=${publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64')}`;
};
const modern = (): string => {
  const { publicKey } = generateKeyPairSync('ed25519');
  return `v=DKIM1;k=ed25519;p=${publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')}`;
};

const DKIM: readonly Fault[] = [
  { what: 'no key', finding: 'dkim-missing', severity: 'fail', plant: (plot) => plot.drop('TXT', 'dkim._domainkey') },
  {
    what: 'two keys at one name',
    finding: 'dkim-several',
    severity: 'fail',
    plant: (plot) => plot.add(`dkim._domainkey TXT ${split(`${START}p=${dkimKey(1024)}`)}`),
  },
  dkim('a key cut at 255 characters', 'dkim-cut', 'fail', () => `${START}p=${KEY}`.slice(0, 255)),
  { ...dkim('a key of 1024 bits', 'dkim-key-weak', 'warn', signsWith(1024)), mend: newKey },
  { ...dkim('a key of 5120 bits', 'dkim-key-long', 'warn', signsWith(5120)), mend: newKey },
  { ...dkim('a key of 512 bits', 'dkim-key-short', 'fail', signsWith(512)), mend: newKey },
  dkim('a revoked key', 'dkim-revoked', 'fail', () => `${START}p=`),
  dkim('a key that is only tried', 'dkim-testing', 'warn', () => `v=DKIM1;k=rsa;t=y;p=${KEY}`),
  dkim('a key for SHA-1 alone', 'dkim-hash', 'fail', () => `v=DKIM1;k=rsa;h=sha1;p=${KEY}`),
  dkim('a key for something else than mail', 'dkim-service', 'fail', () => `v=DKIM1;k=rsa;s=tlsrpt;p=${KEY}`),
  dkim('a key of an unknown type', 'dkim-type-unknown', 'fail', () => `v=DKIM1;k=dsa;p=${KEY}`),
  dkim('a key without its version', 'dkim-no-version', 'warn', () => `k=rsa;p=${KEY}`),
  dkim('a key with a tag twice', 'dkim-syntax', 'fail', () => `v=DKIM1;k=rsa;k=rsa;p=${KEY}`),
  dkim('a key with signs that are no base64', 'dkim-key-unreadable', 'fail', () => `${START}p=${KEY.slice(0, 100)}*${KEY.slice(100)}`),
  dkim('a key with an even exponent', 'dkim-exponent', 'fail', () => `${START}p=${evenExponent()}`),
  { ...dkim('a key of the old form', 'dkim-encoding', 'warn', unknownToUs(oldForm)), mend: newKey },
  { ...dkim('a key that only some can use', 'dkim-ed25519-alone', 'warn', unknownToUs(modern)), mend: newKey },
  dkim('the key of another server', 'dkim-differs', 'fail', () => `${START}p=${dkimKey()}`),
];

const dmarc = (what: string, finding: Fault['finding'], severity: Fault['severity'], text: string, rounds = 1): Fault => ({
  what,
  finding,
  severity,
  rounds,
  plant: (plot) => plot.instead(`_dmarc TXT "${text.replace('@D', `@${plot.domain}`)}"`),
});
const RUA = 'rua=mailto:postmaster@D';

const DMARC: readonly Fault[] = [
  { what: 'no DMARC', finding: 'dmarc-missing', severity: 'fail', rounds: 3, plant: (plot) => plot.drop('TXT', '_dmarc') },
  {
    what: 'two policies',
    finding: 'dmarc-several',
    severity: 'fail',
    plant: (plot) => plot.add(`_dmarc TXT "v=DMARC1; p=reject; rua=mailto:reports@${plot.domain}"`),
  },
  dmarc('a policy in lower case', 'dmarc-syntax', 'fail', `v=dmarc1; p=reject; ${RUA}`),
  dmarc('a tag twice', 'dmarc-syntax', 'fail', `v=DMARC1; p=reject; p=reject; ${RUA}`),
  dmarc('a policy that does not exist', 'dmarc-policy-invalid', 'warn', `v=DMARC1; p=refuse; ${RUA}`, 3),
  dmarc('no policy at all', 'dmarc-no-policy', 'warn', `v=DMARC1; ${RUA}`, 3),
  dmarc('forged mail is only watched', 'dmarc-monitoring', 'warn', `v=DMARC1; p=none; ${RUA}`, 2),
  dmarc('subdomains are less protected', 'dmarc-subdomains-weaker', 'warn', `v=DMARC1; p=reject; sp=none; ${RUA}`),
  dmarc('a policy that is only tried', 'dmarc-testing', 'warn', `v=DMARC1; p=reject; t=y; ${RUA}`),
  dmarc('tags that are gone', 'dmarc-removed-tags', 'warn', `v=DMARC1; p=reject; pct=50; ${RUA}`),
  dmarc('a tag that nobody knows', 'dmarc-unknown-tag', 'warn', `v=DMARC1; p=reject; policy=none; ${RUA}`),
  dmarc('the policy in the wrong place', 'dmarc-order', 'warn', `v=DMARC1; ${RUA}; p=reject`),
  dmarc('no reports', 'dmarc-no-reports', 'warn', 'v=DMARC1; p=reject'),
  dmarc('a report address without mailto', 'dmarc-report-address', 'fail', 'v=DMARC1; p=reject; rua=postmaster@D'),
  dmarc('reports to somebody who did not ask', 'dmarc-report-unauthorised', 'warn', 'v=DMARC1; p=reject; rua=mailto:reports@other.test'),
  dmarc('reports to a domain without mail', 'dmarc-report-no-mail', 'warn', 'v=DMARC1; p=reject; rua=mailto:reports@nomail.test'),
  {
    what: 'the policy at the domain itself',
    finding: 'dmarc-misplaced',
    severity: 'warn',
    plant: (plot) => {
      plot.drop('TXT', '_dmarc');
      plot.add(`@ TXT "v=DMARC1; p=reject; rua=mailto:postmaster@${plot.domain}"`);
    },
  },
];

const policy = (mode: string, mx: string, seconds = 604_800): string => `version: STSv1\nmode: ${mode}\nmx: ${mx}\nmax_age: ${seconds}\n`;
const sts = (what: string, finding: Fault['finding'], severity: Fault['severity'], text: string): Fault => ({
  what,
  finding,
  severity,
  plant: (_plot, { policy: put }) => put(text),
  mend: (_plot, { policy: put }) => put(undefined),
});
const answering = (
  what: string,
  finding: Fault['finding'],
  severity: Fault['severity'],
  answer: { code: number; type: string; location?: string },
): Fault => ({
  what,
  finding,
  severity,
  own: {
    families: 4,
    server: (_around, plot) => ({
      page: (host) => (host.startsWith('mta-sts.') ? { ...answer, body: policy('enforce', plot.host) } : undefined),
    }),
  },
});

const TRANSPORT: readonly Fault[] = [
  {
    what: 'two announcements of a policy',
    finding: 'mta-sts-several',
    severity: 'fail',
    plant: (plot) => plot.add('_mta-sts TXT "v=STSv1; id=1"'),
  },
  {
    what: 'an id with signs that are not allowed',
    finding: 'mta-sts-record',
    severity: 'fail',
    plant: (plot) => plot.instead('_mta-sts TXT "v=STSv1; id=2026-01-05"'),
  },
  { what: 'no host for the policy', finding: 'mta-sts-host', severity: 'fail', plant: (plot) => plot.drop('CNAME', 'mta-sts') },
  sts('a policy for another server', 'mta-sts-mx-uncovered', 'fail', policy('enforce', 'mx.other.test')),
  sts('a policy that is only tried', 'mta-sts-testing', 'warn', policy('testing', 'mail.example.test')),
  sts('a policy for an hour', 'mta-sts-short', 'warn', policy('enforce', 'mail.example.test', 3600)),
  sts('a policy without its mode', 'mta-sts-policy', 'fail', 'version: STSv1\nmx: mail.example.test\nmax_age: 86400\n'),
  answering('a policy elsewhere', 'mta-sts-redirect', 'fail', { code: 301, type: 'text/html', location: 'https://www.other.test/' }),
  answering('no policy where one is announced', 'mta-sts-unreachable', 'fail', { code: 404, type: 'text/html' }),
  answering('a policy as a web page', 'mta-sts-content-type', 'warn', { code: 200, type: 'text/html' }),
  {
    what: 'a certificate without the name mta-sts',
    finding: 'mta-sts-certificate',
    severity: 'fail',
    own: {
      families: 4,
      server: ({ authority, names }) => ({ identity: authority.issue({ names: names.filter((name) => !name.startsWith('mta-sts.')) }) }),
    },
  },
  { what: 'a policy without reports', finding: 'tls-rpt-missing', severity: 'warn', plant: (plot) => plot.drop('TXT', '_smtp._tls') },
  {
    what: 'a report address without mailto',
    finding: 'tls-rpt-syntax',
    severity: 'fail',
    plant: (plot) => plot.instead(`_smtp._tls TXT "v=TLSRPTv1; rua=postmaster@${plot.domain}"`),
  },
  {
    what: 'two report records',
    finding: 'tls-rpt-several',
    severity: 'fail',
    plant: (plot) => plot.add('_smtp._tls TXT "v=TLSRPTv1; rua=mailto:tls@other.test"'),
  },
];

/** Faults of the texts that say what is sealed, what becomes of forged mail, and how mail travels. */
export const POLICY_FAULTS: readonly Fault[] = [...DKIM, ...DMARC, ...TRANSPORT];
