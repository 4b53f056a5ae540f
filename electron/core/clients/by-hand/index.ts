export { VALUE_GROUPS, VALUE_NAMES, type ValueByHand, type ValueGroup, type ValueName, valuesByHand } from './values.ts';
