import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import type { Envelope } from '../../../shared/errors.ts';
import type { Application } from '../../app/application.ts';
import { INVOKE_CHANNEL } from '../../preload/channels.ts';
import { APP_ORIGIN } from './security.ts';

/**
 * Whether a message came from one of our own pages: the main frame (null once it has navigated away) of a window made here,
 * showing our origin.
 */
function isOurPage({ senderFrame, sender }: IpcMainInvokeEvent, isOurs: (webContentsId: number) => boolean): boolean {
  if (senderFrame === null || senderFrame.parent !== null || !isOurs(sender.id)) return false;
  return senderFrame.url.startsWith(`${APP_ORIGIN}/`);
}

/** Connects the pages' one call to the application. Never rejects: Electron would carry the message of an error and lose its code. */
export function connectPages(application: Pick<Application, 'invoke'>, isOurs: (webContentsId: number) => boolean): void {
  ipcMain.handle(INVOKE_CHANNEL, (event, route: unknown, input: unknown): Promise<Envelope<unknown>> => {
    if (!isOurPage(event, isOurs) || typeof route !== 'string') {
      return Promise.resolve({ ok: false, error: { code: 'BAD_INPUT', path: '', message: 'This call did not come from a window of Billing Desk.' } });
    }
    return application.invoke(route, input);
  });
}
