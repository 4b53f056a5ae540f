import type net from 'node:net';
import { isIP } from 'node:net';
import tls from 'node:tls';
import type { Inspection, InspectionTarget, TlsVersion } from '../../../core/world/inspection.ts';
import type { Endpoint } from '../../../core/world/network.ts';
import { certificateFacts } from '../certificate.ts';
import { checkServerIdentity, type Secured } from '../connect.ts';
import { type Limit, limitOf } from '../limit.ts';
import { Breakdown, Dialogue } from '../mail/dialogue.ts';
import { greeted, leave, upgrade } from '../mail/greet.ts';
import { openAddress, settled } from '../open.ts';
import { faultOf, sentChain } from './chain.ts';

const CONNECT = 3_000;
const LONGEST_BANNER = 300;

type Failed = Extract<Inspection['result'], { status: 'failed' }>;
type Encrypted = Extract<Inspection['result'], { status: 'encrypted' }>;

/** What one connection showed. */
export interface Seen extends Pick<Inspection, 'connected' | 'banner' | 'plainLogin'> {
  result: Pick<Encrypted, 'status' | 'version' | 'chain' | 'fault'> | Failed;
}

/** Connects, encrypts as the protocol wants it, takes leave. Never rejects. */
export async function seeOnce(target: InspectionTarget, port: number, context: tls.SecureContext, limit: Limit): Promise<Seen> {
  const started = performance.now();
  const connecting = limitOf(CONNECT, limit.signal);
  const opened = await openAddress(target.address, port, connecting);
  connecting.done();
  if (opened.status === 'failed') {
    const reason = limit.signal.aborted ? limit.why() : opened.reason === 'cancelled' ? 'timed-out' : opened.reason;
    return { result: { status: 'failed', reason, ...detailOf(opened.detail) } };
  }
  const connected = performance.now() - started;
  const shown: { encrypted?: Seen['result'] } = {};
  const secure = async (socket: net.Socket): Promise<Secured> => {
    const secured = await encrypt(socket, target.host, context, limit);
    if (secured.status === 'open') shown.encrypted = look(secured.socket, target.host);
    return secured;
  };
  const dialogue = new Dialogue({ secure }, target.host, limit, opened.socket, opened.privateAddress);
  const noted: Pick<Seen, 'plainLogin'> = {};
  let failure: Failed = { status: 'failed', reason: 'malformed' };
  try {
    await talk(dialogue, target, noted);
  } catch (error) {
    if (!(error instanceof Breakdown)) throw error;
    failure = { status: 'failed', reason: error.reason, ...detailOf(error.message) };
  } finally {
    dialogue.close();
  }
  const banner = dialogue.firstLine?.slice(0, LONGEST_BANNER);
  return { connected, ...(banner === undefined ? {} : { banner }), ...noted, result: shown.encrypted ?? failure };
}

const detailOf = (detail: string | undefined): { detail?: string } =>
  detail === undefined || detail === '' ? {} : { detail: detail.slice(0, LONGEST_BANNER) };

async function talk(dialogue: Dialogue, target: InspectionTarget, noted: Pick<Seen, 'plainLogin'>): Promise<void> {
  const { protocol, security } = target;
  if (security === 'tls' || protocol === 'https') await dialogue.encrypt();
  if (protocol === 'https') return;
  const offered = await greeted(dialogue, { protocol });
  if (security === 'starttls') {
    noted.plainLogin = offersPlainLogin(protocol, offered);
    await upgrade(dialogue, { protocol }, offered);
  }
  leave(dialogue, { protocol });
}

const PASSWORDS = /\b(?:PLAIN|LOGIN|XOAUTH2|OAUTHBEARER)\b/i;

/** Whether a password could go over the line unencrypted (RFC 8314 section 4.1, RFC 9051 section 6.2.3, RFC 2595 section 4). */
function offersPlainLogin(protocol: Endpoint['protocol'], offered: readonly string[]): boolean {
  switch (protocol) {
    case 'smtp':
      return offered.some((line) => /^AUTH[ =]/i.test(line) && PASSWORDS.test(line));
    case 'imap':
      return !offered.includes('LOGINDISABLED');
    case 'pop3':
      return offered.some((line) => /^USER$/i.test(line.trim()) || (/^SASL /i.test(line) && PASSWORDS.test(line)));
    case 'sieve':
      return offered.some((line) => /^SASL /i.test(line) && PASSWORDS.test(line));
  }
}

/** TLS with whoever is there: it is judged, not believed, and nothing secret is ever said to it. */
async function encrypt(socket: net.Socket, host: string, secureContext: tls.SecureContext, limit: Limit): Promise<Secured> {
  const name = isIP(host) === 0 ? { servername: host } : {};
  const secured = tls.connect({ socket, host, ...name, secureContext, checkServerIdentity, rejectUnauthorized: false });
  const failure = await settled(secured, 'secureConnect', limit);
  if (failure !== undefined) {
    socket.destroy();
    return failure;
  }
  const certificate = certificateFacts(secured);
  return { status: 'open', socket: secured, ...(certificate === undefined ? {} : { certificate }) };
}

function look(socket: tls.TLSSocket, host: string): Seen['result'] {
  const version = VERSIONS.find((one) => one === socket.getProtocol());
  if (version === undefined) return { status: 'failed', reason: 'tls-failed', detail: String(socket.getProtocol()) };
  const fault = faultOf(socket);
  return { status: 'encrypted', version, chain: sentChain(socket, host), ...(fault === undefined ? {} : { fault }) };
}

const VERSIONS: readonly TlsVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
