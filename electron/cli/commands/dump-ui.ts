import { dumpOpenDialogs } from '../../core/clients/index.ts';
import { problemOf } from '../../core/model/problem.ts';
import { type Answer, type Call, failure, usage } from '../call.ts';
import { writeDocument } from '../make-document.ts';
import { jsonText } from '../output.ts';
import { safe } from '../print/layout.ts';
import { powershellLines } from '../print/print-powershell.ts';

const LOOK = 1000;

/** `dump-ui --out FILE`: records what Outlook and its Mail item have open now, without values; only on Windows. */
export async function dumpUi(call: Call): Promise<Answer> {
  const { given, world, words, signal } = call;
  const out = given.text('out');
  if (out === undefined) return failure(usage('missing-option', { option: '--out' }).problem);
  if (world.windows === undefined) return failure(problemOf('client-unsupported', { client: 'outlook', needs: 'windows' }, []));
  const record = await dumpOpenDialogs(world.windows, signal);
  if (signal.aborted) return failure(problemOf('cancelled', {}, ['retry']));
  const written = await writeDocument(call, out, new TextEncoder().encode(`${jsonText(record)}\n`));
  if (!written.ok) return failure(written.problem);
  const windows = record.windows.length;
  const special = record.windows.flatMap(({ automation }) => automation ?? []);
  const automated = special.filter((seen) => 'controls' in seen).length;
  const silent = automated < special.length ? await world.windows.powershell.facts({ timeout: LOOK, signal }) : undefined;
  return {
    document: { path: written.value, windows, nonStandard: special.length, automated },
    lines: [
      safe(words.text('ui.recorded', { path: written.value, windows })),
      ...(silent === undefined
        ? []
        : [words.text('ui.not-automated', { windows: special.length - automated }), ...powershellLines(silent, words)]),
    ],
  };
}
