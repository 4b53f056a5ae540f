import { describe, expect, it } from 'vitest';
import { evaluateSpf } from '../../../../../electron/core/domain-check/spf/index.ts';
import { suite, zoneDns } from './suite.ts';

const cases = suite();

describe('the public test suite of RFC 7208', () => {
  it('is here in full', () => {
    expect(cases).toHaveLength(203);
    expect(cases.filter(({ explanation }) => explanation !== undefined)).toHaveLength(22);
  });

  it.each(cases)('$name', async ({ helo, host, mailfrom, results, explanation, zone }) => {
    const { result, explanation: told } = await evaluateSpf(zoneDns(zone), { ip: host, sender: mailfrom, helo });
    expect(results).toContain(result);
    // The suite writes DEFAULT where the domain says nothing of its own.
    if (explanation !== undefined) expect(told).toBe(explanation === 'DEFAULT' ? undefined : explanation);
  });
});
