import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawnScenes, loadScene } from '../../../../renderer/scenes/catalogue.ts';
import type { SceneId } from '../../../../electron/core/model/walkthrough.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../../docs/walkthroughs.md'), 'utf8');

/** What the page has to say about a scene: name, title, steps, and every label that no source confirms. */
async function told(id: SceneId): Promise<string> {
  const loaded = await loadScene(id, 'en');
  if (loaded === undefined) throw new Error(`${id} is not drawn`);
  const { scene, texts } = loaded;
  const unsure = scene.unsure.map((key) => `“${texts.labels[key] ?? ''}”`).join(', ');
  const steps = `- \`${id}\`: ${texts.title} (${scene.steps.length} steps).`;
  return unsure === '' ? steps : `${steps} Unsure: ${unsure}.`;
}

describe('docs/walkthroughs.md', () => {
  it.each(drawnScenes())('names %s, its steps, and the labels that no source confirms', async (id) => {
    expect(page.split('\n')).toContain(await told(id));
  });

  it('names no walkthrough that is not there', () => {
    const named = [...page.matchAll(/^- `([a-z0-9-]+)`: .* steps\)/gm)].map(([, id]) => id);
    expect(named).toEqual(drawnScenes());
  });
});
