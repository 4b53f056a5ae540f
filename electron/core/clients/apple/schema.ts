/** Systems a profile is made for. */
export type ApplePlatform = 'macos' | 'ios';

/** A payload key: its plist type, the systems that know it, whether it must be there, and what it may say. */
export interface KeyRule {
  type: 'string' | 'integer' | 'boolean' | 'array';
  required?: true;
  on?: readonly ApplePlatform[];
  oneOf?: readonly (string | number)[];
  range?: readonly [number, number];
}

export interface PayloadRule {
  on: readonly ApplePlatform[];
  keys: Readonly<Record<string, KeyRule>>;
}

const BOTH = ['macos', 'ios'] as const;
const PORT = { type: 'integer', range: [1, 65535] } as const;
const TEXT = { type: 'string' } as const;
const SWITCH = { type: 'boolean' } as const;
const NEEDED = { type: 'string', required: true } as const;
const IOS_SWITCH = { type: 'boolean', on: ['ios'] } as const;
const MAIL_AUTHENTICATION = {
  type: 'string',
  required: true,
  oneOf: ['EmailAuthNone', 'EmailAuthPassword', 'EmailAuthCRAMMD5', 'EmailAuthNTLM', 'EmailAuthHTTPMD5'],
} as const;

/** Keys that every payload carries. */
const PAYLOAD = {
  PayloadType: NEEDED,
  PayloadVersion: { type: 'integer', required: true, oneOf: [1] },
  PayloadIdentifier: NEEDED,
  PayloadUUID: NEEDED,
  PayloadDisplayName: TEXT,
  PayloadDescription: TEXT,
  PayloadOrganization: TEXT,
} as const;

/** The outer dictionary of a profile. */
export const PROFILE_RULE: PayloadRule = {
  on: BOTH,
  keys: {
    ...PAYLOAD,
    PayloadType: { type: 'string', required: true, oneOf: ['Configuration'] },
    PayloadDisplayName: NEEDED,
    PayloadContent: { type: 'array', required: true },
    PayloadRemovalDisallowed: SWITCH,
    PayloadScope: { type: 'string', on: ['macos'], oneOf: ['User', 'System'] },
  },
};

/** Passwords are left out of this table on purpose: a profile that holds one breaks it. */
export const PAYLOAD_RULES: Readonly<Record<string, PayloadRule>> = {
  'com.apple.mail.managed': {
    on: BOTH,
    keys: {
      ...PAYLOAD,
      EmailAccountType: { type: 'string', required: true, oneOf: ['EmailTypeIMAP', 'EmailTypePOP'] },
      EmailAccountDescription: TEXT,
      EmailAccountName: TEXT,
      EmailAddress: TEXT,
      IncomingMailServerAuthentication: MAIL_AUTHENTICATION,
      IncomingMailServerHostName: NEEDED,
      IncomingMailServerPortNumber: PORT,
      IncomingMailServerUseSSL: SWITCH,
      IncomingMailServerUsername: TEXT,
      OutgoingMailServerAuthentication: MAIL_AUTHENTICATION,
      OutgoingMailServerHostName: NEEDED,
      OutgoingMailServerPortNumber: PORT,
      OutgoingMailServerUseSSL: SWITCH,
      OutgoingMailServerUsername: TEXT,
      OutgoingPasswordSameAsIncomingPassword: SWITCH,
      PreventMove: IOS_SWITCH,
      PreventAppSheet: IOS_SWITCH,
    },
  },
  'com.apple.eas.account': {
    on: ['ios'],
    keys: {
      ...PAYLOAD,
      EmailAddress: TEXT,
      Host: TEXT,
      SSL: SWITCH,
      UserName: TEXT,
      MailNumberOfPastDaysToSync: { type: 'integer', oneOf: [0, 1, 3, 7, 14, 31] },
      PreventMove: SWITCH,
      PreventAppSheet: SWITCH,
    },
  },
  'com.apple.caldav.account': {
    on: BOTH,
    keys: {
      ...PAYLOAD,
      CalDAVAccountDescription: TEXT,
      CalDAVHostName: NEEDED,
      CalDAVUsername: TEXT,
      CalDAVPrincipalURL: TEXT,
      CalDAVUseSSL: SWITCH,
      CalDAVPort: PORT,
    },
  },
  'com.apple.carddav.account': {
    on: BOTH,
    keys: {
      ...PAYLOAD,
      CardDAVAccountDescription: TEXT,
      CardDAVHostName: NEEDED,
      CardDAVUsername: TEXT,
      CardDAVPrincipalURL: { type: 'string', on: ['ios'] },
      CardDAVUseSSL: SWITCH,
      CardDAVPort: PORT,
    },
  },
};

const typeOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'real') : typeof value;
};

function faultOf(value: unknown, rule: KeyRule, platform: ApplePlatform): string | undefined {
  if (rule.on !== undefined && !rule.on.includes(platform)) return 'not-on-this-platform';
  if (typeOf(value) !== rule.type) return `not-${rule.type}`;
  if (rule.oneOf !== undefined && !rule.oneOf.some((allowed) => allowed === value)) return 'not-allowed';
  const outside = rule.range !== undefined && typeof value === 'number' && (value < rule.range[0] || value > rule.range[1]);
  return outside ? 'out-of-range' : undefined;
}

/** Holds one dictionary against its rule; each fault is `key: what is wrong`, empty when there is none. */
export function payloadFaults(payload: Readonly<Record<string, unknown>>, rule: PayloadRule, platform: ApplePlatform): string[] {
  const faults = rule.on.includes(platform) ? [] : ['payload: not-on-this-platform'];
  for (const [key, keyRule] of Object.entries(rule.keys)) {
    if (keyRule.required && payload[key] === undefined) faults.push(`${key}: missing`);
  }
  for (const [key, value] of Object.entries(payload)) {
    if (value === undefined) continue;
    const keyRule = rule.keys[key];
    const fault = keyRule === undefined ? 'unknown' : faultOf(value, keyRule, platform);
    if (fault !== undefined) faults.push(`${key}: ${fault}`);
  }
  return faults;
}
