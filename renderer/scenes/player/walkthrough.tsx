import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SceneId, WalkthroughValues } from '../../../electron/core/model/walkthrough.ts';
import { loadScene, type LoadedScene } from '../catalogue.ts';
import { Player } from './player.tsx';
import type { Say } from './say.ts';

export interface WalkthroughProps {
  scene: SceneId;
  locale: 'en' | 'de';
  values: WalkthroughValues;
  still: boolean;
  follow?: number | undefined;
  children?: ReactNode;
}

/** A scene by its name, loaded when it is first looked at; nothing while there is none. */
export function Walkthrough({ scene, locale, ...rest }: WalkthroughProps): ReactNode {
  const { t } = useTranslation('scenes');
  const say: Say = (key, given) => t(key, { ...given });
  const [loaded, setLoaded] = useState<LoadedScene>();
  useEffect(() => {
    let wanted = true;
    void loadScene(scene, locale).then((found) => wanted && setLoaded(found));
    return () => {
      wanted = false;
    };
  }, [scene, locale]);
  return loaded?.scene.id === scene ? <Player key={scene} loaded={loaded} say={say} {...rest} /> : null;
}
