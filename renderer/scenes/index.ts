export { drawnScenes, loadScene, type LoadedScene } from './catalogue.ts';
export { Player, type PlayerProps } from './player/player.tsx';
export { Walkthrough, type WalkthroughProps } from './player/walkthrough.tsx';
