import { drawnScenes, loadScene } from '../catalogue.ts';

const WORDS = import.meta.glob<Record<string, string>>('../../../assets/locales/*/scenes.json', { import: 'default' });

/** One file for each scene and language: everything but the values that a page which stands alone needs. */
export async function sceneData(): Promise<{ name: string; text: string }[]> {
  const files = [];
  for (const locale of ['en', 'de'] as const) {
    const words = await WORDS[`../../../assets/locales/${locale}/scenes.json`]?.();
    for (const id of drawnScenes())
      files.push({ name: `${id}.${locale}.json`, text: JSON.stringify({ ...(await loadScene(id, locale)), words }) });
  }
  return files;
}
