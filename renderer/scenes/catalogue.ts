import { type SceneId, SCENE_IDS } from '../../electron/core/model/walkthrough.ts';
import type { Scene, SceneTexts } from './scene.ts';

const SCENES = import.meta.glob<Scene>('./*/scene.ts', { import: 'scene' });
const TEXTS = import.meta.glob<SceneTexts>('../../assets/locales/*/scenes/*.json', { import: 'default' });

export interface LoadedScene {
  scene: Scene;
  texts: SceneTexts;
}

/** Scenes that are drawn, in the order of their names; each is loaded only when it is looked at. */
export const drawnScenes = (): SceneId[] => SCENE_IDS.filter((id) => SCENES[`./${id}/scene.ts`] !== undefined);

/** A scene with its words; undefined while nobody has drawn it. */
export async function loadScene(id: SceneId, locale: 'en' | 'de'): Promise<LoadedScene | undefined> {
  const [scene, texts] = [SCENES[`./${id}/scene.ts`], TEXTS[`../../assets/locales/${locale}/scenes/${id}.json`]];
  return scene === undefined || texts === undefined ? undefined : { scene: await scene(), texts: await texts() };
}
