import type { World } from '../../world/world.ts';
import { parseIni, sectionOf } from './ini.ts';

/** Whether there is such a file or folder that we may see. */
export async function exists({ machine: { files } }: World, path: string): Promise<boolean> {
  return (await files.facts(path).catch(() => undefined)) !== undefined;
}

/** Names in a folder; none in one that we may not read. */
export const namesIn = ({ machine: { files } }: World, folder: string): Promise<string[]> => files.list(folder).catch(() => []);

/** `Version` in `application.ini`; undefined when there is none, so that this is no installation. */
export async function versionIn(world: World, folder: string): Promise<string | undefined> {
  const { files } = world.machine;
  const text = await files.read(files.join(folder, 'application.ini')).catch(() => undefined);
  return text === undefined ? undefined : sectionOf(parseIni(text), 'App')?.values.get('Version');
}
