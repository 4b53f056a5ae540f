import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../electron/core/model/address.ts';
import { newReference, newSession, startOver } from '../../../electron/main/session.ts';

describe('newReference', () => {
  it('can be read out over the phone', () => {
    expect(newReference(Uint8Array.from([0, 1, 2, 3, 4, 255]))).toMatch(/^[A-HJKMNP-Z2-9]{3}-[A-HJKMNP-Z2-9]{3}$/);
  });
});

describe('startOver', () => {
  it('keeps the reference and forgets what belonged to the last address', () => {
    const session = newSession('K7M-4QX');
    session.offers = [];
    session.username = 'anna';
    const address = parseAddress('anna@firma.example');
    if (address.ok) startOver(session, address.value, 'Anna');
    expect(session).toMatchObject({ reference: 'K7M-4QX', fullName: 'Anna', username: undefined, offers: undefined });
  });
});
