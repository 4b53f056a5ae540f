/**
 * The few tags of ActiveSync's binary XML that the demo host says (MS-ASWBXML section 2.1.2), written down here on their
 * own: a slip in Mailramp's tables must not be able to hide behind the same slip in its partner.
 */
export const FOLDER = {
  page: 7,
  DisplayName: 0x07,
  ServerId: 0x08,
  ParentId: 0x09,
  Type: 0x0a,
  Status: 0x0c,
  Changes: 0x0e,
  Add: 0x0f,
  SyncKey: 0x12,
  FolderSync: 0x16,
  Count: 0x17,
};
export const PROVISION = { page: 14, Provision: 0x05, Policies: 0x06, Policy: 0x07, PolicyType: 0x08, Status: 0x0b };

const HEADER = [0x03, 0x01, 0x6a, 0x00];
const SWITCH_PAGE = 0x00;
const END = 0x01;
const STRING = 0x03;
const HAS_CONTENT = 0x40;

export type Content = string | Buffer[];

/** One element: its token, and a text or children. */
export const tag = (token: number, content: Content): Buffer =>
  Buffer.concat([
    Buffer.from([token | HAS_CONTENT]),
    ...(typeof content === 'string' ? [Buffer.from([STRING]), Buffer.from(content, 'utf8'), Buffer.from([0])] : content),
    Buffer.from([END]),
  ]);

/** A document of one code page. */
export const wbxml = (page: number, root: Buffer): Buffer => Buffer.concat([Buffer.from([...HEADER, SWITCH_PAGE, page]), root]);

/** The text right after a token, as clients send their SyncKey. */
export function textAfter(body: Buffer, token: number): string | undefined {
  const at = body.indexOf(Buffer.from([token | HAS_CONTENT, STRING]));
  const end = at < 0 ? -1 : body.indexOf(0, at + 2);
  return end < 0 ? undefined : body.subarray(at + 2, end).toString('utf8');
}
