import { protocol } from 'electron';
import { createRendererFiles } from '../rendererFiles.ts';
import { APP_ORIGIN } from './security.ts';

/** Must run before the application is ready: app:// gets an origin of its own, as a secure context. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Serves the built pages under app://billing-desk/, and nothing else: no other host, no other method, no file outside. */
export function serveAppScheme(rendererFolder: string): void {
  const files = createRendererFiles(rendererFolder);
  protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    // URL.origin is "null" for a scheme that Node does not know.
    if (`${url.protocol}//${url.host}` !== APP_ORIGIN || request.method !== 'GET') return new Response('Not found', { status: 404 });
    return files(url.pathname);
  });
}
