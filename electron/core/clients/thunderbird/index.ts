export { thunderbird } from './client.ts';
export { effectivePrefs, type Prefs, type PrefsFault, type PrefsFile, type PrefValue } from './prefs.ts';
export { parsePrefs } from './prefs-parser.ts';
export { type PrefChanges, writePrefs } from './prefs-writer.ts';
export { thunderbirdProfile, type ThunderbirdProfile, thunderbirdProfiles } from './profile-list.ts';
