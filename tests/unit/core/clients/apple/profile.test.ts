import fc from 'fast-check';
import { parse } from 'plist';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  buildProfile,
  PAYLOAD_RULES,
  payloadFaults,
  PROFILE_RULE,
  type ProfileOptions,
} from '../../../../../electron/core/clients/apple/index.ts';
import type { Account } from '../../../../../electron/core/model/account.ts';
import { annasAccount, annasAccountWithout, service } from '../../../../fakes/accounts.ts';

const dictionary = z.record(z.string(), z.unknown());
const outer = dictionary.and(z.object({ PayloadContent: z.array(dictionary), PayloadUUID: z.string(), PayloadIdentifier: z.string() }));

async function built(account: Account, options: ProfileOptions): Promise<string> {
  const profile = await buildProfile(account, options);
  if (!profile.ok) throw new Error(JSON.stringify(profile.problem));
  return profile.value;
}

const read = (xml: string): z.infer<typeof outer> => outer.parse(parse(xml));

/** Everything that Apple's own tables would say against a profile. */
function faults(xml: string, platform: 'macos' | 'ios'): string[] {
  const profile = read(xml);
  const inner = profile.PayloadContent.flatMap((payload) => {
    const rule = PAYLOAD_RULES[z.string().parse(payload['PayloadType'])];
    return rule === undefined ? ['unknown payload'] : payloadFaults(payload, rule, platform);
  });
  return [...payloadFaults(profile, PROFILE_RULE, platform), ...inner];
}

const typesIn = (xml: string): unknown[] => read(xml).PayloadContent.map((payload) => payload['PayloadType']);
const payloadIn = (xml: string, type: string): Record<string, unknown> => {
  const payload = read(xml).PayloadContent.find((one) => one['PayloadType'] === type);
  if (payload === undefined) throw new Error(`No ${type}`);
  return payload;
};

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom('A & B <c> "d" \'e\'', 'Jörg 🦊', ']]>'),
);
const local = fc.stringMatching(/^[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,40}$/);

describe('an Apple profile', () => {
  it('brings mail, calendar and contacts to a Mac', async () => {
    const xml = await built(annasAccount(), { platform: 'macos' });
    expect(faults(xml, 'macos')).toEqual([]);
    expect(typesIn(xml)).toEqual(['com.apple.mail.managed', 'com.apple.caldav.account', 'com.apple.carddav.account']);
    expect(payloadIn(xml, 'com.apple.carddav.account')).not.toHaveProperty('CardDAVPrincipalURL');
    expect(payloadIn(xml, 'com.apple.caldav.account')).toMatchObject({
      CalDAVPrincipalURL: '/SOGo/dav/anna@firma.example/',
      CalDAVPort: 443,
    });
    expect(payloadIn(xml, 'com.apple.mail.managed')).toMatchObject({
      EmailAccountType: 'EmailTypeIMAP',
      IncomingMailServerHostName: 'mail.firma.example',
      IncomingMailServerPortNumber: 993,
      IncomingMailServerUseSSL: true,
      OutgoingMailServerPortNumber: 465,
      OutgoingMailServerUseSSL: true,
      OutgoingPasswordSameAsIncomingPassword: true,
    });
  });

  it('brings ActiveSync to an iPhone, and IMAP with calendar and contacts where that is wished or all there is', async () => {
    const activesync = await built(annasAccount(), { platform: 'ios' });
    expect(faults(activesync, 'ios')).toEqual([]);
    expect(typesIn(activesync)).toEqual(['com.apple.eas.account']);
    const imap = await built(annasAccount(), { platform: 'ios', iosMail: 'imap' });
    expect(faults(imap, 'ios')).toEqual([]);
    expect(typesIn(imap)).toEqual(['com.apple.mail.managed', 'com.apple.caldav.account', 'com.apple.carddav.account']);
    expect(payloadIn(imap, 'com.apple.carddav.account')).toHaveProperty('CardDAVPrincipalURL');
    expect(await built(annasAccountWithout('activesync'), { platform: 'ios' })).toBe(imap);
  });

  it('does not write ActiveSync on another port: the payload has no place for one', async () => {
    const account = annasAccount({ activesync: service('activesync', 8443) });
    expect(typesIn(await built(account, { platform: 'ios' }))).toContain('com.apple.mail.managed');
    const forced = await buildProfile(account, { platform: 'ios', iosMail: 'activesync' });
    expect(forced).toMatchObject({ ok: false, problem: { code: 'client-unsupported', facts: { port: 8443 } } });
  });

  it('is the same byte for byte for the same account, and another for another address or host', async () => {
    const one = await built(annasAccount(), { platform: 'macos' });
    expect(await built(annasAccount(), { platform: 'macos' })).toBe(one);
    const moved = await built(annasAccount({ incoming: service('imap', 993, 'tls', { host: 'neu.firma.example' }) }), {
      platform: 'macos',
    });
    expect(read(moved).PayloadIdentifier).toBe(read(one).PayloadIdentifier);
    expect(read(moved).PayloadUUID).not.toBe(read(one).PayloadUUID);
    const other = await built(annasAccount({ address: 'anna.b@firma.example' }), { platform: 'macos' });
    expect(read(other).PayloadIdentifier).not.toBe(read(one).PayloadIdentifier);
    expect(read(one).PayloadIdentifier).toMatch(/^example\.firma\.mailramp\.anna-[0-9a-f]{8}$/);
  });

  it('writes ports as integers and UUIDs that are well formed and all different', async () => {
    const xml = await built(annasAccount(), { platform: 'macos' });
    expect(xml).not.toContain('<real>');
    const uuids = [...xml.matchAll(/<string>([0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12})<\/string>/g)].map(
      ([, uuid]) => uuid,
    );
    expect(new Set(uuids).size).toBe(4);
  });

  it('writes names of domains and hosts as A-labels', async () => {
    const host = 'mail.müller.example';
    const account = annasAccount({ address: 'anna@müller.example', incoming: service('imap', 993, 'tls', { host }) });
    const xml = await built(account, { platform: 'macos' });
    expect(payloadIn(xml, 'com.apple.mail.managed')).toMatchObject({
      EmailAddress: 'anna@xn--mller-kva.example',
      IncomingMailServerHostName: 'mail.xn--mller-kva.example',
    });
  });

  it('says which login Apple cannot be told, and refuses unprotected servers', async () => {
    const oauth = annasAccount({ incoming: service('imap', 993, 'tls', { authentication: ['oauth2'] }) });
    expect(await buildProfile(oauth, { platform: 'macos' })).toMatchObject({ ok: false, problem: { code: 'client-unsupported' } });
    const naked = annasAccount({ outgoing: service('smtp', 25, 'none') });
    expect(await buildProfile(naked, { platform: 'macos' })).toMatchObject({
      ok: false,
      problem: { code: 'service-missing', facts: { protocol: 'smtp' } },
    });
    const open = annasAccount({ outgoing: service('smtp', 587, 'starttls', { authentication: ['none'] }) });
    expect(payloadIn(await built(open, { platform: 'macos' }), 'com.apple.mail.managed')).toMatchObject({
      OutgoingMailServerAuthentication: 'EmailAuthNone',
      OutgoingPasswordSameAsIncomingPassword: false,
    });
  });

  it('survives every name and address: well-formed, schema kept, the text given back whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        text,
        local,
        fc.constantFrom('macos' as const, 'ios' as const),
        fc.boolean(),
        async (name, company, person, platform, pop) => {
          const address = `${person}@firma.example`;
          const incoming = service(pop ? 'pop3' : 'imap', pop ? 995 : 993, 'tls', { username: address });
          const account = annasAccount({ address, fullName: name, provider: company, incoming });
          const xml = await built(account, { platform, iosMail: 'imap', texts: { name, description: name, account: company } });
          expect(faults(xml, platform)).toEqual([]);
          expect(xml.toLowerCase()).not.toMatch(/<key>[a-z]*password<\/key>\s*<string>/);
          expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
          const mail = payloadIn(xml, 'com.apple.mail.managed');
          expect(mail['EmailAddress']).toBe(address);
          if (/^[\p{L}\p{N}\p{P}\p{S}]+$/u.test(name)) expect(mail['EmailAccountName']).toBe(name);
        },
      ),
      { numRuns: 120 },
    );
  });
});

describe('the table of Apple payloads', () => {
  it('notices wrong types, platforms, ranges, values, missing and unknown keys', () => {
    const rule = PAYLOAD_RULES['com.apple.caldav.account'];
    if (rule === undefined) throw new Error('No rule');
    const good = {
      PayloadType: 'com.apple.caldav.account',
      PayloadVersion: 1,
      PayloadIdentifier: 'a',
      PayloadUUID: 'b',
      CalDAVHostName: 'h',
    };
    expect(payloadFaults(good, rule, 'ios')).toEqual([]);
    expect(payloadFaults({ ...good, CalDAVPort: 443.5 }, rule, 'ios')).toEqual(['CalDAVPort: not-integer']);
    expect(payloadFaults({ ...good, CalDAVPort: 0 }, rule, 'ios')).toEqual(['CalDAVPort: out-of-range']);
    expect(payloadFaults({ ...good, PayloadVersion: 2 }, rule, 'ios')).toEqual(['PayloadVersion: not-allowed']);
    expect(payloadFaults({ ...good, CalDAVPassword: 'x' }, rule, 'ios')).toEqual(['CalDAVPassword: unknown']);
    expect(payloadFaults({ ...good, CalDAVHostName: undefined }, rule, 'ios')).toEqual(['CalDAVHostName: missing']);
    const activesync = PAYLOAD_RULES['com.apple.eas.account'];
    if (activesync === undefined) throw new Error('No rule');
    expect(payloadFaults({ ...good, CalDAVHostName: undefined }, activesync, 'macos')).toContain('payload: not-on-this-platform');
  });
});
