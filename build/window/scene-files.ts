import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

interface SceneData {
  sceneData: () => Promise<{ name: string; text: string }[]>;
}

const isSceneData = (module: unknown): module is SceneData =>
  typeof module === 'object' && module !== null && 'sceneData' in module && typeof module.sceneData === 'function';

/** Runs the bundle of scenes once and lays down what it holds as plain files, which any mouth can read without running anything. */
export const sceneFiles = (): Plugin => ({
  name: 'scene-files',
  applyToEnvironment: ({ name }) => name === 'scenes',
  async writeBundle({ dir = '' }) {
    const bundle = path.join(dir, 'scenes.js');
    const module: unknown = await import(`${pathToFileURL(bundle).href}?${process.hrtime.bigint()}`);
    if (!isSceneData(module)) throw new Error(`${bundle} holds no scenes`);
    const folder = path.join(dir, 'data');
    mkdirSync(folder, { recursive: true });
    for (const { name, text } of await module.sceneData()) writeFileSync(path.join(folder, name), text);
    // The bundle has done its part.
    rmSync(bundle);
    rmSync(path.join(dir, 'parts'), { recursive: true, force: true });
  },
});
