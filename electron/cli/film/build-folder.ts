import { existsSync } from 'node:fs';
import path from 'node:path';

/** Beside the bundle of the command line, or above it: where the build laid scenes and player. */
export function buildFolder(): string | undefined {
  const here = import.meta.dirname;
  return [here, path.join(here, '..'), path.join(here, '..', '..')].find((folder) => existsSync(path.join(folder, 'page', 'page.js')));
}
