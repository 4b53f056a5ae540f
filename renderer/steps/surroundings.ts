import { createContext, type ReactNode, useContext } from 'react';
import type { Reply } from '../../electron/contract/calls.ts';
import type { Discovery } from '../../electron/core/discovery/discovery.ts';
import type { GuideStep } from '../../electron/core/model/guide.ts';
import type { Problem } from '../../electron/core/model/problem.ts';
import type { SceneId } from '../../electron/core/model/walkthrough.ts';
import type { Bridge } from '../bridge/bridge.ts';
import type { FlowEvent } from '../flow/flow.ts';
import type { Story, StoryEvent } from '../flow/story.ts';

/** A part of a walkthrough, to be shown with the values of this person. */
export interface Picture {
  scene: SceneId;
  /** First and last of the scene's steps that show it, counted from 0. */
  from: number;
  to: number;
  /** Everything that is typed or chosen in the whole guide. */
  values: GuideStep['values'];
}

/** What every page may use and none owns. */
export interface Surroundings {
  bridge: Bridge;
  start: Reply<'start'>;
  /** Draws a step of a walkthrough; without it, steps are told in words alone. */
  drawPicture?: (picture: Picture) => ReactNode;
}

const SurroundingsContext = createContext<Surroundings | undefined>(undefined);
export const SurroundingsProvider = SurroundingsContext.Provider;

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (surroundings === undefined) throw new Error('A page was drawn outside its surroundings');
  return surroundings;
}

/** `quiet`: for those who know what it is for; it stands back behind the others. */
export interface OtherWay {
  way: 'by-hand' | 'choose-program' | 'assisted' | 'walkthrough' | 'show-how' | 'check-domain';
  take: () => void;
  quiet?: boolean;
}

/** What a person can do on the page that a problem puts in the place of another. */
export interface WaysOut {
  onBack: () => void;
  onRetry?: (() => void) | undefined;
  /** The way on that is better than trying again: it becomes the page's deed. */
  onGoOnHere?: (() => void) | undefined;
  /** Other ways on, in the order in which they are offered. */
  others?: readonly OtherWay[];
  /** Told when the page looks by itself whether the problem is gone. */
  watching?: string | undefined;
}

export type DrawTrouble = (problem: Problem, ways: WaysOut) => ReactNode;

/** What a step is given: what was decided, and the doors out of it. */
export interface StepProps {
  story: Story;
  discovery: Discovery | undefined;
  /** The search still refines `discovery`. */
  searching: boolean;
  tell: (event: StoryEvent) => void;
  go: (event: FlowEvent) => void;
  drawTrouble: DrawTrouble;
}
