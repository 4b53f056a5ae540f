import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

export interface Identity {
  key: string;
  cert: string;
}

interface Wish {
  names: string[];
  /** The common name; the first of `names` unless given. */
  commonName?: string;
  from?: Date;
  to?: Date;
  /** Signed by its own key instead of the authority's. */
  selfSigned?: boolean;
  /** Signed by an authority below the root, whose certificate is sent along, or forgotten. */
  below?: 'sent' | 'forgotten';
  /** Of its RSA key, which then is its own. */
  bits?: number;
  hash?: 'sha1' | 'sha256';
}

const DAY = 86_400_000;

function keyPair(bits = 2048): { pem: string; privateKey: forge.pki.rsa.PrivateKey; publicKey: forge.pki.rsa.PublicKey } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return { pem: privateKey, privateKey: forge.pki.privateKeyFromPem(privateKey), publicKey: forge.pki.publicKeyFromPem(publicKey) };
}

/** A certificate authority that lives for one test file. All its servers share one key, which is the slow part. */
export function testAuthority(called = 'Test Authority'): { ca: string; issue(wish: Wish): Identity } {
  const own = keyPair();
  const server = keyPair();
  const subject = [{ name: 'commonName', value: called }];
  let serial = 1;

  const made = (publicKey: forge.pki.rsa.PublicKey, from: Date, to: Date): forge.pki.Certificate => {
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = publicKey;
    serial += 1;
    certificate.serialNumber = serial.toString(16).padStart(4, '0');
    certificate.validity.notBefore = from;
    certificate.validity.notAfter = to;
    return certificate;
  };

  const root = made(own.publicKey, new Date(Date.now() - DAY), new Date(Date.now() + 3650 * DAY));
  root.setSubject(subject);
  root.setIssuer(subject);
  root.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'keyUsage', keyCertSign: true },
  ]);
  root.sign(own.privateKey, forge.md.sha256.create());

  let between: { certificate: forge.pki.Certificate; key: forge.pki.rsa.PrivateKey } | undefined;
  const intermediate = (): { certificate: forge.pki.Certificate; key: forge.pki.rsa.PrivateKey } => {
    if (between !== undefined) return between;
    const pair = keyPair();
    const certificate = made(pair.publicKey, new Date(Date.now() - DAY), new Date(Date.now() + 365 * DAY));
    certificate.setSubject([{ name: 'commonName', value: called.replace('Authority', 'Intermediate') }]);
    certificate.setIssuer(subject);
    certificate.setExtensions([
      { name: 'basicConstraints', cA: true },
      { name: 'keyUsage', keyCertSign: true },
    ]);
    certificate.sign(own.privateKey, forge.md.sha256.create());
    between = { certificate, key: pair.privateKey };
    return between;
  };

  return {
    ca: forge.pki.certificateToPem(root),
    issue: ({
      names,
      from = new Date(Date.now() - DAY),
      to = new Date(Date.now() + 90 * DAY),
      selfSigned = false,
      commonName = names[0] ?? 'nobody',
      below,
      bits,
      hash = 'sha256',
    }) => {
      const pair = bits === undefined ? server : keyPair(bits);
      const certificate = made(pair.publicKey, from, to);
      const name = [{ name: 'commonName', value: commonName }];
      const above = below === undefined ? undefined : intermediate();
      certificate.setSubject(name);
      certificate.setIssuer(selfSigned ? name : above === undefined ? subject : above.certificate.subject.attributes);
      if (names.length > 0) certificate.setExtensions([{ name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) }]);
      certificate.sign(selfSigned ? pair.privateKey : (above?.key ?? own.privateKey), forge.md[hash].create());
      const along = below === 'sent' && above !== undefined ? forge.pki.certificateToPem(above.certificate) : '';
      return { key: pair.pem, cert: forge.pki.certificateToPem(certificate) + along };
    },
  };
}
