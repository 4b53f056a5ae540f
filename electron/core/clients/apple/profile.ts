import { build } from 'plist';
import type { Account } from '../../model/account.ts';
import { parseAddress } from '../../model/address.ts';
import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import { singleLine } from '../../model/text.ts';
import { profileIdentifier, uuidFrom } from './identifiers.ts';
import { activesyncPayload, davPayload, mailPayload, type Payload } from './payloads.ts';
import type { ApplePlatform } from './schema.ts';

/** Sentences that the person reads in System Settings; whoever has the catalogues gives them. */
export interface ProfileTexts {
  /** Name of the profile in the list. */
  name: string;
  description: string;
  /** How the accounts are called in Mail, Calendar and Contacts. */
  account: string;
}

export interface ProfileOptions {
  platform: ApplePlatform;
  /** How mail reaches an iPhone; ActiveSync where the account has it. */
  iosMail?: 'activesync' | 'imap';
  organization?: string;
  /** Without them the profile is named by the address alone. */
  texts?: ProfileTexts;
}

/**
 * An Apple configuration profile (.mobileconfig, XML plist, unsigned) for one account. It never holds a password; the
 * same account gives the same bytes, so that installing it again replaces what is there. Fails with `service-missing`,
 * `client-unsupported` (an authentication or port that Apple cannot be told) or what is wrong with the address.
 */
export async function buildProfile(account: Account, options: ProfileOptions): Promise<Outcome<string, Problem>> {
  const parsed = parseAddress(account.address);
  if (!parsed.ok) return parsed;
  const address = parsed.value;
  const texts = options.texts ?? { name: address.text, description: '', account: account.provider ?? address.text };
  const label = singleLine(texts.account) || address.text;
  const payloads = payloadsOf(account, address.text, label, options);
  if (!payloads.ok) return payloads;

  const identifier = await profileIdentifier(address);
  const host = (account.incoming ?? account.activesync)?.host ?? '';
  const seed = `${identifier}|${host.toLowerCase()}|${options.platform}`;
  const content = await Promise.all(
    payloads.value.map(async ({ type, name, values }) => ({
      ...values,
      PayloadDisplayName: label,
      PayloadIdentifier: `${identifier}.${name}`,
      PayloadType: type,
      PayloadUUID: await uuidFrom(`${seed}|${name}`),
      PayloadVersion: 1,
    })),
  );
  const organization = singleLine(options.organization ?? account.provider ?? '');
  const description = singleLine(texts.description);
  const profile = {
    PayloadContent: content,
    ...(description === '' ? {} : { PayloadDescription: description }),
    PayloadDisplayName: singleLine(texts.name) || address.text,
    PayloadIdentifier: identifier,
    ...(organization === '' ? {} : { PayloadOrganization: organization }),
    PayloadRemovalDisallowed: false,
    ...(options.platform === 'macos' ? { PayloadScope: 'User' } : {}),
    PayloadType: 'Configuration',
    PayloadUUID: await uuidFrom(seed),
    PayloadVersion: 1,
  };
  return succeeded(`${build(profile)}\n`);
}

function payloadsOf(account: Account, address: string, label: string, options: ProfileOptions): Outcome<Payload[], Problem> {
  const { platform, iosMail } = options;
  if (platform === 'ios' && iosMail !== 'imap' && account.activesync !== undefined) {
    const activesync = activesyncPayload(account, address);
    if (activesync !== undefined) return succeeded([activesync]);
  }
  if (platform === 'ios' && iosMail === 'activesync') {
    return failed(
      account.activesync === undefined
        ? problemOf('service-missing', { protocol: 'activesync' }, ['ask-provider'])
        : problemOf('client-unsupported', { client: 'ios', port: account.activesync.port }, ['ask-provider', 'set-up-by-hand']),
    );
  }
  const mail = mailPayload(account, address, label);
  if (!mail.ok) return mail;
  const calendar = davPayload('CalDAV', account.caldav, label, platform);
  const contacts = davPayload('CardDAV', account.carddav, label, platform);
  return succeeded([mail.value, calendar, contacts].filter((payload) => payload !== undefined));
}
