import type { AutoconfigDocument, AutodiscoverDocument, MailServer, PaccDocument } from '../../core/discovery/index.ts';
import type { Words } from '../words.ts';
import { safe, section, table } from './layout.ts';

type Document = AutoconfigDocument | AutodiscoverDocument | PaccDocument;

const serverRow = (server: MailServer): string[] => [
  server.type,
  server.hostname === undefined ? (server.url ?? '') : `${server.hostname}:${server.port ?? ''}`,
  server.socketType ?? '',
  server.username ?? '',
  server.authentication.join(', '),
];

function webRows(document: Document): string[][] {
  const named: [string, { url: string; username?: string | undefined } | null][] = [
    ['caldav', document.caldav],
    ['carddav', document.carddav],
    ['activesync', 'activesync' in document ? document.activesync : null],
    ['jmap', 'jmap' in document ? document.jmap : null],
  ];
  return named.flatMap(([name, service]) => (service === null ? [] : [[name, service.url, service.username ?? '']]));
}

/** One document as it stands after repair, for people. */
export function documentLines(document: Document, words: Words): string[] {
  const { displayName, incoming, outgoing, skipped } = document;
  const error = 'error' in document ? document.error : null;
  const redirect = 'redirect' in document ? document.redirect : null;
  return [
    safe(displayName ?? document.email),
    ...section(words.text('incoming'), table(incoming.map(serverRow))),
    ...section(words.text('outgoing'), table(outgoing.map(serverRow))),
    ...section(words.text('web-services'), table(webRows(document))),
    ...(redirect === null ? [] : section(words.text('redirect'), [`  ${safe(redirect.to)}`])),
    ...(error === null ? [] : section(words.text('error'), [`  ${safe(`${error.code} ${error.message}`)}`])),
    ...section(words.text('skipped'), table(skipped.map(({ what, why }) => [words.code(`skip.${why}`), what]))),
  ];
}
