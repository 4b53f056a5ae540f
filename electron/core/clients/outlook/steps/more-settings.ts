import { failed, type Outcome, succeeded } from '../../../model/outcome.ts';
import { problemOf, type Problem } from '../../../model/problem.ts';
import type { Security } from '../../../model/service.ts';
import { says } from '../dialogs/captions.ts';
import { type Anatomy, type Control, isField, labelOf, wordsOf } from '../dialogs/controls.ts';
import type { Recognised } from '../dialogs/recognise.ts';
import type { WantedAccount } from '../wanted.ts';
import { ended } from './ended.ts';
import { press } from './fill-page.ts';
import type { Session } from './session.ts';

type Done = Outcome<true, Problem>;
type Server = WantedAccount['incoming'];

/** How long a tab may take to show its page, milliseconds. */
const SHOWING = 2_000;
const MOST_TABS = 8;

/**
 * The property sheet behind More Settings: authentication of the outgoing server, encryption, ports. Its pages are known
 * by what is on them, so the order and the names of the tabs do not matter.
 */
export async function setMoreSettings(session: Session, seen: Recognised, wanted: WantedAccount): Promise<Done> {
  const { outgoing } = wanted;
  const tabs = seen.controls.tabs;
  const ok = seen.controls.ok;
  if (outgoing === undefined || tabs === undefined || ok === undefined) return failed(absent('tabs'));
  const lines = await session.ask((limits) => session.windows.agent.lines(tabs.handle, limits));
  if (!lines.ok) return failed(ended(lines.reason, seen));
  let authentication = false;
  let ports = false;
  const perhaps: number[] = [];
  for (let tab = 0; tab < Math.min(lines.value.length, MOST_TABS) && !(authentication && ports); tab += 1) {
    const page = await showTab(session, seen, tabs, tab);
    if (!page.ok) return page;
    const kind = sheetKind(page.value);
    if (kind === 'perhaps-authentication') perhaps.push(tab);
    if (kind === 'authentication' && !authentication) {
      const set = await setAuthentication(session, page.value);
      if (!set.ok) return set;
      authentication = true;
    }
    if (kind === 'ports' && !ports) {
      const set = await setPorts(session, page.value, wanted.incoming, outgoing);
      if (!set.ok) return set;
      ports = true;
    }
  }
  if (!authentication) {
    const set = await authenticateOnly(session, seen, tabs, perhaps);
    if (!set.ok) return set;
  }
  if (!ports) return failed(absent('ports'));
  return press(session, seen, 'ok', ok.handle);
}

/** The one page that may be about authentication; among several nobody knows which, and a box on another one does something else. */
async function authenticateOnly(session: Session, seen: Recognised, tabs: Control, [tab, ...others]: readonly number[]): Promise<Done> {
  if (tab === undefined || others.length > 0) return failed(absent('authentication', tab === undefined ? 'not-found' : 'ambiguous'));
  const page = await showTab(session, seen, tabs, tab);
  return page.ok ? setAuthentication(session, page.value) : page;
}

/**
 * Ports are two numbers and a choice of encryption. Authentication of the outgoing server is a box with a known caption or
 * with the protocol's name, which is the same in every language, or boxes and choices around a password. A box beside
 * choices alone may be something else: older versions have such pages for deleted messages and for the modem.
 */
function sheetKind({ anatomy }: Recognised): 'authentication' | 'perhaps-authentication' | 'ports' | undefined {
  const { count } = anatomy;
  if (anatomy.fields.length >= 2 && count.combo >= 1 && count.password === 0) return 'ports';
  if (count.combo > 0 || count.check === 0) return undefined;
  if (outgoingBox(anatomy) !== undefined || (count.radio >= 1 && count.password === 1)) return 'authentication';
  const alone = count.check === 1 && anatomy.fields.length === 0;
  return count.radio >= 1 || alone ? 'perhaps-authentication' : undefined;
}

/** The box that the outgoing server needs, by its words. */
function outgoingBox(anatomy: Anatomy): Control | undefined {
  const boxes = anatomy.of('check').map((box) => ({ box, words: wordsOf(anatomy, box) }));
  const known = boxes.filter(({ words }) => says(words, 'out-auth'));
  const named = known.length > 0 ? known : boxes.filter(({ words }) => /\bsmtp\b/i.test(words));
  return named.length === 1 ? named[0]?.box : undefined;
}

/** A page of a property sheet exists only once its tab was chosen. */
async function showTab(session: Session, seen: Recognised, tabs: Control, tab: number): Promise<Outcome<Recognised, Problem>> {
  const chosen = await session.ask((limits) => session.windows.agent.choose(tabs.handle, { tab }, limits));
  if (!chosen.ok) return failed(ended(chosen.reason, seen));
  let before = '';
  const shown = await session.wait(async () => {
    const now = await session.look({});
    if (now === 'gone') return now;
    if (typeof now === 'string' || now.window.handle !== seen.window.handle) return undefined;
    const shape = now.anatomy.visible.map(({ handle }) => handle).join();
    const settled = shape === before && now.anatomy.visible.length > 3;
    before = shape;
    return settled ? now : undefined;
  }, SHOWING);
  if (!shown.ok) return failed(ended(shown.reason, seen));
  return shown.value === 'gone' ? failed(ended('gone', seen)) : succeeded(shown.value);
}

async function setAuthentication(session: Session, page: Recognised): Promise<Done> {
  const box = outgoingBox(page.anatomy) ?? page.anatomy.of('check')[0];
  if (box === undefined) return failed(absent('authentication'));
  return tick(session, page, box);
}

async function tick(session: Session, page: Recognised, box: Control): Promise<Done> {
  const { agent } = session.windows;
  const before = await session.ask((limits) => agent.checked(box.handle, limits));
  if (before.ok && before.value) return succeeded(true);
  const chosen = await session.ask((limits) => agent.choose(box.handle, { checked: true }, limits));
  if (!chosen.ok) return failed(ended(chosen.reason, page));
  const now = await session.ask((limits) => agent.checked(box.handle, limits));
  return now.ok && now.value ? succeeded(true) : failed(absent(box.caption === '' ? 'box' : 'authentication'));
}

/** Encryption first: choosing it sets the usual port, which is then replaced by the wanted one. */
async function setPorts(session: Session, page: Recognised, incoming: Server, outgoing: Server): Promise<Done> {
  const { anatomy } = page;
  const combos = await encryptionCombos(session, anatomy);
  const boxes = anatomy.of('check').filter(({ caption }) => /\b(ssl|tls)\b/i.test(caption));
  const [one, two] = combos;
  const [box] = boxes;
  if (one === undefined) return failed(absent('encryption'));
  if (two === undefined) {
    if (box === undefined || incoming.security !== 'tls') return failed(absent('incoming-encryption'));
    const ticked = await tick(session, page, box);
    if (!ticked.ok) return ticked;
  } else {
    const first = await setEncryption(session, page, one, incoming.security);
    if (!first.ok) return first;
  }
  const second = await setEncryption(session, page, two ?? one, outgoing.security);
  if (!second.ok) return second;
  const [incomingPort, outgoingPort] = portFields(anatomy);
  if (incomingPort === undefined || outgoingPort === undefined) return failed(absent('ports'));
  const set = await setPort(session, page, incomingPort, incoming.port);
  return set.ok ? setPort(session, page, outgoingPort, outgoing.port) : set;
}

interface EncryptionCombo {
  control: Control;
  lines: string[];
}

/** Combos whose lines name encryption; the words SSL and TLS are the same in every language. */
async function encryptionCombos(session: Session, anatomy: Anatomy): Promise<EncryptionCombo[]> {
  const found: EncryptionCombo[] = [];
  for (const control of anatomy.of('combo')) {
    const lines = await session.ask((limits) => session.windows.agent.lines(control.handle, limits));
    if (lines.ok && lines.value.some((line) => /\b(ssl|tls|starttls)\b/i.test(line))) found.push({ control, lines: lines.value });
  }
  return found;
}

/** New versions say SSL/TLS and STARTTLS, older ones SSL and TLS for the same two. */
export function encryptionLine(lines: readonly string[], wanted: Security): number {
  const starttls = lines.findIndex((line) => /starttls/i.test(line));
  if (wanted === 'tls') return lines.findIndex((line) => /\bssl\b/i.test(line) && !/starttls/i.test(line));
  return starttls >= 0 ? starttls : lines.findIndex((line) => /\btls\b/i.test(line) && !/\bssl\b/i.test(line));
}

async function setEncryption(session: Session, page: Recognised, { control, lines }: EncryptionCombo, wanted: Security): Promise<Done> {
  const { agent } = session.windows;
  const line = encryptionLine(lines, wanted);
  if (line < 0) return failed(absent('encryption'));
  const chosen = await session.ask((limits) => agent.choose(control.handle, { line }, limits));
  if (!chosen.ok) return failed(ended(chosen.reason, page));
  const now = await session.ask((limits) => agent.read(control.handle, limits));
  return now.ok && now.value === lines[line] ? succeeded(true) : failed(absent('encryption'));
}

/** By their labels when both are known, else the first two fields in order. */
function portFields(anatomy: Anatomy): [Control | undefined, Control | undefined] {
  const fields = anatomy.visible.filter((control) => isField(control) && control.kind === 'edit');
  const incoming = fields.find((field) => says(labelOf(anatomy, field), 'incoming-port'));
  const outgoing = fields.find((field) => says(labelOf(anatomy, field), 'outgoing-port'));
  return incoming !== undefined && outgoing !== undefined ? [incoming, outgoing] : [fields[0], fields[1]];
}

async function setPort(session: Session, page: Recognised, field: Control, port: number): Promise<Done> {
  const { agent } = session.windows;
  for (const way of ['quiet', 'notified', 'characters'] as const) {
    const set = await session.ask((limits) => agent.set(field.handle, String(port), way, limits));
    if (!set.ok) return failed(ended(set.reason, page));
    const now = await session.ask((limits) => agent.read(field.handle, limits));
    if (!now.ok) return failed(ended(now.reason, page));
    if (now.value.trim() === String(port)) return succeeded(true);
  }
  return failed(absent('port'));
}

const absent = (control: string, reason: 'not-found' | 'ambiguous' = 'not-found'): Problem =>
  problemOf('control-not-found', { reason, page: 'more-settings', controls: [control] }, [
    'set-up-assisted',
    'set-up-by-hand',
    'copy-report',
  ]);
