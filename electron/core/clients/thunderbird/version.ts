import type { World } from '../../world/world.ts';
import { parseIni, sectionOf } from './ini.ts';

/** `Version` in `application.ini`; undefined when there is none, so that this is no installation. */
export async function versionIn(world: World, folder: string): Promise<string | undefined> {
  const { files } = world.machine;
  const text = await files.read(files.join(folder, 'application.ini')).catch(() => undefined);
  return text === undefined ? undefined : sectionOf(parseIni(text), 'App')?.values.get('Version');
}
