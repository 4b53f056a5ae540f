import { type ReactNode, useEffect, useState } from 'react';
import type { SceneId, WalkthroughValues } from '../../../electron/core/model/walkthrough.ts';
import { loadScene, type LoadedScene } from '../catalogue.ts';
import { Player } from './player.tsx';

export interface WalkthroughProps {
  scene: SceneId;
  locale: 'en' | 'de';
  values: WalkthroughValues;
  still: boolean;
  follow?: number | undefined;
}

/** A scene by its name, loaded when it is first looked at; nothing while there is none. */
export function Walkthrough({ scene, locale, ...rest }: WalkthroughProps): ReactNode {
  const [loaded, setLoaded] = useState<LoadedScene>();
  useEffect(() => {
    let wanted = true;
    void loadScene(scene, locale).then((found) => wanted && setLoaded(found));
    return () => {
      wanted = false;
    };
  }, [scene, locale]);
  return loaded?.scene.id === scene ? <Player key={scene} loaded={loaded} {...rest} /> : null;
}
