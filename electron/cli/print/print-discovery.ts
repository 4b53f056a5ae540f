import type { Attempt, ClientView, Conflict, Discovery } from '../../core/discovery/index.ts';
import { securityName } from '../../core/model/document.ts';
import { PROTOCOLS, type Service, SOURCE_IDS } from '../../core/model/service.ts';
import { nameInBothForms, serviceNamed } from '../../wording/index.ts';
import type { Words } from '../words.ts';
import { safe, section, table } from './layout.ts';

const placeOf = ({ host, port }: Service): string => `${nameInBothForms(host)}:${port}`;

/** One line a service; who it is on the server only where that is not the same for all. */
function serviceRow(service: Service, words: Words, showUser: boolean): string[] {
  const security = service.security === 'none' ? words.code('security.none') : securityName(service);
  const trust = words.code(`trust.${service.trusted ? 'trusted' : 'untrusted'}`);
  const user = showUser ? [service.username] : [];
  return [words.say(serviceNamed(service.protocol)), placeOf(service), security, ...user, trust];
}

const reasonLine = ({ reasons }: Service, words: Words): string[] =>
  reasons.length === 0 ? [] : [`    ${reasons.map((reason) => words.code(`reason.${reason}`)).join('; ')}`];

const userNames = (services: readonly Service[]): string[] => [...new Set(services.map(({ username }) => username))];

function serviceLines(services: readonly Service[], words: Words, verbose: boolean): string[] {
  const showUser = userNames(services).length > 1;
  const rows = table(services.map((service) => serviceRow(service, words, showUser)));
  return verbose ? rows.flatMap((row, index) => [row, ...services.slice(index, index + 1).flatMap((one) => reasonLine(one, words))]) : rows;
}

const protocolNames = (protocols: readonly string[], words: Words): string =>
  protocols.map((one) => (PROTOCOLS.some((known) => known === one) ? words.code(`protocol.${one}`) : one)).join(', ');

function viewRow(name: string, view: ClientView, words: Words): string[] {
  const notes = view.notes.map((note) => words.code(`client-view.${note}`)).join('; ');
  return [name, notes, protocolNames(view.protocols, words)];
}

/** How each source ended, "7 × found, 6 × not there"; or every single question with its time. */
function triedLines(tried: readonly Attempt[], words: Words, verbose: boolean): string[] {
  const outcomeOf = ({ outcome }: Attempt): string => words.code(`attempt.${outcome}`);
  if (verbose) {
    return table(tried.map((one) => [words.code(`source.${one.source}`), outcomeOf(one), `${Math.round(one.ms)} ms`, one.url ?? '']));
  }
  const sources = SOURCE_IDS.filter((source) => tried.some((one) => one.source === source));
  return table(
    sources.map((source) => {
      const counts = new Map<string, number>();
      for (const one of tried.filter((each) => each.source === source)) counts.set(outcomeOf(one), (counts.get(outcomeOf(one)) ?? 0) + 1);
      const ends = [...counts].sort(([, one], [, other]) => other - one);
      return [words.code(`source.${source}`), ends.map(([end, count]) => (count === 1 ? end : `${count} × ${end}`)).join(', ')];
    }),
  );
}

function headRows({ domain, provider, services }: Discovery, words: Words): string[][] {
  const [username, second] = userNames(services);
  return [
    [words.text('domain'), nameInBothForms(domain)],
    ...(provider === undefined ? [] : [[words.text('provider'), provider]]),
    ...(username === undefined || second !== undefined ? [] : [[words.text('user-name'), username]]),
  ];
}

/**
 * What `discover` found, for people: settings, disagreements, what programs find alone and what was asked; with `verbose`
 * also why each server is believed and every single question.
 */
export function discoveryLines(found: Discovery, words: Words, verbose: boolean): string[] {
  const { services, conflicts, clients, tried, pages } = found;
  const local = found.address.slice(0, found.address.lastIndexOf('@'));
  return [
    safe(`${local}@${found.domainUnicode}`),
    ...table(headRows(found, words)),
    ...section(words.text('settings'), serviceLines(services, words, verbose)),
    ...section(
      words.text('conflicts'),
      conflicts.map((one) => `  ${safe(conflictText(one, words))}`),
    ),
    ...section(words.text('pages'), table(pages.map(({ kind, url }) => [words.code(`page.${kind}`), url]))),
    ...section(
      words.text('by-itself'),
      table([
        viewRow('Outlook', clients.outlook, words),
        viewRow('Thunderbird', clients.thunderbird, words),
        viewRow('Apple Mail', clients.apple, words),
      ]),
    ),
    ...section(words.text('tried'), triedLines(tried, words, verbose)),
    ...(verbose || tried.length === 0 ? [] : ['', words.text('verbose-hint')]),
  ];
}

function conflictText({ protocol, chosen, other }: Conflict, words: Words): string {
  const sourced = ({ host, source }: Conflict['chosen']): string => `${nameInBothForms(host)} (${words.code(`source.${source}`)})`;
  return words.text('conflict', { protocol: protocolNames([protocol], words), chosen: sourced(chosen), other: sourced(other) });
}
