import { safeWords } from '../../model/secret.ts';
import { ask, type Request } from '../ask.ts';
import type { Candidate } from '../choose.ts';
import { isStep, probeStep, replyOr } from '../http-step.ts';
import { type Login, step, type Step } from '../step.ts';
import { decodeWbxml, type Element, element, encodeWbxml, textAt } from './wbxml.ts';

const CONTENT_TYPE = 'application/vnd.ms-sync.wbxml';
const DEVICE_TYPE = 'Mailramp';
/** Newest first; anything newer than these is spoken by servers that also speak 14.1. */
const SPOKEN = ['14.1', '14.0', '12.1'];
const POLICY_TYPE = 'MS-EAS-Provisioning-WBXML';
const INBOX = '2';
/** "Provision first" in the command's own status (MS-ASCMD section 2.2.2). */
const WANTS_POLICY = ['140', '141', '142', '143', '144'];
/** The administrator refuses this user or device. */
const REFUSES_ACCESS = ['126', '129', '130', '131', '177'];

/** Whether ActiveSync is there; sends no password. */
export async function probeActiveSync(login: Login, candidate: Candidate): Promise<Step> {
  return probeStep(login, candidate, await ask(login, candidate.url, { method: 'OPTIONS' }, false));
}

/** OPTIONS with the password, then folders as far as the Inbox (MS-ASHTTP section 2.2.3, MS-ASCMD section 2.2.1.5). */
export async function proveActiveSync(login: Login, candidate: Candidate): Promise<Step> {
  const opened = replyOr(login, candidate, await ask(login, candidate.url, { method: 'OPTIONS' }));
  if (isStep(opened)) return opened;
  const versions = (opened.reply.headers['ms-asprotocolversions'] ?? '').split(',').map((version) => version.trim());
  const version = SPOKEN.find((one) => versions.includes(one));
  if (versions[0] === '' || version === undefined) return step('not-offered', { reason: 'no-activesync-version', versions });
  const session: Session = { login, candidate, url: opened.url, version, deviceId: await deviceIdOf(login.address) };
  const policyKey = await provision(session);
  const synced = await command(session, 'FolderSync', element('folder:FolderSync', [element('folder:SyncKey', '0')]), policyKey);
  return 'outcome' in synced ? withVersions(synced, versions) : judge(synced.root, versions, login);
}

interface Session {
  login: Login;
  candidate: Candidate;
  url: string;
  version: string;
  deviceId: string;
}

const withVersions = (made: Step, versions: string[]): Step => ({ ...made, facts: { ...made.facts, versions } });

/** Stable, so that repeated checks stay one device in the server's list. */
async function deviceIdOf(address: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(address.toLowerCase()));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, 32);
}

async function command(session: Session, name: string, body: Element, policyKey: string): Promise<{ root: Element | undefined } | Step> {
  const { login, candidate, version, deviceId } = session;
  const url = new URL(session.url);
  url.search = `?Cmd=${name}&User=${encodeURIComponent(login.username)}&DeviceId=${deviceId}&DeviceType=${DEVICE_TYPE}`;
  const request: Request = {
    method: 'POST',
    headers: { 'content-type': CONTENT_TYPE, 'ms-asprotocolversion': version, 'x-ms-policykey': policyKey },
    body: encodeWbxml(body),
  };
  const answered = await ask(login, url.href, request);
  const wantsPolicy = answered.status === 'answer' && answered.answer.status === 'answered' && answered.answer.code === 449;
  if (wantsPolicy) return { root: element(name, [element('folder:Status', WANTS_POLICY[2])]) };
  const replied = replyOr(login, candidate, answered);
  return isStep(replied) ? replied : { root: decodeWbxml(replied.reply.body) };
}

/** The policy key to use; `0` where the server has no policy (SOGo: policy status 2) or hands none out. */
async function provision(session: Session): Promise<string> {
  const policy = (...more: Element[]): Element =>
    element('provision:Provision', [
      element('provision:Policies', [element('provision:Policy', [element('provision:PolicyType', POLICY_TYPE), ...more])]),
    ]);
  const keyOf = (answer: { root: Element | undefined } | Step): string | undefined =>
    'outcome' in answer ? undefined : textAt(answer.root, 'provision:Policies', 'provision:Policy', 'provision:PolicyKey');
  const temporary = keyOf(await command(session, 'Provision', policy(), '0'));
  if (temporary === undefined || !/^\d{1,20}$/.test(temporary)) return '0';
  const agreed = policy(element('provision:PolicyKey', temporary), element('provision:Status', '1'));
  const final = keyOf(await command(session, 'Provision', agreed, temporary));
  return final !== undefined && /^\d{1,20}$/.test(final) ? final : temporary;
}

function judge(root: Element | undefined, versions: string[], { password }: Login): Step {
  const status = textAt(root, 'folder:Status') ?? '';
  const facts = { versions, status: safeWords(status, password, 20) };
  if (WANTS_POLICY.includes(status)) return step('ok', { ...facts, policyRequired: true });
  if (REFUSES_ACCESS.includes(status)) return step('service-off', facts, `FolderSync status ${status}`);
  if (status !== '1') return step('server-error', facts, root === undefined ? 'no WBXML' : `FolderSync status ${facts.status}`);
  const changes = root?.children.find(({ name }) => name === 'folder:Changes')?.children ?? [];
  const folders = changes.filter(({ name }) => name === 'folder:Add');
  // SOGo says status 1 and lists calendars alone when it cannot reach the mailbox behind it.
  const inbox = folders.some((folder) => textAt(folder, 'folder:Type') === INBOX);
  return inbox
    ? step('ok', { ...facts, folders: folders.length })
    : step('server-error', { ...facts, folders: folders.length }, 'no Inbox');
}
