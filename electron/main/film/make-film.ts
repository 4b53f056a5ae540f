import type { Session } from 'electron';
import type { FilmFile, FilmRequest } from './film.ts';
import { heightFor } from './film.ts';
import { openGif } from './gif.ts';
import { openReel, pixelsOf, type Reel } from './reel.ts';

/** Milliseconds between two pictures that move: ten a second. */
const INTERVAL = 100;

/** The files of a film: one GIF, or numbered pictures with their words. Rejects when `signal` fires. */
export async function makeFilm(session: Session, request: FilmRequest, signal?: AbortSignal): Promise<FilmFile[]> {
  const reel = await openReel(session, request);
  try {
    return request.format === 'gif' ? [await gifOf(reel, request, signal)] : await stepsOf(reel, request, signal);
  } finally {
    reel.close();
  }
}

async function gifOf(reel: Reel, { scene, width }: FilmRequest, signal: AbortSignal | undefined): Promise<FilmFile> {
  const samples = [];
  for (const { start, end } of reel.steps) {
    signal?.throwIfAborted();
    samples.push(pixelsOf(await reel.picture((start + end) / 2)), pixelsOf(await reel.picture(end)));
  }
  const gif = openGif({ width, height: heightFor(width) }, samples);
  for (const time of await reel.moments(INTERVAL)) {
    signal?.throwIfAborted();
    gif.add(pixelsOf(await reel.picture(time)), time);
  }
  return { name: `${scene}.gif`, bytes: gif.finish(reel.length + INTERVAL) };
}

async function stepsOf(reel: Reel, { scene, locale }: FilmRequest, signal: AbortSignal | undefined): Promise<FilmFile[]> {
  const files: FilmFile[] = [];
  const steps = [];
  for (const [index, { id, end, caption, instruction }] of reel.steps.entries()) {
    signal?.throwIfAborted();
    const name = `${String(index + 1).padStart(2, '0')}-${id}.png`;
    files.push({ name, bytes: (await reel.picture(end)).toPNG() });
    steps.push({ picture: name, caption, instruction });
  }
  const words = { scene, locale, title: reel.title, steps };
  return [...files, { name: 'steps.json', bytes: Buffer.from(`${JSON.stringify(words, null, 2)}\n`) }];
}
