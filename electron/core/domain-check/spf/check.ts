import type { DnsAnswer, RecordType } from '../../world/network.ts';
import { dottedIp, type Ip, isWithin, parseIp, readableIp, reverseName } from './ip.ts';
import { expandMacros, type MacroString, type MacroValues, usesMacro } from './macros.ts';
import { isAskable, plainDomain, targetName } from './names.ts';

/** RFC 7208 section 4.6.4. */
export const LIMITS = { lookups: 10, voids: 2, names: 10 } as const;

export interface Sender {
  readonly ip: Ip;
  readonly local: string;
  readonly domain: string;
  readonly helo: string;
  readonly receiver: string;
  readonly seconds: number;
}

export interface Addresses {
  readonly status: 'found' | 'absent' | 'failed';
  readonly addresses: readonly Ip[];
  readonly reason?: string;
}

export interface Question {
  readonly name: string;
  readonly type: RecordType;
}

/** An evaluation in steps: yields the questions of one moment and goes on when it is given their answers, in that order. */
export type Steps<Result> = Generator<readonly Question[], Result, readonly DnsAnswer[]>;

const ABSENT: DnsAnswer = { status: 'absent', kind: 'no-such-name', authenticated: false };

/** One evaluation: who sends, and what it has cost so far. */
export class Check {
  readonly sender: Sender;
  lookups = 0;
  voids = 0;
  #named: Validated | undefined;

  constructor(sender: Sender) {
    this.sender = sender;
  }

  /** Counts one term that asks; false when it is one too many and must not be evaluated. */
  spendLookup(): boolean {
    if (this.lookups >= LIMITS.lookups) return false;
    this.lookups += 1;
    return true;
  }

  /** Counts one term that found nothing; false when it is one too many. */
  spendVoid(): boolean {
    this.voids += 1;
    return this.voids <= LIMITS.voids;
  }

  *ask(name: string, type: RecordType): Steps<DnsAnswer> {
    const [answer = ABSENT] = yield* this.#askAll([name], type);
    return answer;
  }

  *#askAll(names: readonly string[], type: RecordType): Steps<DnsAnswer[]> {
    const askable = names.filter(isAskable);
    const answers = askable.length === 0 ? [] : yield askable.map((name) => ({ name, type }));
    const known = new Map(askable.map((name, index) => [name, answers[index] ?? ABSENT]));
    return names.map((name) => {
      const answer = known.get(name) ?? ABSENT;
      // A sender can put anything into a macro: a name that our resolver cannot write down is one that nobody has published.
      const odd = answer.status === 'failed' && answer.reason === 'malformed' && /[^!-~]/.test(name);
      return odd ? ABSENT : answer;
    });
  }

  /** Addresses of the sender's family, of each of these names. */
  *addressesOf(names: readonly string[]): Steps<Addresses[]> {
    const answers = yield* this.#askAll(names, this.sender.ip.version === 4 ? 'A' : 'AAAA');
    return answers.map((answer) => {
      if (answer.status === 'failed') return { status: 'failed', addresses: [], reason: answer.reason };
      if (answer.status === 'absent') return { status: 'absent', addresses: [] };
      const values = answer.records.flatMap((record) => (record.type === 'A' || record.type === 'AAAA' ? [parseIp(record.value)] : []));
      return { status: 'found', addresses: values.filter((ip) => ip !== undefined) };
    });
  }

  /** Names of the sender's address that lead back to it, asked for once (RFC 7208 section 5.5). */
  *validated(): Steps<Validated> {
    this.#named ??= yield* this.#validate();
    return this.#named;
  }

  *#validate(): Steps<Validated> {
    const answer = yield* this.ask(reverseName(this.sender.ip), 'PTR');
    if (answer.status !== 'found') return { status: answer.status, names: [] };
    const all = answer.records.flatMap((record) => (record.type === 'PTR' ? [plainDomain(record.value)] : []));
    const claimed = all.filter(isAskable).slice(0, LIMITS.names);
    const found = yield* this.addressesOf(claimed);
    const full = this.sender.ip.octets.length * 8;
    const names = claimed.filter((_, index) => found[index]?.addresses.some((ip) => isWithin(ip, this.sender.ip, full)));
    return { status: 'found', names };
  }

  /** A domain-spec as the name to ask for; undefined when no question can be made of it. */
  *target(spec: MacroString | undefined, current: string): Steps<string | undefined> {
    return spec === undefined ? current : targetName(yield* this.expand(spec, current));
  }

  *expand(text: MacroString, current: string): Steps<string> {
    return expandMacros(text, yield* this.#values(current, usesMacro(text, 'p')));
  }

  /** Whether `%{p}` in this text still has to be paid for: its question counts as a look-up, once. */
  owesName(text: MacroString | undefined): boolean {
    return text !== undefined && usesMacro(text, 'p') && this.#named === undefined;
  }

  *#values(current: string, named: boolean): Steps<MacroValues> {
    const { ip, local, domain, helo, receiver, seconds } = this.sender;
    return {
      s: `${local}@${domain}`,
      l: local,
      o: domain,
      d: current,
      i: dottedIp(ip),
      p: named ? nameFor((yield* this.validated()).names, current) : 'unknown',
      h: helo,
      c: readableIp(ip),
      r: receiver,
      t: String(seconds),
      v: ip.version === 4 ? 'in-addr' : 'ip6',
    };
  }
}

interface Validated {
  readonly status: 'found' | 'absent' | 'failed';
  readonly names: readonly string[];
}

export const isAtOrBelow = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain}`);

/** The domain itself before a name below it, that before any other (RFC 7208 section 7.3). */
const nameFor = (names: readonly string[], domain: string): string =>
  names.find((name) => name === domain) ?? names.find((name) => isAtOrBelow(name, domain)) ?? names[0] ?? 'unknown';
