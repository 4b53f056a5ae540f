import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type App, session as electronSession } from 'electron';
import { serveContent } from '../content.ts';
import { hardenContents, hardenSession } from '../hardening.ts';
import type { Trail } from '../trail.ts';
import { filmRequest } from './film.ts';
import { makeFilm } from './make-film.ts';

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

/** Makes the film and ends the program. */
export async function runFilm(app: App, folder: string, content: string): Promise<void> {
  app.on('window-all-closed', () => undefined);
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, SILENT));
  const session = electronSession.fromPartition('film');
  hardenSession(session, SILENT);
  serveContent(session, content);
  const request = filmRequest.parse(JSON.parse(readFileSync(path.join(folder, 'request.json'), 'utf8')));
  for (const { name, bytes } of await makeFilm(session, request)) writeFileSync(path.join(folder, name), bytes, { mode: 0o600 });
  app.exit(0);
}

/** This run keeps no trail: whoever started it hears how it ended. */
const SILENT: Trail = { note: () => undefined, failure: () => '' };
