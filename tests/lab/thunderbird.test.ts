import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import https from 'node:https';
import path from 'node:path';
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OUTPUT } from '../../electron/cli/schemas.ts';
import { waitFor } from '../clients/ports.ts';
import { calendarTitles, fetchInbox, goOnline, listAccounts, savePassword } from '../clients/questions.ts';
import { trust, withThunderbird } from '../clients/thunderbird-run.ts';
import { documentOf, lab, logFromNow, logOf, temporaryHome } from './lab.ts';

const ADDRESS = 'alice@example.test';
const PASSWORD = 'alice-Pa55';
const HOST = 'mail.example.test';
const SUBJECT = 'Sent to the real Thunderbird';

let home: Awaited<ReturnType<typeof temporaryHome>>;
let profile: string;
beforeAll(async () => {
  home = await temporaryHome();
  profile = path.join(home.folder, 'profile');
});
afterAll(() => home.remove());

async function sendMail(): Promise<void> {
  const log = await logFromNow('dovecot.log');
  const auth = { user: 'bob@example.test', pass: 'bob-Pa55' };
  const transport = nodemailer.createTransport({ host: HOST, port: 465, secure: true, auth, tls: { ca: await readFile(lab.ca) } });
  await transport.sendMail({ from: auth.user, to: ADDRESS, subject: SUBJECT, text: 'hello' });
  await waitFor(
    async () => (/lmtp\(alice@example\.test.*saved mail to INBOX/.test(await log()) ? true : undefined),
    () => 'the mail was not delivered',
  );
}

async function putEvent(): Promise<number | undefined> {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Lab//EN', 'BEGIN:VEVENT', 'UID:lab-1', 'DTSTAMP:20260105T090000Z'];
  const event = [...lines, 'DTSTART:20260106T100000Z', 'DTEND:20260106T110000Z', 'SUMMARY:Lab meeting', 'END:VEVENT', 'END:VCALENDAR', ''];
  const request = https.request({
    host: HOST,
    method: 'PUT',
    path: `/SOGo/dav/${ADDRESS}/Calendar/personal/lab-1.ics`,
    auth: `${ADDRESS}:${PASSWORD}`,
    ca: await readFile(lab.ca),
    headers: { 'content-type': 'text/calendar; charset=utf-8' },
  });
  return new Promise((resolve, reject) => {
    request.on('error', reject).on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.end(event.join('\r\n'));
  });
}

describe('the real Thunderbird against real servers', () => {
  it('logs in with what Mailramp wrote, and shows mail, calendars and address books', async () => {
    trust(profile, lab.ca);
    await sendMail();
    expect(await putEvent()).toBe(201);
    const args = ['setup', ADDRESS, '--client', 'thunderbird', '--full-name', 'Alice Example', '--profile', profile];
    const { exit, document } = await documentOf(OUTPUT.setup, args, { password: PASSWORD, home: home.folder });
    expect({ exit, outcome: document.outcome }).toEqual({ exit: 0, outcome: 'verified' });

    const log = await logFromNow('dovecot.log');
    await withThunderbird({ home: home.folder, profile }, async (it) => {
      expect(await listAccounts(it)).toMatchObject([{ type: 'imap', username: ADDRESS, host: HOST, port: 993 }]);
      for (const origin of [`imap://${HOST}`, `smtp://${HOST}`]) await savePassword(it, origin, origin, ADDRESS, PASSWORD);
      await savePassword(it, `https://${HOST}`, 'SOGo', ADDRESS, PASSWORD);
      await goOnline(it);
      expect(await fetchInbox(it, 'account1')).toContain(SUBJECT);
      expect(await calendarTitles(it, 'Personal Calendar')).toEqual(['Lab meeting']);
      const books = `const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
        return MailServices.ab.directories.filter(one => one.URI.startsWith("jscarddav:")).map(one => one.dirName);`;
      expect(
        z
          .array(z.string())
          .parse(await it.execute(books))
          .sort(),
      ).toEqual(['Lab users', 'Personal Address Book']);
    });
    expect(await log()).toMatch(/imap-login: Info: Login: user=<alice@example\.test>.*TLS/);
    expect(await logOf('dovecot.log')).toMatch(/ID sent: name=Thunderbird/);
  });

  it('has lost everything again after the undo, but for its own files', async () => {
    const { exit, document } = await documentOf(OUTPUT.undo, ['undo'], { home: home.folder });
    expect({ exit, outcome: document.outcome }).toEqual({ exit: 0, outcome: 'undone' });
    const prefs = existsSync(path.join(profile, 'prefs.js')) ? await readFile(path.join(profile, 'prefs.js'), 'utf8') : '';
    expect(prefs).not.toContain('mail.example.test');
  });
});
