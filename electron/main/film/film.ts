import { z } from 'zod';
import { sceneId, walkthroughValues } from '../../core/model/walkthrough.ts';

/** Pixels of a film that nobody gave another size: the screen with the strip for the caption. */
export const FILM_SIZE = { width: 749, height: 533 } as const;

/** What a film shows; nothing in it is secret, but it names a person. */
export const filmRequest = z.object({
  format: z.enum(['gif', 'steps']),
  scene: sceneId,
  locale: z.enum(['en', 'de']),
  theme: z.enum(['light', 'dark']),
  values: walkthroughValues,
  /** Pixels; the height follows. */
  width: z.number().int().min(160).max(2247),
});
export type FilmRequest = z.infer<typeof filmRequest>;

/** What the page of the film tells about itself (`renderer/scenes/film`). */
export const filmFacts = z.object({
  title: z.string(),
  length: z.number(),
  steps: z.array(z.object({ id: z.string(), start: z.number(), end: z.number(), caption: z.string(), instruction: z.string() })),
});
export type FilmFacts = z.infer<typeof filmFacts>;

/** Height that belongs to a width. */
export const heightFor = (width: number): number => Math.round((width * FILM_SIZE.height) / FILM_SIZE.width);

/** One file of a finished film, by its name in the folder. */
export interface FilmFile {
  name: string;
  bytes: Uint8Array;
}
