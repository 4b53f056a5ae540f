import { openedBy, page, type WebHost, type WebReply, type WebRequest } from './exchange.ts';
import { FOLDER, PROVISION, tag, textAfter, wbxml } from './wbxml.ts';

const COMMANDS = 'Sync,SendMail,SmartForward,SmartReply,FolderSync,GetItemEstimate,Search,Settings,Ping,ItemOperations,Provision';
const WBXML = { 'content-type': 'application/vnd.ms-sync.wbxml', 'ms-server-activesync': '14.1' };
/** MS-ASCMD section 2.2.3.186.3: Inbox, drafts, deleted, sent; then calendar and contacts. */
const FOLDERS: readonly (readonly [id: string, name: string, type: string])[] = [
  ['mail%2Finbox', 'INBOX', '2'],
  ['mail%2Fdrafts', 'Drafts', '3'],
  ['mail%2Ftrash', 'Trash', '4'],
  ['mail%2Fsent', 'Sent', '5'],
  ['mail%2Fjunk', 'Junk', '12'],
  ['vevent%2Fpersonal', 'Personal Calendar', '8'],
  ['vcard%2Fpersonal', 'Personal Address Book', '9'],
];

/** ActiveSync as SOGo offers it: OPTIONS, Provision without a policy, and the folders. */
export function activeSync(host: WebHost, request: WebRequest): WebReply {
  const mailbox = openedBy(host, 'activesync', request);
  if ('status' in mailbox) return mailbox;
  if (request.method === 'OPTIONS') {
    return {
      status: 200,
      headers: {
        'content-type': 'text/plain',
        'ms-server-activesync': '14.1',
        'ms-asprotocolversions': '2.5,12.0,12.1,14.0,14.1',
        'ms-asprotocolcommands': COMMANDS,
        public: 'OPTIONS, POST',
        allow: 'OPTIONS, POST',
      },
    };
  }
  const device = request.url.searchParams.get('DeviceId') ?? '';
  // SOGo fails in just this way when a client does not name itself.
  if (request.method !== 'POST' || device === '') return { status: 500 };
  switch (request.url.searchParams.get('Cmd')) {
    case 'FolderSync':
      return { status: 200, headers: WBXML, body: folderSync(request.body) };
    case 'Provision':
      return { status: 200, headers: WBXML, body: noPolicy() };
    default:
      return page(501, 'Not implemented');
  }
}

function folderSync(body: Buffer): Buffer {
  const first = textAfter(body, FOLDER.SyncKey) === '0';
  const folders = first ? FOLDERS : [];
  const added = folders.map(([id, name, type]) =>
    tag(FOLDER.Add, [tag(FOLDER.ServerId, id), tag(FOLDER.ParentId, '0'), tag(FOLDER.DisplayName, name), tag(FOLDER.Type, type)]),
  );
  const changes = tag(FOLDER.Changes, [tag(FOLDER.Count, String(folders.length)), ...added]);
  return wbxml(FOLDER.page, tag(FOLDER.FolderSync, [tag(FOLDER.Status, '1'), tag(FOLDER.SyncKey, 'demo_1'), changes]));
}

/** Policy status 2: there is none, and no key for it. */
function noPolicy(): Buffer {
  const policy = tag(PROVISION.Policy, [tag(PROVISION.PolicyType, 'MS-EAS-Provisioning-WBXML'), tag(PROVISION.Status, '2')]);
  return wbxml(PROVISION.page, tag(PROVISION.Provision, [tag(PROVISION.Status, '1'), tag(PROVISION.Policies, [policy])]));
}
