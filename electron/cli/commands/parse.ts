import { readAutoconfig, readAutodiscover, readAutodiscoverJson, readPacc } from '../../core/discovery/index.ts';
import type { EmailAddress } from '../../core/model/address.ts';
import { type Answer, type Call, failure, usage } from '../call.ts';
import { readAddress } from '../find-settings.ts';
import { documentLines } from '../print/print-document.ts';
import { readFileWithin } from '../read-file.ts';

// One byte more than any reader takes, so that the reader itself says "too large".
const LARGEST = 1024 * 1024;
const OPENING_BRACE = 0x7b;

const isJson = (bytes: Uint8Array): boolean =>
  bytes.find((byte) => ![0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].includes(byte)) === OPENING_BRACE;

function readDocument(kind: 'autoconfig' | 'autodiscover' | 'pacc', bytes: Uint8Array, address: EmailAddress) {
  switch (kind) {
    case 'autoconfig':
      return readAutoconfig(bytes, address);
    case 'autodiscover':
      return isJson(bytes) ? readAutodiscoverJson(bytes, address) : readAutodiscover(bytes, address);
    case 'pacc':
      return readPacc(bytes, address);
  }
}

/** `parse KIND FILE --address A`: reads one document as discovery would, without any network. */
export async function parse({ given, signal, words }: Call): Promise<Answer> {
  const [typed = '', file = ''] = given.arguments;
  const kind = (['autoconfig', 'autodiscover', 'pacc'] as const).find((one) => one === typed);
  if (kind === undefined) return failure(usage('unknown-command', { given: `parse ${typed.slice(0, 40)}` }).problem);
  const asked = given.text('address');
  if (asked === undefined) return failure(usage('missing-option', { option: '--address' }).problem);
  const address = readAddress(asked);
  if (!address.ok) return failure(address.problem);
  const bytes = await readFileWithin(file, LARGEST, signal);
  if (!bytes.ok) return failure(bytes.problem);
  const document = readDocument(kind, bytes.value, address.value);
  if (!document.ok) return failure({ ...document.problem, facts: { path: file, ...document.problem.facts } });
  return { document: document.value, lines: documentLines(document.value, words) };
}
