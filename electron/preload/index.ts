import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import type { Bridge, HostEvent } from '../../shared/bridge.ts';
import { EVENT_CHANNEL, INVOKE_CHANNEL } from './channels.ts';

// Two functions and a word are all a page gets. The event object stays here: it would lead the page to ipcRenderer.
const bridge: Bridge = Object.freeze({
  host: 'desktop',
  invoke: (route: string, input: unknown) => ipcRenderer.invoke(INVOKE_CHANNEL, route, input),
  on: (listener: (event: HostEvent) => void) => {
    const receive = (_event: IpcRendererEvent, event: HostEvent): void => listener(event);
    ipcRenderer.on(EVENT_CHANNEL, receive);
    return () => void ipcRenderer.removeListener(EVENT_CHANNEL, receive);
  },
});

contextBridge.exposeInMainWorld('billingDesk', bridge);
