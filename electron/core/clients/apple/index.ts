export { appleMail } from './client.ts';
export { buildProfile, type ProfileOptions, type ProfileTexts } from './profile.ts';
export { type ApplePlatform, PAYLOAD_RULES, payloadFaults, PROFILE_RULE } from './schema.ts';
