import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { ExposedApi } from '../contract/calls.ts';
import { CALL_NAMES, CHANNELS, EVENT_NAMES } from '../contract/names.ts';

const refuse = (reason: string): never => {
  throw new Error(reason);
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const api: ExposedApi = {
  async call(name, id, input) {
    if (!Object.hasOwn(CALL_NAMES, name)) refuse('unknown-call');
    const envelope: unknown = await ipcRenderer.invoke(CHANNELS.call, name, id, input);
    if (isRecord(envelope) && 'reply' in envelope) return envelope['reply'];
    return refuse(isRecord(envelope) && typeof envelope['refused'] === 'string' ? envelope['refused'] : 'unexpected');
  },
  cancel(id) {
    ipcRenderer.send(CHANNELS.cancel, id);
  },
  on(name, listener) {
    if (!Object.hasOwn(EVENT_NAMES, name)) refuse('unknown-event');
    const hear = (_event: IpcRendererEvent, heard: unknown, payload: unknown): void => {
      if (heard === name) listener(payload);
    };
    ipcRenderer.on(CHANNELS.event, hear);
    return () => void ipcRenderer.off(CHANNELS.event, hear);
  },
};

contextBridge.exposeInMainWorld('mailramp', api);
