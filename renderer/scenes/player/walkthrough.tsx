import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SceneId, WalkthroughValues } from '../../../electron/core/model/walkthrough.ts';
import { Player } from './player.tsx';
import type { Say } from './say.ts';
import { useLoaded } from './use-loaded.ts';

export interface WalkthroughProps {
  scene: SceneId;
  locale: 'en' | 'de';
  values: WalkthroughValues;
  still: boolean;
  follow?: number | undefined;
  children?: ReactNode;
}

/** A scene by its name with its player; nothing while it is not there. */
export function Walkthrough({ scene, locale, ...rest }: WalkthroughProps): ReactNode {
  const { t } = useTranslation('scenes');
  const say: Say = (key, given) => t(key, { ...given });
  const loaded = useLoaded(scene, locale);
  return loaded === undefined ? null : <Player key={scene} loaded={loaded} say={say} {...rest} />;
}
