import path from 'node:path';
import { failed, type Outcome, succeeded } from '../../core/model/outcome.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { SCENE_IDS } from '../../core/model/walkthrough.ts';
import { readScene, walkthroughPage } from '../../platform/documents/walkthrough-page.ts';
import { type Answer, type Call, failure, usage } from '../call.ts';
import { buildFolder } from '../film/build-folder.ts';
import { type FilmFile, runFilm } from '../film/run-film.ts';
import { unknown, type Wanted, wantedBy } from '../film/wanted.ts';
import { makeFolder, writeDocument } from '../make-document.ts';
import { safe, table } from '../print/layout.ts';
import { rulesHere } from '../rules.ts';

/** `walkthrough SCENE --format F --out PATH`: how somebody does it, filled with that person's values; no password is in it. */
export async function walkthrough(call: Call): Promise<Answer> {
  const { given } = call;
  if (given.has('list')) return list(call);
  const { profileName } = await rulesHere(call);
  const wanted = wantedBy(given, profileName);
  if (!wanted.ok) return failure(wanted.problem);
  const build = buildFolder();
  if (build === undefined) return failure(problemOf('no-display', { reason: 'no-window-program' }, []));
  const { scene, format } = wanted.value;
  if ((await readScene(build, scene, call.words.locale)) === undefined)
    return failure(unknown('scene', scene, await drawnIn(build)).problem);
  const files = format === 'html' ? await pageFor(call, build, wanted.value) : await runFilm(call, build, wanted.value);
  return files.ok ? deliver(call, wanted.value, files.value) : failure(files.problem);
}

async function drawnIn(build: string): Promise<string[]> {
  const drawn = await Promise.all(SCENE_IDS.map(async (id) => ((await readScene(build, id, 'en')) === undefined ? [] : [id])));
  return drawn.flat();
}

/** Names and titles of all walkthroughs. */
async function list({ given, words }: Call): Promise<Answer> {
  if (given.arguments.length > 0) return failure(usage('not-together', { option: '--list', other: 'SCENE' }).problem);
  const build = buildFolder();
  const scenes = await Promise.all(
    SCENE_IDS.map(async (id) => {
      const scene = build === undefined ? undefined : await readScene(build, id, words.locale);
      return scene === undefined ? [] : [{ id, title: scene.texts.title, steps: scene.scene.steps.length }];
    }),
  );
  const rows = scenes.flat();
  return { document: { scenes: rows }, lines: table(rows.map(({ id, title }) => [id, title])) };
}

async function pageFor({ words }: Call, build: string, { scene, theme, values }: Wanted): Promise<Outcome<FilmFile[], Problem>> {
  const page = await walkthroughPage(build, { scene, locale: words.locale, values, theme });
  if (page === undefined) return failed(problemOf('unexpected', {}, ['retry']));
  return succeeded([{ name: `${scene}.html`, bytes: new TextEncoder().encode(page) }]);
}

async function deliver(call: Call, { scene, format, out }: Wanted, files: readonly FilmFile[]): Promise<Answer> {
  const { words } = call;
  const [only] = files;
  if (out === '-' && only !== undefined) return { document: {}, lines: [], bytes: only.bytes };
  const folder = format === 'steps' ? await makeFolder(call, out) : undefined;
  if (folder?.ok === false) return failure(folder.problem);
  for (const { name, bytes } of files) {
    const written = await writeDocument(call, format === 'steps' ? path.join(out, name) : out, bytes);
    if (!written.ok) return failure(written.problem);
  }
  const place = path.resolve(out);
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const sentence =
    format === 'steps'
      ? words.text('written-folder', { path: place, files: files.length })
      : words.text('written-file', { path: place, bytes: size });
  return { document: { scene, format, path: place, files: files.map(({ name }) => name), bytes: size }, lines: [safe(sentence)] };
}
