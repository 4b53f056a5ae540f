import type { FindingId } from '../../../electron/core/domain-check/finding.ts';
import type { Identity, testAuthority } from '../../unit/platform/network/authority.ts';
import type { Plot } from './healthy.ts';
import type { HostWish } from './mail-server.ts';

export interface Around {
  authority: ReturnType<typeof testAuthority>;
  /** The names that a certificate of this domain's host carries. */
  names: string[];
  /** What the host of its own shows when nothing is wrong with it, and the digest of that. */
  identity: Identity;
  shown: string;
  /** The DS record that belongs above a zone. */
  delegation: (zone: string) => string;
  /** Puts a policy of MTA-STS in the place of the usual one, or takes it away again. */
  policy: (text: string | undefined) => void;
}

/** One thing that is wrong in an otherwise healthy domain, and what a check has to say about it. */
export interface Fault {
  what: string;
  finding: FindingId;
  severity: 'fail' | 'warn' | 'unknown';
  plant?: (plot: Plot, around: Around) => void;
  /** A mail host of its own, with addresses of one or both families, and what is wrong with its ports. */
  own?: { families: 4 | 6; server?: (around: Around, plot: Plot) => Partial<HostWish> };
  /** What a person does where no record is the remedy. The host of its own is healthy then by itself. */
  mend?: (plot: Plot, around: Around) => void;
  /** A file that this kernel must have for it. */
  needs?: string;
  /** So many times a report is followed until nothing is left; DMARC is tightened one step at a time. */
  rounds?: number;
}

export const OWN4 = { families: 4 } as const;
