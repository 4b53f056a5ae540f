import { type DomainFacts, recordsAt, standing } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { found } from './rule.ts';
import type { SrvService } from './srv-services.ts';
import { publish, remove, textRecord } from './zone-records.ts';

/** One TXT record beside a calendar or contacts service says `path=/…` (RFC 6764 section 4); without it programs ask `/.well-known/`. */
export function pathFaults(facts: DomainFacts, there: readonly { service: SrvService; name: string }[]): Finding[] {
  return there.flatMap(({ service, name }) => {
    if (service.path === undefined || standing(facts, 'TXT', name) === 'unknown') return [];
    const records = recordsAt(facts, 'TXT', name);
    const texts = records.map(({ chunks }) => chunks.join(''));
    const right = texts.length === 1 && /^path=\/\S*$/.test(texts[0] ?? '');
    if (right) return [];
    const fix = [...remove(records), publish(textRecord(name, `path=${service.path}`))];
    return [
      found('srv-path', texts.length === 0 ? 'info' : 'warn', {
        who: 'zone',
        facts: { name, texts, expected: `path=${service.path}` },
        fix,
      }),
    ];
  });
}
