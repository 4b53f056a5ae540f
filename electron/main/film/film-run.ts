import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type App, session as electronSession } from 'electron';
import { serveContent } from '../content.ts';
import { hardenContents, hardenSession } from '../hardening.ts';
import type { Trail } from '../trail.ts';
import { filmRequest } from './film.ts';
import { makeFilm } from './make-film.ts';

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
