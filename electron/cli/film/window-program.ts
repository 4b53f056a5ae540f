import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** What draws the films, and with which arguments it is started. */
export interface WindowProgram {
  file: string;
  args: string[];
}

const INSTALLED = process.platform === 'win32' ? ['Mailramp.exe', 'mailramp.exe'] : ['mailramp', 'Mailramp'];

/** Mailramp's window beside or above the build in `folder`: installed, or Electron's own program in the repository. */
export function windowProgram(folder: string): WindowProgram | undefined {
  const above = [folder, path.join(folder, '..'), path.join(folder, '..', '..')];
  const installed = above
    .flatMap((place) => INSTALLED.map((name) => path.join(place, name)))
    .find((file) => existsSync(file) && existsSync(path.join(path.dirname(file), 'resources', 'app.asar')));
  if (installed !== undefined) return { file: installed, args: [] };
  if (!existsSync(path.join(folder, 'main', 'start.js'))) return undefined;
  try {
    // Outside Electron its package is the path of the program.
    const file: unknown = createRequire(path.join(folder, 'main', 'start.js'))('electron');
    return typeof file === 'string' && existsSync(file) ? { file, args: [path.join(folder, '..')] } : undefined;
  } catch {
    return undefined;
  }
}
