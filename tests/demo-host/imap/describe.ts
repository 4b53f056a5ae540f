import type { Message } from '../world/mailboxes.ts';
import { quoted } from './parse.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number: number): string => String(number).padStart(2, '0');

function internalDate(date: Date): string {
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `"${String(date.getUTCDate()).padStart(2, ' ')}-${MONTHS[date.getUTCMonth()] ?? ''}-${date.getUTCFullYear()} ${time} +0000"`;
}

/** Header and body of a message; the header keeps its empty last line. */
export function split(raw: Buffer): { header: string; body: string } {
  const text = raw.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  return end < 0 ? { header: `${text}\r\n\r\n`, body: '' } : { header: text.slice(0, end + 4), body: text.slice(end + 4) };
}

/** Header fields in order, each with its folded lines. */
const fieldsOf = (header: string): string[] => header.replace(/\r\n$/, '').match(/[^\r\n]+\r\n(?:[ \t][^\r\n]*\r\n)*/g) ?? [];

export function fieldOf(header: string, name: string): string | undefined {
  const field = fieldsOf(header).find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return field
    ?.slice(name.length + 1)
    .replace(/\r\n/g, '')
    .trim();
}

const nil = (text: string | undefined): string => (text === undefined || text === '' ? 'NIL' : quoted(text));

function addresses(text: string | undefined): string {
  const list = (text ?? '').split(',').flatMap((one) => {
    const found = /^\s*(?:"?([^"<]*?)"?\s*<)?([^\s<>@]+)@([^\s<>]+)>?\s*$/.exec(one);
    return found === null ? [] : [`(${nil(found[1])} NIL ${nil(found[2])} ${nil(found[3])})`];
  });
  return list.length === 0 ? 'NIL' : `(${list.join('')})`;
}

function envelope(header: string): string {
  const from = fieldOf(header, 'From');
  const people = [from, fieldOf(header, 'Sender') ?? from, fieldOf(header, 'Reply-To') ?? from];
  const others = ['To', 'Cc', 'Bcc'].map((name) => fieldOf(header, name));
  const parts = [
    nil(fieldOf(header, 'Date')),
    nil(fieldOf(header, 'Subject')),
    ...[...people, ...others].map(addresses),
    nil(fieldOf(header, 'In-Reply-To')),
    nil(fieldOf(header, 'Message-ID')),
  ];
  return `(${parts.join(' ')})`;
}

/** One part of text: the messages of this host have no others, and mail programs fetch them whole. */
function structure(body: string): string {
  return `("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "8BIT" ${body.length} ${body.split('\n').length - 1})`;
}

function sectionOf(message: Message, section: string): string {
  const { header, body } = split(message.raw);
  const [name = '', list = ''] = section.split(/ (?=\()/);
  const names = list
    .replace(/[()"]/g, '')
    .toLowerCase()
    .split(' ')
    .filter((one) => one !== '');
  const isNamed = (field: string): boolean => names.includes(field.slice(0, field.indexOf(':')).toLowerCase());
  switch (name.toUpperCase()) {
    case '':
      return message.raw.toString('latin1');
    case 'HEADER':
    case 'MIME':
    case '1.MIME':
      return header;
    case 'HEADER.FIELDS':
      return `${fieldsOf(header).filter(isNamed).join('')}\r\n`;
    case 'HEADER.FIELDS.NOT':
      return `${fieldsOf(header)
        .filter((field) => !isNamed(field))
        .join('')}\r\n`;
    default:
      return body;
  }
}

const literal = (label: string, text: string): string => `${label} {${text.length}}\r\n${text}`;

function bodyItem(message: Message, item: string): string {
  const found = /^(BODY(?:\.PEEK)?)\[([^\]]*)\](?:<(\d+)(?:\.(\d+))?>)?$/i.exec(item);
  if (found === null) return '';
  const [, kind = '', section = '', from, length] = found;
  if (!/PEEK/i.test(kind)) message.flags.add('\\Seen');
  const whole = sectionOf(message, section);
  const part = from === undefined ? whole : whole.slice(Number(from), length === undefined ? undefined : Number(from) + Number(length));
  return literal(`BODY[${section}]${from === undefined ? '' : `<${from}>`}`, part);
}

const MACROS: Readonly<Record<string, string[]>> = {
  ALL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE'],
  FAST: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'],
  FULL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY'],
};

/** The data of one FETCH answer (RFC 9051 section 7.5.2), without its parentheses. */
export function describe(message: Message, items: readonly string[]): string {
  const asked = items.flatMap((item) => MACROS[item.toUpperCase()] ?? [item]);
  const { header, body } = split(message.raw);
  const answer = (item: string): string => {
    switch (item.toUpperCase()) {
      case 'UID':
        return `UID ${message.uid}`;
      case 'FLAGS':
        return `FLAGS (${[...message.flags].join(' ')})`;
      case 'INTERNALDATE':
        return `INTERNALDATE ${internalDate(message.received)}`;
      case 'RFC822.SIZE':
        return `RFC822.SIZE ${message.raw.length}`;
      case 'ENVELOPE':
        return `ENVELOPE ${envelope(header)}`;
      case 'BODY':
      case 'BODYSTRUCTURE':
        return `${item.toUpperCase()} ${structure(body)}`;
      case 'RFC822':
        return literal('RFC822', message.raw.toString('latin1'));
      case 'RFC822.HEADER':
        return literal('RFC822.HEADER', header);
      case 'RFC822.TEXT':
        return literal('RFC822.TEXT', body);
      default:
        return bodyItem(message, item);
    }
  };
  return asked
    .map(answer)
    .filter((one) => one !== '')
    .join(' ');
}
