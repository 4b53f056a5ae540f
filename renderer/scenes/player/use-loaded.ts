import { useEffect, useState } from 'react';
import type { SceneId } from '../../../electron/core/model/walkthrough.ts';
import { loadScene, type LoadedScene } from '../catalogue.ts';

/** A scene by its name, loaded when it is first looked at; undefined until then, and where nobody has drawn it. */
export function useLoaded(scene: SceneId, locale: 'en' | 'de'): LoadedScene | undefined {
  const [loaded, setLoaded] = useState<LoadedScene>();
  useEffect(() => {
    let wanted = true;
    void loadScene(scene, locale).then((found) => (wanted ? setLoaded(found) : undefined));
    return () => {
      wanted = false;
    };
  }, [scene, locale]);
  return loaded?.scene.id === scene ? loaded : undefined;
}
