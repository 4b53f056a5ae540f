export { decodeBase64, encodeBase64 } from './base64.ts';
export { readEd25519, readRsa, type PublicKey } from './public-key.ts';
export { looksLikeDkim, parseDkim, type DkimFault, type DkimRecord } from './record.ts';
