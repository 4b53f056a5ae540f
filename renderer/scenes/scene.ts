import type { SceneId, WalkthroughValues } from '../../electron/core/model/walkthrough.ts';

/** Pixels of the screen that is drawn; the caption has its own strip below. Together 749 × 533, as in the provider's manual. */
export const SCREEN = { width: 749, height: 473 } as const;
export const CAPTION_HEIGHT = 60;

/** Left, top, width, height; inside its window for a control, on the screen for a window. */
export type Box = readonly [left: number, top: number, width: number, height: number];

/**
 * A key below `labels` of the scene's catalogue, or one of the reader's values as `=server`. A label may hold
 * placeholders such as `{server}`.
 */
export type Words = string;

interface Placed {
  /** Named when an action points to it; unique in a scene. What was typed or chosen stays with the name. */
  id?: string;
  box: Box;
}

export type TextLook = 'plain' | 'quiet' | 'bold' | 'heading' | 'title' | 'lead' | 'link' | 'small' | 'mono' | 'warning';

export type Control =
  | (Placed & { kind: 'text'; text: Words; look?: TextLook; align?: 'start' | 'centre' | 'end' })
  /** `text` is what stands in it from the beginning; `secret` shows dots. */
  | (Placed & { kind: 'field'; text?: Words; secret?: true; placeholder?: Words; tall?: true })
  | (Placed & { kind: 'button'; text: Words; look?: 'plain' | 'default' | 'primary' | 'danger'; disabled?: true })
  | (Placed & { kind: 'radio'; text: Words; on?: true })
  | (Placed & { kind: 'checkbox'; text: Words; on?: true })
  | (Placed & { kind: 'switch'; text: Words; on?: true })
  /** `chosen` is the line that is selected from the beginning, from 0. */
  | (Placed & { kind: 'list'; lines: readonly Words[]; chosen?: number; lineHeight?: number })
  | (Placed & { kind: 'combo'; lines: readonly Words[]; chosen?: number })
  | (Placed & { kind: 'group'; text: Words })
  | (Placed & { kind: 'tabs'; lines: readonly Words[]; chosen: number })
  /** A table; a cell's state (`set`) replaces its last column, for tests that complete one after the other. */
  | (Placed & { kind: 'table'; head: readonly Words[]; lines: readonly (readonly Words[])[]; columns: readonly number[] })
  | (Placed & { kind: 'slider'; lines: readonly Words[]; chosen: number })
  /** A line of a phone's or a sidebar's list. */
  | (Placed & { kind: 'row'; text: Words; detail?: Words; icon?: Icon; chevron?: true; chosen?: true })
  | (Placed & { kind: 'icon'; icon: Icon; look?: 'plain' | 'accent' | 'quiet' })
  | (Placed & { kind: 'panel'; look: 'card' | 'header' | 'sunken' | 'accent' | 'line' | 'notice' })
  | (Placed & { kind: 'menu'; lines: readonly Words[]; chosen?: number })
  /** A square code that means nothing: the real one stands on the phone page. */
  | (Placed & { kind: 'code' });

export const ICONS = [
  'mail',
  'calendar',
  'contacts',
  'user',
  'users',
  'settings',
  'search',
  'shield',
  'globe',
  'server',
  'plus',
  'check',
  'lock',
  'download',
  'camera',
  'warning',
  'folder',
  'key',
  'copy',
  'menu',
  'back',
  'more',
  'phone',
  'monitor',
] as const;
export type Icon = (typeof ICONS)[number];

export const FRAMES = ['dialog', 'explorer', 'app', 'browser', 'mac', 'iphone', 'android', 'none'] as const;

/** A window of the system that is shown; the last one is in front. */
export interface Pane {
  id?: string;
  frame: (typeof FRAMES)[number];
  title: Words;
  box: Box;
  controls: readonly Control[];
  /** Address line of an explorer or browser. */
  location?: Words;
}

/** What happens in a step, one after the other. `at` names a control that can be seen at that moment. */
export type Action =
  | { do: 'point'; at: string }
  | { do: 'click'; at: string; double?: true }
  /** Replaces what stood in the field. */
  | { do: 'type'; at: string; text: Words }
  /** Dots, as many as any password might have; no password ever gets here. */
  | { do: 'type-password'; at: string }
  /** A radio, box, switch (true or false) or the line of a list, combo, tab, slider. */
  | { do: 'choose'; at: string; to: boolean | number }
  | { do: 'scroll'; at: string; by: number }
  /** Something changes by itself: the last column of a table's line, or the text of a label or button. */
  | { do: 'set'; at: string; line?: number; text: Words }
  | { do: 'show'; pane: Pane }
  | { do: 'hide'; pane: string }
  | { do: 'mark'; at: string }
  | { do: 'wait'; ms: number };

export interface SceneStep {
  /** `steps.<id>.caption` and `steps.<id>.instruction` in the scene's catalogue; the instruction alone must do. */
  id: string;
  /** What is on the screen when the step begins. */
  panes: readonly Pane[];
  actions: readonly Action[];
}

export interface Scene {
  id: SceneId;
  /** `pointer` draws an arrow, `finger` a touch. */
  hand: 'pointer' | 'finger';
  /** What lies behind the windows. */
  ground: 'desktop' | 'plain';
  steps: readonly SceneStep[];
  /** Catalogues of labels that several scenes share: `assets/locales/<locale>/scenes/labels-<name>.json`. */
  sharedLabels: readonly string[];
  /** Labels that no source confirms for this version; docs list them. */
  unsure: readonly Words[];
}

/** `assets/locales/<locale>/scenes/<id>.json`. */
export interface SceneTexts {
  title: string;
  steps: Record<string, { caption: string; instruction: string }>;
  labels: Record<string, string>;
}

export type Values = WalkthroughValues;
