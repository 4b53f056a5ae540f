import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import tls from 'node:tls';

const BLOCK = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/** The certificates of a PEM text that can be read; the rest is left out. */
export function certificatesIn(pem: string): string[] {
  return (pem.match(BLOCK) ?? []).filter((block) => {
    try {
      return new X509Certificate(block).fingerprint256 !== '';
    } catch {
      return false;
    }
  });
}

/** How old or new the encryption may be; by default nothing that RFC 8996 has put out of use. */
export type Strength = Pick<tls.SecureContextOptions, 'minVersion' | 'maxVersion' | 'ciphers'>;

/**
 * Whom to believe: Node's bundled authorities, those of the system where this Node can read them (from 22.15),
 * NODE_EXTRA_CA_CERTS, and `anchors`. Made once, when the first connection needs it: it costs some 20 ms.
 */
export function trustStore(anchors: readonly string[], strength: Strength = { minVersion: 'TLSv1.2' }): () => tls.SecureContext {
  let context: tls.SecureContext | undefined;
  return () => {
    context ??= tls.createSecureContext({
      ca: [...tls.rootCertificates, ...systemCertificates(), ...extraCertificates(), ...anchors.flatMap(certificatesIn)],
      ...strength,
    });
    return context;
  };
}

function systemCertificates(): readonly string[] {
  const read: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof read !== 'function') return [];
  try {
    const found: unknown = Reflect.apply(read, tls, ['system']);
    return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

// Node itself reads this variable only for connections that bring no authorities of their own.
function extraCertificates(): string[] {
  const file = process.env['NODE_EXTRA_CA_CERTS'];
  if (file === undefined || file === '') return [];
  try {
    return certificatesIn(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
}
