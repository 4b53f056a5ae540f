import { describe, expect, it } from 'vitest';
import { analyseSpf, gatherSpf } from '../../../../../electron/core/domain-check/index.ts';
import type { Dns } from '../../../../../electron/core/world/network.ts';

describe('a tree of records made to keep us busy', () => {
  it('is read no further than tells that it is wrong, and said to be cut', async () => {
    const terms = Array.from({ length: 3_800 }, (_, index) => `include:x${index}.example`).join(' ');
    const chunks = `v=spf1 ${terms} -all`.match(/.{1,255}/gs) ?? [];
    let asked = 0;
    const dns: Dns = {
      query: (name, type) => {
        asked += 1;
        return Promise.resolve(
          type === 'TXT'
            ? { status: 'found', authenticated: false, records: [{ type: 'TXT', name, ttl: 60, chunks }] }
            : { status: 'absent', kind: 'no-such-record', authenticated: false },
        );
      },
    };
    const facts = await gatherSpf(dns, 'firma.example');
    const { findings, complete } = analyseSpf(facts);
    expect(asked).toBeLessThan(100);
    expect({ complete, cut: facts.cut }).toEqual({ complete: false, cut: true });
    expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['lookups-over', 'tree-cut']));
    const read = findings.filter(({ facts: { domain } }) => domain !== 'firma.example');
    expect(new Set(read.map(({ facts: { domain } }) => domain)).size).toBeLessThan(5);
  });
});
