import type { UiRecord } from '../../../../../electron/core/clients/outlook/index.ts';
import { computerWith, type Kind, setUp } from './set-up.ts';

type Recorded = UiRecord['windows'][number];

export interface Seen {
  page: string;
  window: Recorded['window'];
  controls: Recorded['controls'];
  language: 'en' | 'de' | 'xx';
  wizard: number;
}

/** Every dialog that the scripted applet shows, in three languages and two looks. */
export async function recordAll(): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const language of ['en', 'de', 'xx'] as const) {
    for (const look of [0, 1] as const) {
      for (const kind of ['activesync', 'imap'] as const satisfies readonly Kind[]) {
        const computer = computerWith({ language, look });
        let wizard = 0;
        await setUp(
          computer,
          kind,
          {},
          {
            onWindow: ({ page }) => {
              const window = computer.desk.dialogs.find((dialog) => dialog.enabled);
              if (window === undefined) return;
              if (page === 'auto') wizard = window.handle;
              const { handle, className, title, processId, enabled, visible } = window;
              const controls = window.widgets.map(
                ({ handle: own, className: family, id, caption, style, enabled: on, visible: shown, index, parent }) => ({
                  handle: own,
                  className: family,
                  id,
                  caption,
                  style,
                  enabled: on,
                  visible: shown,
                  index,
                  parent,
                }),
              );
              seen.push({ page, language, wizard, window: { handle, className, title, processId, enabled, visible }, controls });
            },
          },
        );
      }
    }
  }
  return seen;
}
