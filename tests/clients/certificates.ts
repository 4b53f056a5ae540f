import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** Files of an authority made for one run and of a server certificate that it signed. */
export interface Certificates {
  authority: string;
  certificate: string;
  key: string;
}

/** Makes an authority that nobody trusts yet and a certificate for these names; both live for two days. */
export function makeCertificates(folder: string, names: readonly string[]): Certificates {
  const at = (name: string): string => path.join(folder, name);
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { stdio: 'pipe', cwd: folder });
  };
  const [authority, authorityKey, certificate, key] = [at('ca.pem'), at('ca.key'), at('server.pem'), at('server.key')];
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...fresh, '-keyout', authorityKey, '-out', authority, '-days', '2', '-subj', '/CN=Mailramp test authority');
  openssl('req', ...fresh, '-keyout', key, '-out', at('server.csr'), '-subj', `/CN=${names[0] ?? 'localhost'}`);
  writeFileSync(at('server.ext'), `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}\nextendedKeyUsage=serverAuth\n`);
  const signing = ['-CA', authority, '-CAkey', authorityKey, '-CAcreateserial', '-days', '2', '-extfile', at('server.ext')];
  openssl('x509', '-req', '-in', at('server.csr'), ...signing, '-out', certificate);
  return { authority, certificate, key };
}
