const DATE = 'Mon, 05 Jan 2026 09:00:00 +0000';

const message = (id: string, to: string, subject: string, paragraphs: readonly string[]): Buffer =>
  Buffer.from(
    [
      'Return-Path: <helpdesk@demo.test>',
      `Date: ${DATE}`,
      'From: Demo Helpdesk <helpdesk@demo.test>',
      `To: ${to}`,
      `Subject: ${subject}`,
      `Message-ID: <${id}@demo.test>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      ...paragraphs.flatMap((paragraph) => [paragraph, '']),
    ].join('\r\n'),
    'utf8',
  );

/** Two messages, so that an Inbox has something to show. */
export const welcomeMessages = (address: string, fullName: string): Buffer[] => [
  message('welcome-1', `${fullName} <${address}>`, 'Welcome to the demonstration', [
    `Hello ${fullName},`,
    'this mailbox lives inside the demo host on this computer and ends with it.',
  ]),
  message('welcome-2', `${fullName} <${address}>`, 'Your calendar and contacts', ['One appointment and one contact are waiting as well.']),
];

export const welcomeEvent = (): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Demo host//EN',
    'BEGIN:VEVENT',
    'UID:welcome@demo.test',
    'DTSTAMP:20260105T090000Z',
    'DTSTART:20260106T100000Z',
    'DTEND:20260106T110000Z',
    'SUMMARY:First day with the new mail',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

export const welcomeContact = (address: string): string =>
  [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'UID:welcome@demo.test',
    'FN:Demo Helpdesk',
    'N:Helpdesk;Demo;;;',
    `EMAIL;TYPE=work:helpdesk@${address.slice(address.indexOf('@') + 1)}`,
    'END:VCARD',
    '',
  ].join('\r\n');
