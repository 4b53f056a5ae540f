import type { Discovery } from '../../core/discovery/index.ts';
import { type ServiceProof, type Verification, verifyLogin } from '../../core/login/index.ts';
import type { EmailAddress } from '../../core/model/address.ts';
import type { Secret } from '../../core/model/secret.ts';
import { PROTOCOLS, type Service } from '../../core/model/service.ts';
import { type Answer, badValue, type Call, failure } from '../call.ts';
import { addressOf, findSettings } from '../find-settings.ts';
import { passwordSource, readPassword } from '../password.ts';
import { verificationLines } from '../print/print-verification.ts';
import { told, type ToldProblem } from '../told.ts';
import { rulesHere } from '../rules.ts';
import { confirmedHosts } from '../wishes.ts';

/** `verify ADDRESS`: proves the login for each protocol. */
export async function verify(call: Call): Promise<Answer> {
  const address = addressOf(call);
  if (!address.ok) return failure(address.problem);
  const wrong = call.given.all('protocol').find((one) => !PROTOCOLS.some((known) => known === one));
  if (wrong !== undefined) return failure(badValue('protocol', wrong, PROTOCOLS.join(', ')).problem);
  const source = passwordSource(call);
  if (!source.ok) return failure(source.problem);
  const found = await findSettings(call, address.value);
  if (!found.ok) return failure(found.problem);
  const password = await readPassword(call, source.value, address.value.text);
  if (!password.ok) return failure(password.problem);
  const { pinnedHosts } = await rulesHere(call);
  const { problem, ...verification } = await tryLogin(call, address.value, wanted(call, found.value), password.value, pinnedHosts);
  return { document: verification, lines: verificationLines(verification, call.words), problem };
}

function wanted({ given }: Call, { services }: Discovery): Service[] {
  const protocols = given.all('protocol');
  return protocols.length === 0 ? services : services.filter(({ protocol }) => protocols.includes(protocol));
}

const proofLine = ({ protocol, host, port, outcome, ms, detail }: ServiceProof): string =>
  [`${protocol} ${host}:${port} ${outcome} ${Math.round(ms)} ms`, detail].filter(Boolean).join(' ');

/** One login, to hosts that are trusted, confirmed or `pinned`; each proof goes to the trail as it comes. */
export function tryLogin(
  call: Call,
  address: EmailAddress,
  services: readonly Service[],
  password: Secret,
  pinned: readonly string[],
): Promise<Verification> {
  const username = call.given.text('username');
  return verifyLogin(call.world, {
    address,
    services,
    password,
    confirmedHosts: confirmedHosts(call.given, pinned),
    signal: call.signal,
    onProof: (proof) => call.trail(`← ${proofLine(proof)}`),
    ...(username === undefined ? {} : { username }),
    ...(call.timeout === undefined ? {} : { timeout: call.timeout }),
  });
}

/** A verification inside another document: its problem in words too. */
export function toldVerification(
  { problem, ...rest }: Verification,
  call: Call,
): Omit<Verification, 'problem'> & { problem?: ToldProblem } {
  return { ...rest, ...(problem === undefined ? {} : { problem: told(problem, call.words) }) };
}
