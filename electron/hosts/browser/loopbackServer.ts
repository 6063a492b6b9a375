import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Application } from '../../app/application.ts';
import { createRendererFiles } from '../rendererFiles.ts';
import { createAccess } from './access.ts';
import { createLoopbackApp } from './loopbackApp.ts';

export interface LoopbackServer {
  /** With the one-time token: print it, open it, keep it nowhere. */
  readonly address: string;
  close(): Promise<void>;
}

/** Serves the application on 127.0.0.1 alone, on a random port unless one is given (0: random). */
export async function startLoopbackServer(options: {
  readonly application: Pick<Application, 'invoke' | 'download' | 'onEvent'>;
  readonly rendererFolder: string;
  readonly port: number;
}): Promise<LoopbackServer> {
  const access = createAccess();
  let port = 0;
  const app = createLoopbackApp({
    application: options.application,
    access,
    rendererFiles: createRendererFiles(options.rendererFolder),
    port: () => port,
  });
  // Without TLS or HTTP/2 options the adaptor makes a plain node:http server.
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: { requestTimeout: 30_000, headersTimeout: 10_000 } }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port');
  port = bound.port;
  return {
    address: `http://127.0.0.1:${port}/?token=${access.launchToken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
