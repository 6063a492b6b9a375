import { app, session } from 'electron';
import type { WebContents } from 'electron';

/** The one origin our pages have. */
export const APP_ORIGIN = 'app://billing-desk';

function lockDown(contents: WebContents): void {
  const deny = (event: { preventDefault(): void }): void => event.preventDefault();
  contents.on('will-navigate', deny);
  contents.on('will-frame-navigate', deny);
  contents.on('will-redirect', deny);
  contents.on('will-attach-webview', deny);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Pages go nowhere, open nothing and hold no webview: windows are made by this process alone. Call it before any window. */
export function denyNavigation(): void {
  app.on('web-contents-created', (_event, contents) => lockDown(contents));
}

/** Billing Desk needs no camera, no device, no screen and no notification: every permission is refused. Call it when ready. */
export function denyPermissions(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}
