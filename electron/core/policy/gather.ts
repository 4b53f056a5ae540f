import { parse } from 'plist';
import { FileProblem, type Files } from '../world/machine.ts';
import type { World } from '../world/world.ts';
import { LARGEST_DOCUMENT, pairsOf, type PolicyFacts, type SourceFacts } from './facts.ts';
import { registryFacts } from './registry.ts';
import type { SetSource } from './policy.ts';

/** Name of the managed preferences domain on a Mac. */
const PREFERENCES = 'org.mailramp.Mailramp.plist';
const CONVERT = { program: '/usr/bin/plutil', timeout: 5000 };

/** Looks at every place where this system keeps managed settings, and judges nothing. Only the listed places are read. */
export async function gatherPolicy(world: World): Promise<PolicyFacts> {
  const { machine, windows } = world;
  switch (machine.os) {
    case 'windows': {
      const registry =
        windows === undefined ? [] : await Promise.all([registryFacts(windows.registry, 'HKLM'), registryFacts(windows.registry, 'HKCU')]);
      const folder = machine.env('ProgramData') ?? 'C:\\ProgramData';
      const file = machine.files.join(folder, 'Mailramp', 'policies.json');
      return { sources: [...registry, await documentFacts(world, 'machine-default', file, readJson)] };
    }
    case 'macos': {
      const user = machine.home.split('/').at(-1) ?? '';
      const managed = '/Library/Managed Preferences';
      const support = '/Library/Application Support/Mailramp/policies.json';
      return {
        sources: await Promise.all([
          documentFacts(world, 'machine-policy', `${managed}/${PREFERENCES}`, readPlist),
          documentFacts(world, 'user-policy', `${managed}/${user}/${PREFERENCES}`, readPlist),
          documentFacts(world, 'machine-default', support, readJson),
        ]),
      };
    }
    case 'linux':
      return { sources: [await documentFacts(world, 'machine-policy', '/etc/mailramp/policies.json', readJson)] };
  }
}

type Reader = (world: World, file: string) => Promise<unknown>;

/** The text was read and is no document of its kind. */
class NoDocument extends Error {}

async function documentFacts(world: World, source: SetSource, place: string, read: Reader): Promise<SourceFacts> {
  const base = { source, place, values: [] };
  try {
    const size = (await world.machine.files.facts(place))?.size;
    if (size === undefined) return { ...base, state: 'absent' };
    if (size > LARGEST_DOCUMENT) return { ...base, state: 'not-a-document', why: 'too-large' };
    const values = pairsOf(await read(world, place));
    return values === undefined ? { ...base, state: 'not-a-document' } : { ...base, state: 'read', values };
  } catch (error) {
    if (error instanceof NoDocument) return { ...base, state: 'not-a-document' };
    if (error instanceof FileProblem) return { ...base, state: 'unreadable', why: error.reason };
    throw error;
  }
}

async function readJson({ machine }: World, file: string): Promise<unknown> {
  const text = ((await machine.files.read(file)) ?? '{}').replace(/^\ufeff/, '');
  return parsed(() => JSON.parse(text));
}

/** A property list as text; the binary form, which the system writes, is translated by the system's own tool. */
async function readPlist({ machine }: World, file: string): Promise<unknown> {
  const text = (await textOf(machine.files, file)) ?? (await converted(machine.processes, file));
  return parsed(() => parse(text));
}

async function textOf(files: Files, file: string): Promise<string | undefined> {
  try {
    const text = await files.read(file);
    return text?.startsWith('bplist') === true ? undefined : text;
  } catch (error) {
    if (error instanceof FileProblem && error.reason === 'not-text') return undefined;
    throw error;
  }
}

async function converted(processes: World['machine']['processes'], file: string): Promise<string> {
  const { exitCode, stdout } = await processes.run(CONVERT.program, ['-convert', 'xml1', '-o', '-', file], { timeout: CONVERT.timeout });
  if (exitCode !== 0) throw new NoDocument();
  return stdout;
}

function parsed(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    throw new NoDocument();
  }
}
