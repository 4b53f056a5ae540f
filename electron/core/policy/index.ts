export { noPolicy, policyFacts, type PolicyFacts, sourceFacts } from './facts.ts';
export { gatherPolicy } from './gather.ts';
export { decidedSetting, type DecidedSetting, judgePolicy, policy, type Policy, refusedSetting, type RefusedSetting } from './judge.ts';
export {
  POLICY_SOURCES,
  type PolicySource,
  type PolicyValues,
  type Setting,
  SETTING_NAMES,
  type SettingName,
  settingOf,
  type SettingValue,
} from './policy.ts';
export { REFUSALS } from './values.ts';
