import { Readable } from 'node:stream';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { streamSSE } from 'hono/streaming';
import { timeout } from 'hono/timeout';
import type { Application } from '../../app/application.ts';
import type { Access } from './access.ts';
import { plainPage } from './plainPage.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;
const CALL_LIMIT_MS = 60_000;
const HEARTBEAT_MS = 20_000;

export interface LoopbackOptions {
  readonly application: Pick<Application, 'invoke' | 'download' | 'onEvent'>;
  readonly access: Access;
  readonly rendererFiles: (urlPath: string) => Promise<Response>;
  /** Known once the server listens. */
  readonly port: () => number;
}

function refuse(context: Context, status: 400 | 403 | 404 | 405 | 413 | 415, sentence: string): Response {
  return context.text(sentence, status);
}

/** The pieces as bytes, each read when the browser has taken the one before. A fault breaks the download off, so that half a file never passes for a whole one. */
async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}
function bytesOf(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  // Node's own ReadableStream is the platform's; only their types are two.
  return Readable.toWeb(Readable.from(encoded(pieces), { objectMode: true, highWaterMark: 1 })) as ReadableStream<Uint8Array>;
}

/** Typed into the address bar, from a link, or a window opened by ours: not a file or call made by a page. */
function isNavigation(context: Context): boolean {
  return context.req.method === 'GET' && context.req.header('sec-fetch-mode') === 'navigate' && context.req.header('sec-fetch-dest') === 'document';
}

/**
 * The application on 127.0.0.1, for one browser. Another site in that browser can send requests here, and a name can be made
 * to point here; so every request names the exact host and carries the cookie, and a call must also come from our own page,
 * as JSON, with a header no foreign page may set. There are no CORS headers. Page paths: `/`, `/billing-manager/`.
 */
export function createLoopbackApp({ application, access, rendererFiles, port }: LoopbackOptions): Hono {
  const app = new Hono({ getPath: (request) => new URL(request.url).pathname });
  const host = () => `127.0.0.1:${port()}`;
  // Cookies do not know ports: with the port in its name, two running applications do not log each other out.
  const cookieName = () => `billing-desk-${port()}`;

  app.use(async (context, next) => {
    if (context.req.header('host') !== host()) return refuse(context, 403, 'This address is not known here.');
    const token = context.req.query('token');
    if (context.req.method === 'GET' && context.req.path === '/' && token !== undefined) {
      const session = access.exchange(token);
      if (session !== null) {
        setCookie(context, cookieName(), session, { httpOnly: true, sameSite: 'Strict', path: '/' });
        return context.redirect('/', 303);
      }
      // The used address is easily reloaded or kept as a bookmark by the browser that is already in.
      if (access.holds(getCookie(context, cookieName()))) return context.redirect('/', 303);
    }
    if (!access.holds(getCookie(context, cookieName()))) {
      return plainPage(
        403,
        'Billing Desk is running, but not for this browser window',
        'Its address works once, in the browser that opens it first. Stop Billing Desk in the terminal (Ctrl+C), start it again, and open the address that it prints.',
      );
    }
    const site = context.req.header('sec-fetch-site');
    if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isNavigation(context)) {
      return refuse(context, 403, 'This request came from another site.');
    }
    await next();
    return undefined;
  });

  app.use('/invoke/*', async (context, next) => {
    const { req } = context;
    if (req.method !== 'POST') return refuse(context, 405, 'Calls are made with POST.');
    if (req.header('origin') !== `http://${host()}`) return refuse(context, 403, 'This call came from another origin.');
    if (req.header('sec-fetch-site') !== 'same-origin') return refuse(context, 403, 'This call came from another site.');
    if (req.header('x-billing-desk') !== '1') return refuse(context, 403, 'This call lacks its header.');
    if (req.header('content-type')?.split(';')[0]?.trim().toLowerCase() !== 'application/json') return refuse(context, 415, 'Calls are made in JSON.');
    await next();
    return undefined;
  });
  app.use('/invoke/*', bodyLimit({ maxSize: BODY_LIMIT_BYTES, onError: (context) => refuse(context, 413, 'This call is too large.') }));
  app.use('/invoke/*', timeout(CALL_LIMIT_MS));

  app.post('/invoke/:route', async (context) => {
    let input: unknown;
    try {
      input = await context.req.json();
    } catch {
      return refuse(context, 400, 'This is not JSON.');
    }
    const envelope = await application.invoke(context.req.param('route'), input);
    context.header('Cache-Control', 'no-store');
    return context.json(envelope);
  });

  // A link of our own page alone leads here: no other site's, no address typed or kept.
  app.get('/downloads/:name', async (context) => {
    if (context.req.header('sec-fetch-site') !== 'same-origin') return refuse(context, 403, 'A download is begun in Billing Desk.');
    let input: unknown;
    try {
      input = JSON.parse(context.req.query('input') ?? '');
    } catch {
      return refuse(context, 400, 'This is not JSON.');
    }
    const answer = await application.download(context.req.param('name'), input);
    if (!answer.ok) return plainPage(answer.error.code === 'NOT_ALLOWED' || answer.error.code === 'NOT_SIGNED_IN' ? 403 : 400, 'Nothing was downloaded', 'Go back to Billing Desk and try again there.');
    const { fileName, contentType, chunks } = answer.value;
    return new Response(bytesOf(chunks), {
      headers: {
        'Content-Type': contentType,
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    });
  });

  app.get('/events', (context) =>
    streamSSE(context, async (stream) => {
      const stop = application.onEvent((event) => void stream.writeSSE({ data: JSON.stringify(event) }));
      stream.onAbort(stop);
      // A comment line now and then keeps the connection open and finds out when the page is gone.
      await stream.write(': open\n\n');
      while (!stream.aborted && !stream.closed) {
        await stream.sleep(HEARTBEAT_MS);
        await stream.write(': still here\n\n');
      }
      stop();
    }),
  );

  app.get('*', (context) => rendererFiles(context.req.path));
  app.all('*', (context) => refuse(context, 405, 'Only pages and calls are served here.'));
  app.onError((_error, context) => context.text('This request could not be answered.', 500));
  return app;
}
