import type { PageFacts } from '../../electron/core/domain-check/facts.ts';
import type { Inspection, InspectionTarget, ShownCertificate } from '../../electron/core/world/inspection.ts';

const digests = (digit: string): ShownCertificate['publicKey'] => ({
  full: digit.repeat(40),
  sha256: digit.repeat(64),
  sha512: digit.repeat(128),
});

/** Common name and names of the healthy host's certificate. */
export const LEAF: ShownCertificate = {
  names: ['mail.example.org', 'autodiscover.example.org', 'autoconfig.example.org', 'mta-sts.example.org'],
  subject: 'CN=mail.example.org',
  issuer: "C=US\nO=Let's Encrypt\nCN=R11",
  validFrom: '2026-10-20T00:00:00.000Z',
  validTo: '2027-01-18T00:00:00.000Z',
  selfSigned: false,
  keyType: 'ec',
  keyBits: 256,
  signature: 'sha256WithRSAEncryption',
  certificate: digests('c'),
  publicKey: { ...digests('d'), sha256: '79e33033817b8c5a9840265fc19acbaccaf10555025efa607feb46f695ecf06b' },
};

export const INTERMEDIATE: ShownCertificate = {
  names: [],
  subject: "C=US\nO=Let's Encrypt\nCN=R11",
  issuer: 'C=US\nO=Internet Security Research Group\nCN=ISRG Root X1',
  validFrom: '2024-03-13T00:00:00.000Z',
  validTo: '2027-03-12T23:59:59.000Z',
  selfSigned: false,
  keyType: 'rsa',
  keyBits: 2048,
  signature: 'sha256WithRSAEncryption',
  certificate: digests('e'),
  publicKey: digests('f'),
};

const PORTS: readonly Pick<InspectionTarget, 'port' | 'protocol' | 'security'>[] = [
  { port: 25, protocol: 'smtp', security: 'starttls' },
  { port: 465, protocol: 'smtp', security: 'tls' },
  { port: 587, protocol: 'smtp', security: 'starttls' },
  { port: 993, protocol: 'imap', security: 'tls' },
  { port: 143, protocol: 'imap', security: 'starttls' },
  { port: 995, protocol: 'pop3', security: 'tls' },
  { port: 110, protocol: 'pop3', security: 'starttls' },
  { port: 4190, protocol: 'sieve', security: 'starttls' },
  { port: 443, protocol: 'https', security: 'tls' },
];

/** One port that shows the healthy certificate. */
export function endpoint(target: InspectionTarget): Inspection {
  return {
    target,
    connected: 30,
    ...(target.protocol === 'smtp' ? { banner: '220 mail.example.org ESMTP Postcow' } : {}),
    ...(target.security === 'starttls' ? { plainLogin: false } : {}),
    result: {
      status: 'encrypted',
      version: 'TLSv1.3',
      chain: [LEAF, INTERMEDIATE],
      accepted: ['TLSv1.2'],
      refused: ['TLSv1', 'TLSv1.1'],
    },
  };
}

/** The same port when no encrypted connection came about. */
export const failing = (shown: Inspection, reason: Extract<Inspection['result'], { status: 'failed' }>['reason']): Inspection => ({
  target: shown.target,
  result: { status: 'failed', reason },
});

/** Every port of the host over both families, and the three names on 443. */
export function healthyEndpoints(): Inspection[] {
  const host = ['192.0.2.10', '2001:db8::10'].flatMap((address) =>
    PORTS.map((port) => endpoint({ host: 'mail.example.org', address, ...port })),
  );
  const names = ['autodiscover.example.org', 'autoconfig.example.org', 'mta-sts.example.org'].map((name) =>
    endpoint({ host: name, address: '192.0.2.10', port: 443, protocol: 'https', security: 'tls' }),
  );
  return [...host, ...names];
}

const AUTOCONFIG = `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1"><emailProvider id="mail.example.org"><domain>example.org</domain>
<incomingServer type="imap"><hostname>mail.example.org</hostname><port>993</port><socketType>SSL</socketType>
<username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication></incomingServer>
<outgoingServer type="smtp"><hostname>mail.example.org</hostname><port>465</port><socketType>SSL</socketType>
<username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication></outgoingServer>
</emailProvider></clientConfig>`;

/** What a mailcow says to a stranger: autodiscover wants a login. */
export const healthyPages = (): PageFacts[] => [
  {
    url: 'https://autoconfig.example.org/mail/config-v1.1.xml?emailaddress=check%40example.org',
    status: 'answered',
    code: 200,
    contentType: 'application/xml',
    body: AUTOCONFIG,
  },
  {
    url: 'https://autodiscover.example.org/autodiscover/autodiscover.xml',
    status: 'answered',
    code: 401,
    contentType: 'text/html',
    body: '',
  },
  {
    url: 'https://mta-sts.example.org/.well-known/mta-sts.txt',
    status: 'answered',
    code: 200,
    contentType: 'text/plain',
    body: 'version: STSv1\r\nmode: enforce\r\nmx: mail.example.org\r\nmax_age: 604800\r\n',
  },
];
