import { ipcMain, type WebContents, type WebFrameMain } from 'electron';
import { CHANNELS } from '../contract/names.ts';
import type { Caller, Counter } from './answer.ts';
import { isOurs } from './content.ts';

/** Only the main frame of our own window, while it shows our own page, is heard. */
function callerOf(sender: WebContents, frame: WebFrameMain | null, window: WebContents | undefined): Caller {
  const trusted = sender === window && frame !== null && frame === sender.mainFrame && isOurs(frame.url);
  return {
    trusted,
    send: (name, event) => {
      if (trusted && !sender.isDestroyed()) sender.send(CHANNELS.event, name, event);
    },
  };
}

/** The only place that hears the window. */
export function listenAtDoor(counter: Promise<Counter>, window: () => WebContents | undefined): void {
  ipcMain.handle(CHANNELS.call, async (event, name: unknown, id: unknown, input: unknown) => {
    const caller = callerOf(event.sender, event.senderFrame, window());
    return (await counter).serve(caller, name, id, input);
  });
  ipcMain.on(CHANNELS.cancel, (event, id: unknown) => {
    const caller = callerOf(event.sender, event.senderFrame, window());
    void counter.then(({ cancel }) => cancel(caller, id));
  });
}
