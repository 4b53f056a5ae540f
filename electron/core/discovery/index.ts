export { discover, type DiscoverOptions } from './discover.ts';
export { attempt, ATTEMPT_OUTCOMES, clientView, conflict, discovery, providerPage } from './discovery.ts';
export type { Attempt, AttemptOutcome, ClientView, Conflict, Discovery, DiscoveryEvent, ProviderPage } from './discovery.ts';
export { readAutoconfig } from './parsers/autoconfig.ts';
export { readAutodiscover } from './parsers/autodiscover.ts';
export { readAutodiscoverJson } from './parsers/autodiscover-json.ts';
export { digestVerdict, readPacc } from './parsers/pacc.ts';
export { autoconfigDocument, autodiscoverDocument, paccDocument } from './parsers/documents.ts';
export type { AutoconfigDocument, AutodiscoverDocument, MailServer, PaccDocument, Skip } from './parsers/documents.ts';
