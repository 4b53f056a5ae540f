import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProgramOffer } from '../../../../electron/core/onboarding/index.ts';
import { NO_RULES, offersUnder, pinnedTrusted, type Rules, wishesUnder } from '../../../../electron/core/onboarding/rules.ts';
import { settingsOf } from '../../../../renderer/bridge/stories/settings.ts';

const rules = (some: Partial<Rules>): Rules => ({ ...NO_RULES, ...some });
const offer = (client: ProgramOffer['client'], more: Partial<ProgramOffer> = {}): ProgramOffer => ({
  client,
  state: 'ready',
  recommended: false,
  why: 'installed',
  ...more,
});

describe('programs under the rules of the company', () => {
  const offers = [
    offer('thunderbird', { recommended: true }),
    offer('outlook'),
    offer('apple-mail', { state: 'unsupported', why: 'needs-mac' }),
  ];

  it('stay as they are without rules', () => {
    expect(offersUnder(NO_RULES, offers, 'imap')).toEqual(offers);
  });

  it('begin with the preferred one, whichever kind of account it was preferred with', () => {
    const [first, second] = offersUnder(rules({ preferredProgram: 'outlook-imap' }), offers, 'imap');
    expect([first?.client, first?.recommended, second?.recommended]).toEqual(['outlook', true, false]);
  });

  it('keep their own first one when the preferred one is not here', () => {
    expect(offersUnder(rules({ preferredProgram: 'apple-mail' }), offers, 'imap')[0]?.client).toBe('thunderbird');
  });

  it('are not offered with a kind of account that is forbidden', () => {
    const [first, second] = offersUnder(rules({ allowImap: false }), offers, 'imap');
    expect(first).toMatchObject({ client: 'outlook', recommended: true });
    expect(second).toMatchObject({ client: 'thunderbird', state: 'unsupported', why: 'forbidden-by-policy', recommended: false });
  });

  it('never recommend two, and none that cannot be set up', () => {
    const any = fc.record({
      allowImap: fc.boolean(),
      allowPop3: fc.boolean(),
      preferredProgram: fc.constantFrom('outlook' as const, 'apple-mail' as const, 'thunderbird' as const),
    });
    fc.assert(
      fc.property(any, fc.constantFrom('imap', 'pop3', undefined), (some, incoming) => {
        const shown = offersUnder(rules(some), offers, incoming);
        const best = shown.filter(({ recommended }) => recommended);
        expect(shown).toHaveLength(offers.length);
        expect(best.length).toBeLessThanOrEqual(1);
        expect(best.every(({ state }) => state === 'ready')).toBe(true);
      }),
    );
  });
});

describe('pinned servers', () => {
  const found = settingsOf('anna@firma.example', { mail: 'mail.hoster.example', trusted: false });

  it('are trusted for that reason, and no other is', () => {
    const trusting = pinnedTrusted({ pinnedHosts: ['mail.hoster.example'] }, found);
    expect(trusting.recommended.incoming).toMatchObject({ trusted: true, reasons: ['pinned-by-policy', 'other-domain'] });
    expect(trusting.services.every(({ trusted }) => trusted)).toBe(true);
    expect(pinnedTrusted({ pinnedHosts: ['other.example', 'hoster.example'] }, found)).toEqual(found);
  });

  it('are not trusted without encryption', () => {
    const bare = { ...found, services: found.services.map((one) => ({ ...one, security: 'none' as const })) };
    expect(pinnedTrusted({ pinnedHosts: ['mail.hoster.example'] }, bare).services).toEqual(bare.services);
  });
});

it('gives a level only to programs with dialogs, and lets a person choose less', () => {
  const some = rules({ setUpLevel: 'assisted', profileName: 'Firma' });
  expect(wishesUnder(some, 'thunderbird', {})).toEqual({ profileName: 'Firma', forbidden: [] });
  expect(wishesUnder(some, 'outlook', {})).toMatchObject({ level: 'assisted' });
  expect(wishesUnder(some, 'outlook', { level: 'walkthrough' })).toMatchObject({ level: 'walkthrough' });
});
