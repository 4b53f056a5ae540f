/**
 * Hosts for which Thunderbird has an OAuth 2 client of its own; a host matches as a whole or at a dot. For every
 * other one OAuth cannot log in, whatever the provider offers.
 */
const HOSTS = [
  'gmail.com',
  'googlemail.com',
  'office365.com',
  'outlook.com',
  'hotmail.com',
  'yahoo.com',
  'att.net',
  'aol.com',
  'imap.mail.ru',
  'smtp.mail.ru',
  'imap.yandex.com',
  'smtp.yandex.com',
  'imap.fastmail.com',
  'pop.fastmail.com',
  'smtp.fastmail.com',
  'carddav.fastmail.com',
  'caldav.fastmail.com',
  'imap.comcast.net',
  'pop.comcast.net',
  'smtp.comcast.net',
  'thundermail.com',
];

const within = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

export const knowsOAuth = (host: string): boolean => HOSTS.some((known) => within(host.toLowerCase(), known));

export const isGmail = (host: string): boolean => ['gmail.com', 'googlemail.com'].some((known) => within(host.toLowerCase(), known));
