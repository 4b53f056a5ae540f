import type { Inspection, ShownCertificate } from '../../world/inspection.ts';

/** The certificate that a port showed first; undefined where no encryption came about. */
export const leafOf = ({ result }: Inspection): ShownCertificate | undefined =>
  result.status === 'encrypted' ? result.chain[0] : undefined;

/** Whether one name of a certificate covers a host: `*` stands for exactly one leftmost label (RFC 9525 section 6.3). */
function covers(name: string, host: string): boolean {
  const pattern = name.toLowerCase().replace(/\.$/, '');
  if (pattern === host) return true;
  if (!pattern.startsWith('*.') || !pattern.slice(2).includes('.')) return false;
  const rest = host.slice(host.indexOf('.') + 1);
  return host.includes('.') && rest === pattern.slice(2);
}

/** Whether a mail program that was told `host` accepts the names of this certificate. */
export const isForHost = ({ names }: Pick<ShownCertificate, 'names'>, host: string): boolean => names.some((name) => covers(name, host));

/** Only the common name says so, which programs of today no longer read (RFC 9525 section 2). */
export const isForHostByCommonName = ({ names, subject }: Pick<ShownCertificate, 'names' | 'subject'>, host: string): boolean => {
  const common = /(?:^|[\n,/])\s*CN\s*=\s*([^\n,/]+)/i.exec(subject)?.[1]?.trim();
  return names.length === 0 && common !== undefined && covers(common, host);
};

/** A distinguished name on one line, however its parts were divided. */
export const onOneLine = (distinguishedName: string): string => distinguishedName.split('\n').join(', ');
