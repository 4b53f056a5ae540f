import { z } from 'zod';
import { SETUP_LEVELS } from '../model/guide.ts';
import { CLIENT_IDS } from '../model/plan.ts';
import { colour, host, ip, line, oneOf, pattern } from './values.ts';

/** Where a setting was made, the strongest first; `built-in` is what Mailramp does by itself. */
export const POLICY_SOURCES = ['machine-policy', 'user-policy', 'machine-default', 'built-in'] as const;
export type PolicySource = (typeof POLICY_SOURCES)[number];
export type SetSource = Exclude<PolicySource, 'built-in'>;

const EVERYWHERE: readonly SetSource[] = ['machine-policy', 'user-policy', 'machine-default'];
/** The default file of a Windows computer lies where every person may write. */
const POLICY_ONLY: readonly SetSource[] = ['machine-policy', 'user-policy'];

interface Common {
  /** Whom it concerns most. */
  readonly concerns: 'employee' | 'helpdesk' | 'administrator';
  readonly where: readonly SetSource[];
  /** `rule`: nobody at the computer can do otherwise. `preset`: a person may choose otherwise. */
  readonly nature: 'rule' | 'preset';
}

const rule = (concerns: Common['concerns']): Common => ({ concerns, where: EVERYWHERE, nature: 'rule' });
const preset = (concerns: Common['concerns']): Common => ({ concerns, where: EVERYWHERE, nature: 'preset' });

/**
 * The one table of managed settings. Names are written as here in files; the registry and the readers know no capitals. One
 * line on each stands in the catalogues under `policy.setting.<name>`. No setting ever holds a secret.
 */
export const SETTINGS = {
  companyName: { kind: 'text', schema: line(80), ...rule('employee') },
  accentColor: { kind: 'text', schema: colour, ...rule('employee') },
  domains: { kind: 'list', schema: host, most: 50, ...preset('employee') },
  fullNameSource: { kind: 'choice', choices: ['signed-in', 'ask'], schema: oneOf(['signed-in', 'ask']), ...rule('employee') },
  showPassword: { kind: 'switch', schema: z.boolean(), ...rule('employee') },
  setUpLevel: { kind: 'choice', choices: SETUP_LEVELS, schema: oneOf(SETUP_LEVELS), ...rule('administrator') },
  profileName: { kind: 'text', schema: pattern, ...preset('administrator') },
  allowActiveSync: { kind: 'switch', schema: z.boolean(), ...rule('administrator') },
  allowImap: { kind: 'switch', schema: z.boolean(), ...rule('administrator') },
  allowPop3: { kind: 'switch', schema: z.boolean(), ...rule('administrator') },
  preferredProgram: { kind: 'choice', choices: CLIENT_IDS, schema: oneOf(CLIENT_IDS), ...preset('employee') },
  pinnedHosts: { kind: 'list', schema: host, most: 50, ...rule('administrator'), where: POLICY_ONLY },
  expectedHost: { kind: 'text', schema: host, ...preset('helpdesk') },
  expectedAddresses: { kind: 'list', schema: ip, most: 50, ...preset('helpdesk') },
  helpdeskContact: { kind: 'text', schema: line(200), ...rule('employee') },
  details: { kind: 'switch', schema: z.boolean(), ...preset('helpdesk') },
  locale: { kind: 'choice', choices: ['en', 'de'], schema: oneOf(['en', 'de']), ...preset('employee') },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;

/** One line of the table. `list`: the schema is that of one entry, and there are at most `most`. */
export type Setting = Common &
  (
    | { readonly kind: 'text'; readonly schema: z.ZodType<string> }
    | { readonly kind: 'choice'; readonly schema: z.ZodType<string>; readonly choices: readonly string[] }
    | { readonly kind: 'switch'; readonly schema: z.ZodType<boolean> }
    | { readonly kind: 'list'; readonly schema: z.ZodType<string>; readonly most: number }
  );

export const isSetting = (name: string): name is SettingName => Object.hasOwn(SETTINGS, name);
export const SETTING_NAMES: readonly SettingName[] = Object.keys(SETTINGS).filter(isSetting);
export const settingOf = (name: SettingName): Setting => SETTINGS[name];

/** Every setting with its built-in default; where that is undefined, what Mailramp does depends on the case. */
export const policyValues = z.object({
  companyName: z.string().optional(),
  accentColor: z.string().optional(),
  domains: z.array(z.string()).default([]),
  fullNameSource: SETTINGS.fullNameSource.schema.default('signed-in'),
  showPassword: z.boolean().default(false),
  setUpLevel: SETTINGS.setUpLevel.schema.optional(),
  profileName: z.string().optional(),
  allowActiveSync: z.boolean().default(true),
  allowImap: z.boolean().default(true),
  allowPop3: z.boolean().default(true),
  preferredProgram: SETTINGS.preferredProgram.schema.optional(),
  pinnedHosts: z.array(z.string()).default([]),
  expectedHost: z.string().optional(),
  expectedAddresses: z.array(z.string()).default([]),
  helpdeskContact: z.string().optional(),
  details: z.boolean().default(false),
  locale: SETTINGS.locale.schema.optional(),
} satisfies Record<SettingName, z.ZodType>);
export type PolicyValues = z.infer<typeof policyValues>;

export const settingValue = z.union([z.string(), z.boolean(), z.array(z.string())]);
export type SettingValue = z.infer<typeof settingValue>;
