import { RECORD_TYPES, type Dns, type DnsRecord } from '../../../../../electron/core/world/network.ts';

class LookupError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** One record as Node's resolver gives it. */
function plain(record: DnsRecord): unknown {
  if (record.type === 'TXT') return record.chunks;
  if (record.type === 'MX') return { exchange: record.exchange, priority: record.preference };
  return 'value' in record ? record.value : record;
}

/** A name server of ours behind the face of Node's `resolve`: answers as lists, everything else as an error with its code. */
export const resolverOf =
  (dns: Dns) =>
  async (name: string, type: string): Promise<string[] & string[][]> => {
    const known = RECORD_TYPES.find((one) => one === type);
    if (known === undefined) throw new LookupError('EBADQUERY');
    if (name.length > 253 || name.split('.').some((label) => label === '' || label.length > 63)) throw new LookupError('EBADNAME');
    const answer = await dns.query(name, known);
    if (answer.status === 'failed') throw new LookupError('ETIMEOUT');
    if (answer.status === 'absent') throw new LookupError(answer.kind === 'no-such-name' ? 'ENOTFOUND' : 'ENODATA');
    const values: never[] = [];
    return Object.assign(values, answer.records.map(plain));
  };
