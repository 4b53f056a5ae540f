import type { DnsAnswer } from '../../world/network.ts';
import { MASK, maskedAddress, type Finding, type Source, type SourceContext } from '../context.ts';
import type { End } from '../ledger.ts';
import { isStrangersAutodiscover, registrableDomain, sameRegistrant } from '../domains.ts';
import { hostName } from '../parsers/sanitize.ts';
import { askAutoconfig } from './autoconfig.ts';
import { endUnlessFound } from './srv.ts';
import { ISPDB } from './ispdb.ts';

const FILE = 'mail/config-v1.1.xml';

type Best = { host: string } | { outcome: 'not-offered' | 'skipped' | 'absent'; detail: string };

/** The mail exchanger of best preference (RFC 5321 section 5.1); `.` alone says that the domain takes no mail (RFC 7505). */
export function bestExchanger(answer: Extract<DnsAnswer, { status: 'found' }>): Best {
  const exchangers = answer.records.flatMap((record) => (record.type === 'MX' ? [record] : []));
  const [best] = exchangers.toSorted((one, other) => one.preference - other.preference || one.exchange.localeCompare(other.exchange));
  if (best === undefined) return { outcome: 'absent', detail: 'no MX' };
  if (best.exchange === '' || best.exchange === '.') return { outcome: 'not-offered', detail: 'null MX' };
  const host = hostName(best.exchange);
  return host === undefined || isStrangersAutodiscover(host) ? { outcome: 'skipped', detail: best.exchange } : { host };
}

/** Domains whose settings may be the hoster's, more specific first: `a.b.example.com` gives `b.example.com`, `example.com`. */
export function hosterDomains(exchanger: string): string[] {
  const base = registrableDomain(exchanger);
  if (base === undefined) return [];
  const parent = exchanger.split('.').slice(1).join('.');
  return parent !== base && registrableDomain(parent) === base ? [parent, base] : [base];
}

async function exchanger(context: SourceContext, end: End): Promise<{ host: string; signed: boolean } | undefined> {
  const answer = await context.mx();
  if (!endUnlessFound(answer, end)) return undefined;
  const best = bestExchanger(answer);
  if ('outcome' in best) {
    end(best.outcome, best.detail);
    return undefined;
  }
  if (sameRegistrant(best.host, context.address.domain)) {
    end('skipped', `own domain: ${best.host}`);
    return undefined;
  }
  end('found', best.host);
  return { host: best.host, signed: answer.authenticated };
}

/**
 * Settings that the hoster named by MX publishes. All places are asked at once, the most specific answer wins; the
 * hoster's hosts get the domain with a masked local part, the database the hoster's domain.
 */
export const mxHoster: Source = {
  id: 'mx-hoster',
  find: async (context) => {
    const best = await exchanger(context, context.begin('mx-hoster', `MX ${context.address.domain}`));
    if (best === undefined) return;
    const weakest = best.signed ? ({ standing: 'known', transport: 'https' } as const) : ({ standing: 'dns', transport: 'dns' } as const);
    const masked = encodeURIComponent(`${MASK}@${context.address.domain}`);
    const urls = hosterDomains(best.host).flatMap((domain) => [
      `https://autoconfig.${domain}/${FILE}?emailaddress=${masked}`,
      `${ISPDB}${domain}`,
    ]);
    urls.push(`https://${best.host}/.well-known/autoconfig/${FILE}`);
    const asked = urls.map((url): Promise<Finding | undefined> => {
      const person = url.startsWith('https://autoconfig.') && !url.startsWith(ISPDB) ? maskedAddress(context.address) : context.address;
      return askAutoconfig(context, 'mx-hoster', url, weakest, person);
    });
    for (const finding of asked) {
      const found = await finding;
      if (found === undefined) continue;
      context.offer(found);
      return;
    }
  },
};
