import { type Answer, type Call, failure } from '../call.ts';
import { addressOf, askSources } from '../find-settings.ts';
import { discoveryLines } from '../print/print-discovery.ts';

/** `discover ADDRESS`: finds the settings; what was tried is told also when nothing was found. */
export async function discover(call: Call): Promise<Answer> {
  const address = addressOf(call);
  if (!address.ok) return failure(address.problem);
  const { problem, ...found } = await askSources(call, address.value, call.given.text('full-name'));
  return { document: found, lines: discoveryLines({ ...found }, call.words, call.given.has('verbose')), problem };
}
