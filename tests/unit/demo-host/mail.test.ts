import { type FetchMessageObject, ImapFlow } from 'imapflow';
import net from 'node:net';
import Pop3 from 'node-pop3';
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoHost, startDemoHost } from '../../demo-host/start-demo-host.ts';

const HOST = 'mail.demo.test';
const ALICE = { user: 'alice@demo.test', pass: 'demo-alice' };

let host: DemoHost;
beforeAll(async () => {
  host = await startDemoHost();
});
afterAll(() => host.close());

const imap = (auth = ALICE, secure = true): ImapFlow =>
  new ImapFlow({
    host: host.address,
    port: secure ? host.ports.imaps : host.ports.imap,
    secure,
    ...(secure ? {} : { doSTARTTLS: true }),
    servername: HOST,
    tls: { ca: host.caPem },
    auth,
    logger: false,
  });

const smtp = (auth = ALICE, secure = true) =>
  nodemailer.createTransport({
    host: host.address,
    port: secure ? host.ports.submissions : host.ports.submission,
    secure,
    requireTLS: !secure,
    auth,
    forceAuth: true,
    tls: { ca: host.caPem, servername: HOST },
  });

/** imapflow says false or nothing for a message that is not there. */
const known = (message: FetchMessageObject | false | undefined): FetchMessageObject => {
  if (message === undefined || message === false) throw new Error('no such message');
  return message;
};

const pop3 = (auth = ALICE): Pop3 =>
  new Pop3({
    user: auth.user,
    password: auth.pass,
    host: host.address,
    port: host.ports.pop3s,
    tls: true,
    servername: HOST,
    tlsOptions: { ca: host.caPem },
  });

describe('IMAP of the demo host', () => {
  it('shows an Inbox with two messages and the usual folders', async () => {
    const client = imap();
    await client.connect();
    const folders = await client.list();
    const lock = await client.getMailboxLock('INBOX');
    const subjects: string[] = [];
    for await (const message of client.fetch('1:*', { envelope: true, flags: true, size: true }))
      subjects.push(message.envelope?.subject ?? '');
    lock.release();
    await client.logout();
    expect(folders.map(({ path }) => path)).toEqual(['INBOX', 'Sent', 'Drafts', 'Junk', 'Trash']);
    expect(folders.map(({ specialUse }) => specialUse)).toEqual(['\\Inbox', '\\Sent', '\\Drafts', '\\Junk', '\\Trash']);
    expect(subjects.slice(0, 2)).toEqual(['Welcome to the demonstration', 'Your calendar and contacts']);
  });

  it('gives the whole source of a message, byte for byte', async () => {
    const client = imap();
    await client.connect();
    const lock = await client.getMailboxLock('INBOX');
    const { source, size } = known(await client.fetchOne('1', { source: true, size: true }));
    lock.release();
    await client.logout();
    expect(source?.toString('utf8')).toContain('this mailbox lives inside the demo host');
    expect(source?.length).toBe(size);
  });

  it('keeps what is appended, finds it, flags it and lets it be deleted', async () => {
    const client = imap();
    await client.connect();
    const raw = 'Subject: kept\r\nFrom: a@demo.test\r\n\r\nhello\r\n';
    const appended = await client.append('Sent', raw, ['\\Seen']);
    const lock = await client.getMailboxLock('Sent');
    const found = await client.search({ subject: 'kept' }, { uid: true });
    await client.messageFlagsAdd('1', ['\\Flagged']);
    const { flags } = known(await client.fetchOne('1', { flags: true }));
    await client.messageDelete('1');
    const left = await client.search({ all: true }, { uid: true });
    lock.release();
    await client.logout();
    expect(appended).toMatchObject({ uid: 1 });
    expect(found).toEqual([1]);
    expect([...(flags ?? [])]).toEqual(expect.arrayContaining(['\\Seen', '\\Flagged']));
    expect(left).toEqual([]);
  });

  it('logs in after STARTTLS, and without it not at all', async () => {
    const client = imap(ALICE, false);
    await client.connect();
    expect(client.secureConnection).toBe(true);
    await client.logout();

    const socket = net.connect(host.ports.imap, host.address);
    socket.write('a LOGIN alice@demo.test demo-alice\r\n');
    let text = '';
    for await (const chunk of socket) {
      text += String(chunk);
      if (text.includes('\na ')) break;
    }
    expect(text).toContain('a NO [PRIVACYREQUIRED]');
  });

  it('refuses a wrong password in the words of Dovecot', async () => {
    const client = imap({ ...ALICE, pass: 'wrong-canary' });
    await expect(client.connect()).rejects.toMatchObject({
      authenticationFailed: true,
      serverResponseCode: 'AUTHENTICATIONFAILED',
      responseText: 'Authentication failed.',
    });
    expect(host.log.at(-1)).toBe('imap login alice@demo.test refused');
    expect(host.log.join('\n')).not.toContain('wrong-canary');
  });
});

describe('SMTP of the demo host', () => {
  it('takes a message on 465 and puts it into the Inbox of the one it is for', async () => {
    const sent = await smtp().sendMail({ from: ALICE.user, to: 'bob@demo.test', subject: 'for Bob', text: '.dot\nhello' });
    const client = imap({ user: 'bob@demo.test', pass: 'demo-bob' });
    await client.connect();
    const lock = await client.getMailboxLock('INBOX');
    const { envelope, source } = known(await client.fetchOne('*', { envelope: true, source: true }));
    lock.release();
    await client.logout();
    expect(sent.response).toMatch(/^250 2\.0\.0 Ok/);
    expect(envelope?.subject).toBe('for Bob');
    expect(source?.toString('latin1')).toContain('\r\n.dot\r\n');
  });

  it('logs in on 587 after STARTTLS', async () => {
    await expect(smtp(ALICE, false).verify()).resolves.toBe(true);
  });

  it('refuses a wrong password, a foreign sender and strangers as Postfix does', async () => {
    await expect(smtp({ ...ALICE, pass: 'wrong' }).verify()).rejects.toMatchObject({
      code: 'EAUTH',
      response: '535 5.7.8 Error: authentication failed: (reason unavailable)',
    });
    await expect(smtp().sendMail({ from: 'bob@demo.test', to: ALICE.user, text: '' })).rejects.toMatchObject({ responseCode: 553 });
    await expect(smtp().sendMail({ from: ALICE.user, to: 'somebody@example.com', text: '' })).rejects.toMatchObject({ responseCode: 550 });
  });
});

describe('POP3 of the demo host', () => {
  it('lists and gives the messages of the Inbox', async () => {
    const client = pop3();
    const [, list] = [await client.UIDL(), await client.LIST()];
    const text = await client.RETR(1);
    await client.QUIT();
    expect(list.length).toBeGreaterThanOrEqual(2);
    expect(text).toContain('Subject: Welcome to the demonstration');
  });

  it('refuses a wrong password in the words of Dovecot', async () => {
    const client = pop3({ ...ALICE, pass: 'wrong' });
    await expect(client.UIDL()).rejects.toMatchObject({ message: '[AUTH] Authentication failed.' });
  });
});
