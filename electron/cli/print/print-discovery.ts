import type { ClientView, Discovery } from '../../core/discovery/index.ts';
import { securityName } from '../../core/model/document.ts';
import type { Service } from '../../core/model/service.ts';
import { nameInBothForms, serviceNamed } from '../../wording/index.ts';
import type { Words } from '../words.ts';
import { safe, section, table } from './layout.ts';

const placeOf = ({ host, port }: Service): string => `${nameInBothForms(host)}:${port}`;

export function serviceRow(service: Service, words: Words): string[] {
  const trust = words.code(`trust.${service.trusted ? 'trusted' : 'untrusted'}`);
  const why = service.reasons.map((reason) => words.code(`reason.${reason}`)).join('; ');
  const security = service.security === 'none' ? words.code('security.none') : securityName(service);
  return [words.say(serviceNamed(service.protocol)), placeOf(service), security, service.username, why === '' ? trust : `${trust}: ${why}`];
}

function viewRow(name: string, view: ClientView, words: Words): string[] {
  const notes = view.notes.map((note) => words.code(`client-view.${note}`)).join('; ');
  return [name, notes, view.protocols.join(', ')];
}

/** What `discover` found, for people: settings, disagreements, what programs find alone, and every source with its time. */
export function discoveryLines(found: Discovery, words: Words): string[] {
  const { services, conflicts, clients, tried, pages } = found;
  return [
    safe(found.address),
    ...table([
      [words.text('domain'), nameInBothForms(found.domain)],
      ...(found.provider === undefined ? [] : [[words.text('provider'), found.provider]]),
    ]),
    ...section(words.text('settings'), table(services.map((service) => serviceRow(service, words)))),
    ...section(
      words.text('conflicts'),
      conflicts.map(
        ({ protocol, chosen, other }) =>
          `  ${safe(words.text('conflict', { protocol, chosen: sourced(chosen, words), other: sourced(other, words) }))}`,
      ),
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
    ...section(
      words.text('tried'),
      table(
        tried.map(({ source, outcome, ms, url }) => [
          words.code(`source.${source}`),
          words.code(`attempt.${outcome}`),
          `${Math.round(ms)} ms`,
          url ?? '',
        ]),
      ),
    ),
  ];
}

const sourced = ({ host, source }: { host: string; source: string }, words: Words): string =>
  `${nameInBothForms(host)} (${words.code(`source.${source}`)})`;
