import type { Inspection, ShownCertificate } from '../../world/inspection.ts';

/** A TLSA record's four fields (RFC 6698 section 2.1); the data in hex. */
export interface Association {
  readonly usage: number;
  readonly selector: number;
  readonly matching: number;
  readonly certificate: string;
}

const EVERY_LENGTH = /^(?:[0-9a-f]{2})+$/;
const LENGTHS: Readonly<Record<number, RegExp>> = { 0: EVERY_LENGTH, 1: /^[0-9a-f]{64}$/, 2: /^[0-9a-f]{128}$/ };

/** `usage`: 0 and 1 mean nothing between mail servers (RFC 7672 section 3.1.3); `parameters`, `data`: nobody can use it. */
export function unusableFor({ usage, selector, matching, certificate }: Association): 'usage' | 'parameters' | 'data' | undefined {
  if (usage === 0 || usage === 1) return 'usage';
  if (usage > 3 || usage < 0 || (selector !== 0 && selector !== 1) || LENGTHS[matching] === undefined) return 'parameters';
  return LENGTHS[matching].test(certificate.toLowerCase()) ? undefined : 'data';
}

const FORMS = { 0: 'full', 1: 'sha256', 2: 'sha512' } as const;
const isForm = (matching: number): matching is 0 | 1 | 2 => matching === 0 || matching === 1 || matching === 2;

function shows(shown: ShownCertificate, { selector, matching, certificate }: Association): boolean {
  if (!isForm(matching)) return false;
  const digests = selector === 0 ? shown.certificate : shown.publicKey;
  return digests[FORMS[matching]].toLowerCase() === certificate.toLowerCase();
}

export interface Circumstances {
  /** Names of which the certificate of a trust anchor's server must have one: the mail server's and the domain (RFC 7672 section 3.2.2). */
  readonly names: readonly string[];
  /** ISO 8601, UTC. */
  readonly at: string;
}

/**
 * Whether a chain as shown satisfies a usable record. Usage 3 looks at the server's own certificate and at neither its name
 * nor its dates (RFC 7672 section 3.1.1); usage 2 wants an unbroken chain from it up to the named authority, in date, and a
 * name that fits (section 3.1.2). Signatures are not computed again: links are judged by issuer and subject.
 */
export function satisfies(chain: readonly ShownCertificate[], record: Association, { names, at }: Circumstances): boolean {
  const [leaf] = chain;
  if (leaf === undefined || unusableFor(record) !== undefined) return false;
  if (record.usage === 3) return shows(leaf, record);
  const anchor = chain.findIndex((shown, index) => (index > 0 || shown.selfSigned) && shows(shown, record));
  if (anchor < 0) return false;
  const path = chain.slice(0, anchor + 1);
  const linked = path.every((shown, index) => index === anchor || shown.issuer === path[index + 1]?.subject);
  const dated = path.every(({ validFrom, validTo }) => Date.parse(validFrom) <= Date.parse(at) && Date.parse(at) <= Date.parse(validTo));
  return linked && dated && names.some((name) => leaf.names.some((one) => coversName(one, name)));
}

/** A certificate's name and a server's: the same, or `*` for exactly the first label (RFC 9525 section 6.3). */
function coversName(shown: string, name: string): boolean {
  const pattern = shown.toLowerCase();
  if (!pattern.startsWith('*.')) return pattern === name;
  const dot = name.indexOf('.');
  return dot > 0 && name.slice(dot) === pattern.slice(1);
}

/** The chain that a connection showed; undefined when it never came to encryption. */
export const chainOf = ({ result }: Inspection): readonly ShownCertificate[] | undefined =>
  result.status === 'encrypted' ? result.chain : undefined;
