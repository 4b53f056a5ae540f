import { type OutlookKind, type Replayed, replayWindows, uiRecord } from '../../core/clients/index.ts';
import { type Answer, type Call, failure, oneOf } from '../call.ts';
import { replayLines } from '../print/print-replay.ts';
import { unusable } from '../read-file.ts';
import { readJson } from '../read-json.ts';

export const REPLAYED_CLIENTS = ['outlook-activesync', 'outlook-imap', 'outlook-pop3'] as const;

/** What recognition makes of a record, on the way to an account of `client`'s kind. */
export interface Replay {
  client: (typeof REPLAYED_CLIENTS)[number];
  windows: Replayed[];
}

const KINDS: Readonly<Record<Replay['client'], OutlookKind>> = {
  'outlook-activesync': 'activesync',
  'outlook-imap': 'imap',
  'outlook-pop3': 'pop3',
};

/** A wizard's page takes some ten kilobytes. */
const LARGEST = 4 * 1024 * 1024;

/** `replay-ui FILE`: says what would be done with the windows that `dump-ui` recorded; works on any system, touches nothing. */
export async function replayUi({ given, words, signal }: Call): Promise<Answer> {
  const [file = ''] = given.arguments;
  const client = oneOf(given, 'client', REPLAYED_CLIENTS);
  if (!client.ok) return failure(client.problem);
  const content = await readJson(file, LARGEST, signal);
  if (!content.ok) return failure(content.problem);
  const record = uiRecord.safeParse(content.value);
  if (!record.success) return failure(unusable(file, 'no-ui-record').problem);
  const chosen = client.value ?? 'outlook-activesync';
  const replay: Replay = { client: chosen, windows: replayWindows(record.data, KINDS[chosen]) };
  return { document: replay, lines: replayLines(replay, words) };
}
