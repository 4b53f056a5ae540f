import { z } from 'zod';
import { waitFor } from './ports.ts';
import type { Running } from './thunderbird-run.ts';

const MAIL = 'const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");';

const accounts = z.array(
  z.object({
    key: z.string(),
    type: z.string(),
    username: z.string(),
    host: z.string(),
    port: z.number(),
    socketType: z.number(),
    authMethod: z.number(),
    identities: z.array(z.object({ email: z.string(), fullName: z.string(), smtp: z.string().nullable() })),
  }),
);
export type AccountSeen = z.infer<typeof accounts>[number];

/** The accounts as Thunderbird itself lists them, Local Folders left out. */
export async function listAccounts({ execute }: Running): Promise<AccountSeen[]> {
  const seen = await execute(`${MAIL}
    return MailServices.accounts.accounts.map(account => {
      const server = account.incomingServer;
      return { key: account.key, type: server.type, username: server.username, host: server.hostname, port: server.port,
        socketType: server.socketType, authMethod: server.authMethod,
        identities: account.identities.map(one => ({ email: one.email, fullName: one.fullName, smtp: one.smtpServerKey })) };
    });`);
  return accounts.parse(seen).filter(({ type }) => type !== 'none');
}

/** Thunderbird's own view of its outgoing servers: key, address, kind of protection. */
export const listOutgoing = async ({ execute }: Running): Promise<unknown> =>
  execute(`${MAIL} return MailServices.outgoingServer.servers.map(one => [one.key, one.serverURI.spec, one.socketType, one.authMethod]);`);

/** What a person does when Thunderbird asks and "remember" is ticked. */
export const savePassword = async ({ execute }: Running, origin: string, realm: string, user: string, password: string): Promise<unknown> =>
  execute(
    `const login = Cc["@mozilla.org/login-manager/loginInfo;1"].createInstance(Ci.nsILoginInfo);
     login.init(args[0], null, args[1], args[2], args[3], "", "");
     await Services.logins.addLoginAsync(login);`,
    origin,
    realm,
    user,
    password,
  );

export const goOnline = async ({ execute }: Running): Promise<unknown> => execute('Services.io.offline = false;');

/** Asks for new mail as the button does, again until there is some, and gives the subjects in the account's inbox. */
export async function fetchInbox(it: Running, key: string): Promise<string[]> {
  const script = `${MAIL} const server = MailServices.accounts.getAccount(args[0]).incomingServer;
    const win = Services.wm.getMostRecentWindow("mail:3pane");
    const inbox = server.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox);
    const subjects = inbox ? [...inbox.messages].map(message => message.mime2DecodedSubject) : [];
    if (subjects.length == 0) {
      win.setTimeout(() => server.getNewMessages(server.rootFolder, win.msgWindow, null), 0);
      await new Promise(resolve => win.setTimeout(resolve, 500));
    }
    return subjects;`;
  return seen(it, script, key);
}

/** Logs in to an outgoing server with Thunderbird's own SMTP client, without sending anything: `ready` is success. */
export const tryOutgoing = async ({ execute }: Running, key: string): Promise<unknown> =>
  execute(
    `${MAIL} const { SmtpClient } = ChromeUtils.importESModule("resource:///modules/SmtpClient.sys.mjs");
     const client = new SmtpClient(MailServices.outgoingServer.servers.find(one => one.key == args[0]).wrappedJSObject);
     const answer = new Promise(resolve => {
       client.onidle = () => resolve("ready");
       client.onerror = (error, words) => resolve("failed: " + error + " " + words);
     });
     client.connect();
     const result = await answer;
     client.close(true);
     return result;`,
    key,
  );

/** Titles of the events in a calendar of this name, after asking its server. */
export async function calendarTitles(it: Running, name: string): Promise<string[]> {
  const script = `const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
    const calendar = cal.manager.getCalendars().find(one => one.name == args[0]);
    if (!calendar) return [];
    const items = await calendar.getItemsAsArray(Ci.calICalendar.ITEM_FILTER_ALL_ITEMS, 0, null, null);
    if (items.length == 0) calendar.refresh();
    return items.map(item => item.title);`;
  return seen(it, script, name);
}

/** Names of the cards in an address book of this name, after asking its server. */
export async function cardNames(it: Running, name: string): Promise<string[]> {
  const script = `${MAIL} const book = MailServices.ab.directories.find(one => one.dirName == args[0]);
    if (!book) return [];
    if (book.childCardCount == 0) {
      const { CardDAVDirectory } = ChromeUtils.importESModule("resource:///modules/CardDAVDirectory.sys.mjs");
      await CardDAVDirectory.forFile(book.fileName).fetchAllFromServer();
    }
    return book.childCards.map(card => card.displayName);`;
  return seen(it, script, name);
}

const seen = async (it: Running, script: string, name: string): Promise<string[]> =>
  waitFor(async () => {
    const found = z.array(z.string()).parse(await it.execute(script, name));
    return found.length > 0 ? found : undefined;
  }, it.output);

/** The folder of the profile that is open. */
export const profileFolder = async ({ execute }: Running): Promise<string> =>
  z.string().parse(await execute('return Services.dirsvc.get("ProfD", Ci.nsIFile).path;'));
