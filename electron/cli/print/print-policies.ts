import type { DecidedSetting, PolicyFacts, RefusedSetting, SettingValue } from '../../core/policy/index.ts';
import type { Words } from '../words.ts';
import { section, table } from './layout.ts';

interface Report {
  decided: readonly DecidedSetting[];
  refused: readonly RefusedSetting[];
  policyFacts: PolicyFacts;
}

/** Every setting with its value and where it comes from; what was refused; where was looked. For people. */
export function policyLines({ decided, refused, policyFacts }: Report, words: Words): string[] {
  const places = policyFacts.sources.map(({ place, source, state, why }) => [
    place,
    words.code(`policy.source.${source}`),
    [words.code(`policy.state.${state}`), why].filter(Boolean).join(': '),
  ]);
  return [
    words.text('company-rules'),
    ...table(decided.map((one) => [one.setting, valueText(one.value, words), whyText(one, words)])),
    ...section(
      words.text('policies-refused'),
      table(
        refused.map(({ name = '', place, given = '', reason, detail }) => [
          name,
          given,
          place,
          [words.code(`policy.refused.${reason}`), detail].filter(Boolean).join(' '),
        ]),
      ),
    ),
    ...section(words.text('policies-places'), table(places)),
  ];
}

/** `yes`, a list with commas, or a dash for what nobody set. */
function valueText(value: SettingValue | undefined, words: Words): string {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return '–';
  if (typeof value === 'boolean') return value ? words.text('policy-on') : words.text('policy-off');
  return Array.isArray(value) ? value.join(', ') : value;
}

function whyText({ source, place, nature, overruled }: DecidedSetting, words: Words): string {
  if (source === 'built-in') return words.code('policy.source.built-in');
  const beaten = overruled.map((one) =>
    words.text('policy-overrules', { source: words.code(`policy.source.${one.source}`), value: valueText(one.value, words) }),
  );
  const from = place === undefined ? words.code(`policy.source.${source}`) : `${words.code(`policy.source.${source}`)} (${place})`;
  return [from, words.code(`policy.nature.${nature}`), ...beaten].join('; ');
}
