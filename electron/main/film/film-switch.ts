import path from 'node:path';
import { parseArgs } from 'node:util';
import type { App } from 'electron';

/**
 * A run without a window: `--film=FOLDER` names a folder in which the command line laid `request.json`. The film is
 * written beside it, and nowhere else; the exit code tells whether it is whole.
 */
export function filmFolder(args: readonly string[]): string | undefined {
  const { values } = parseArgs({ args: [...args], options: { film: { type: 'string' } }, strict: false, allowPositionals: true });
  return typeof values.film === 'string' && path.isAbsolute(values.film) ? values.film : undefined;
}

/** Before Electron is ready: nothing of this run mixes with the window's, and a pixel is a pixel. */
export function prepareFilmRun(app: App, folder: string): void {
  app.setPath('userData', path.join(folder, 'profile'));
  app.commandLine.appendSwitch('force-device-scale-factor', '1');
  app.disableHardwareAcceleration();
}
