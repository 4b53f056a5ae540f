import { type SceneId, SCENE_IDS } from '../../electron/core/model/walkthrough.ts';
import type { Scene, SceneTexts } from './scene.ts';

const SCENES = import.meta.glob<Scene>('./*/scene.ts', { import: 'scene' });
const TEXTS = import.meta.glob<SceneTexts>(['../../assets/locales/*/scenes/*.json', '!**/labels-*.json'], { import: 'default' });
const LABELS = import.meta.glob<SceneTexts['labels']>('../../assets/locales/*/scenes/labels-*.json', { import: 'default' });

export interface LoadedScene {
  scene: Scene;
  texts: SceneTexts;
}

/** Scenes that are drawn, in the order of their names; each is loaded only when it is looked at. */
export const drawnScenes = (): SceneId[] => SCENE_IDS.filter((id) => SCENES[`./${id}/scene.ts`] !== undefined);

/** A scene with its words; undefined while nobody has drawn it. */
export async function loadScene(id: SceneId, locale: 'en' | 'de'): Promise<LoadedScene | undefined> {
  const folder = `../../assets/locales/${locale}/scenes`;
  const [bringScene, bringTexts] = [SCENES[`./${id}/scene.ts`], TEXTS[`${folder}/${id}.json`]];
  if (bringScene === undefined || bringTexts === undefined) return undefined;
  const [scene, texts] = await Promise.all([bringScene(), bringTexts()]);
  const shared = await Promise.all(scene.sharedLabels.map(async (name) => (await LABELS[`${folder}/labels-${name}.json`]?.()) ?? {}));
  const labels = Object.fromEntries([...shared, texts.labels].flatMap((some) => Object.entries(some)));
  return { scene, texts: { ...texts, labels } };
}
