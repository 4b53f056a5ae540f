import { z } from 'zod';
import { isSecretName, type PolicyFacts, type RawValue, type SourceFacts } from './facts.ts';
import { type Candidate, contestsOf } from './merge.ts';
import {
  POLICY_SOURCES,
  policyValues,
  type Setting,
  SETTING_NAMES,
  type SettingName,
  settingOf,
  settingValue,
  type SettingValue,
} from './policy.ts';
import { type Refusal, refusalIn, REFUSALS } from './values.ts';

const told = z.object({ source: z.enum(POLICY_SOURCES), place: z.string(), value: settingValue });

/** One setting in force. Without `value`: nobody set it, and what Mailramp does depends on the case. */
export const decidedSetting = z.object({
  setting: z.string(),
  value: settingValue.optional(),
  source: z.enum(POLICY_SOURCES),
  /** Registry key or file; absent for `built-in`. */
  place: z.string().optional(),
  /** `rule`: a person cannot do otherwise. */
  nature: z.enum(['rule', 'preset']),
  overruled: z.array(told),
});
export type DecidedSetting = z.infer<typeof decidedSetting>;

/** What somebody set and nobody obeys. A whole place that cannot be read has no `name`. */
export const refusedSetting = z.object({
  name: z.string().optional(),
  source: z.enum(POLICY_SOURCES),
  place: z.string(),
  reason: z.enum(REFUSALS),
  /** The entry of a list, or the value, cut; never that of a secret. */
  given: z.string().optional(),
  /** What the system said. */
  detail: z.string().optional(),
});
export type RefusedSetting = z.infer<typeof refusedSetting>;

/** The settings in force, each with where it comes from, and what was refused. */
export const policy = z.object({
  values: policyValues,
  decided: z.array(decidedSetting),
  refused: z.array(refusedSetting),
});
export type Policy = z.infer<typeof policy>;

/** Judges what was found. Never throws: whatever cannot be used is in `refused` with its reason, and the next rule counts. */
export function judgePolicy(facts: PolicyFacts): Policy {
  const read = facts.sources.map(readSource);
  const contests = contestsOf(read.flatMap(({ candidates }) => candidates));
  const values = policyValues.parse(Object.fromEntries([...contests].map(([setting, { won }]) => [setting, won.value])));
  return {
    values,
    decided: SETTING_NAMES.map((setting): DecidedSetting => {
      const contest = contests.get(setting);
      const { nature } = settingOf(setting);
      if (contest !== undefined) {
        const { won, overruled } = contest;
        const { source, place, value } = won;
        return { setting, value, source, place, nature, overruled: overruled.map(toldOf) };
      }
      const value = values[setting];
      return { setting, ...(value === undefined ? {} : { value }), source: 'built-in', nature, overruled: [] };
    }),
    refused: read.flatMap(({ refused }) => refused),
  };
}

const toldOf = ({ source, place, value }: Candidate): z.infer<typeof told> => ({ source, place, value });

interface Reading {
  candidates: Candidate[];
  refused: RefusedSetting[];
}

const BY_NAME = new Map(SETTING_NAMES.map((name) => [name.toLowerCase(), name]));

function readSource({ source, place, state, why, values }: SourceFacts): Reading {
  const reading: Reading = { candidates: [], refused: [] };
  const refuse = (reason: Refusal, more: Partial<RefusedSetting> = {}): void =>
    void reading.refused.push({ source, place, reason, ...more });
  if (state === 'unreadable' || state === 'not-a-document') refuse(state, why === undefined ? {} : { detail: why });
  const seen = new Set<SettingName>();
  for (const { name, value } of values) {
    const setting = BY_NAME.get(name.toLowerCase());
    const given = givenText(value);
    const more = { name, ...(given === undefined ? {} : { given }) };
    if (isSecretName(name)) refuse('secret', { name });
    else if (setting === undefined)
      // Nobody knows what a value under an unknown name is; it is not passed on.
      refuse('unknown-setting', { name });
    else if (!settingOf(setting).where.includes(source)) refuse('not-from-here', more);
    else if (seen.has(setting)) refuse('given-twice', more);
    else {
      seen.add(setting);
      const one = valueOf(settingOf(setting), value);
      for (const { reason, entry } of one.faults) refuse(reason, { ...more, ...(entry === undefined ? {} : { given: cut(entry) }) });
      if (one.value !== undefined) reading.candidates.push({ setting, source, place, value: one.value });
    }
  }
  return reading;
}

interface Valued {
  value?: SettingValue;
  faults: { reason: Refusal; entry?: string }[];
}

const fault = (reason: Refusal): Valued => ({ faults: [{ reason }] });

function valueOf(setting: Setting, raw: RawValue): Valued {
  if (typeof raw === 'object' && !Array.isArray(raw)) return fault(raw.unfit);
  if (setting.kind === 'list') return entriesOf(setting, raw);
  const plain = setting.kind === 'switch' ? switchOf(raw) : typeof raw === 'string' ? raw : undefined;
  if (plain === undefined) return fault('wrong-type');
  const parsed = setting.schema.safeParse(plain);
  return parsed.success ? { value: parsed.data, faults: [] } : fault(refusalIn(parsed.error));
}

const SWITCHES = new Map<RawValue, boolean>([
  [true, true],
  [false, false],
  [1, true],
  [0, false],
  ['1', true],
  ['0', false],
  ['true', true],
  ['false', false],
]);

/** Yes or no, as a file, a DWORD or text has it. */
const switchOf = (raw: RawValue): boolean | undefined => SWITCHES.get(typeof raw === 'string' ? raw.trim().toLowerCase() : raw);

/** A wrong entry is refused alone; a list of which nothing is left counts as not set. */
function entriesOf({ schema, most }: Extract<Setting, { kind: 'list' }>, raw: RawValue): Valued {
  const entries = typeof raw === 'string' ? raw.split(/[\s,;]+/) : Array.isArray(raw) ? raw : undefined;
  if (entries === undefined) return fault('wrong-type');
  const given = entries.filter((entry) => entry.trim() !== '');
  if (given.length === 0) return fault('empty');
  if (given.length > most) return fault('too-many');
  const parsed = given.map((entry) => ({ entry, result: schema.safeParse(entry) }));
  const good = [...new Set(parsed.flatMap(({ result }) => (result.success ? [result.data] : [])))];
  const faults = parsed.flatMap(({ entry, result }) => (result.success ? [] : [{ reason: refusalIn(result.error), entry }]));
  return { faults, ...(good.length === 0 ? {} : { value: good }) };
}

const MOST_SHOWN = 80;
const cut = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)} …` : text);

function givenText(raw: RawValue): string | undefined {
  if (Array.isArray(raw)) return cut(raw.join(', '));
  return typeof raw === 'object' ? undefined : cut(String(raw));
}
