import type { Endpoint, LoginAnswer } from '../../../core/world/network.ts';
import type { Connector } from '../connect.ts';
import type { Limit } from '../limit.ts';
import { type Credentials, refused } from './answers.ts';
import { Breakdown, converse } from './dialogue.ts';
import { leave, open } from './greet.ts';

/** One ManageSieve login by SASL PLAIN (RFC 5804 section 2.1, RFC 4616), then LOGOUT. */
export function sieveLogin(connect: Connector, endpoint: Endpoint, credentials: Credentials, limit: Limit): Promise<LoginAnswer> {
  return converse(connect, endpoint, limit, async (dialogue): Promise<LoginAnswer> => {
    const capabilities = await open(dialogue, endpoint);
    if (!capabilities.some((one) => /^SASL .*\bPLAIN\b/i.test(one))) throw new Breakdown('not-offered', 'no PLAIN');
    const response = `\0${credentials.username}\0${credentials.password.reveal()}`;
    dialogue.write(`AUTHENTICATE "PLAIN" "${Buffer.from(response).toString('base64')}"`);
    const reply = await dialogue.line();
    if (/^(NO|BYE)\b/i.test(reply)) return refused(reply, credentials, /\(([A-Z/-]+)\)/i.exec(reply)?.[1]);
    if (!/^OK\b/i.test(reply)) throw new Breakdown('malformed');
    leave(dialogue, endpoint);
    return { status: 'accepted' };
  });
}
