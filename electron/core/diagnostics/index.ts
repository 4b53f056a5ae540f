export { redact, redactDeep } from './redact.ts';
