import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLoopbackServer } from '../../electron/hosts/browser/loopbackServer.ts';
import type { LoopbackServer } from '../../electron/hosts/browser/loopbackServer.ts';
import type { HostEvent } from '../../shared/bridge.ts';

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

const listeners = new Set<(event: HostEvent) => void>();
const invoked: { route: string; input: unknown }[] = [];
const folders: string[] = [];
let server: LoopbackServer;
let origin: string;
let cookie: string;

/** node:http, because fetch may not set Host, Origin or Sec-Fetch-Site. */
function send(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(
      { host: '127.0.0.1', port: new URL(origin).port, path, method: options.method ?? 'GET', headers: options.headers ?? {} },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (body += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      },
    );
    call.on('error', reject);
    call.end(options.body);
  });
}

function callHeaders(): Record<string, string> {
  return { cookie, origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', 'x-billing-desk': '1' };
}

function without(name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(callHeaders()).filter(([key]) => key !== name));
}

async function* pieces(): AsyncGenerator<string> {
  yield 'receipt,\r\n';
  await Promise.resolve();
  yield 'ü\r\n';
}

const call = (headers: Record<string, string>, body = '{"a":1}') => send('/invoke/app.state', { method: 'POST', headers, body });

async function start(): Promise<LoopbackServer> {
  const folder = mkdtempSync(join(tmpdir(), 'billing-desk-pages-'));
  folders.push(folder);
  const renderer = join(folder, 'renderer');
  for (const page of ['summary', 'billing-manager', 'assets']) mkdirSync(join(renderer, page), { recursive: true });
  writeFileSync(join(renderer, 'summary', 'index.html'), '<!doctype html><html><head><title>Summary</title></head></html>');
  writeFileSync(join(renderer, 'billing-manager', 'index.html'), '<!doctype html><html><head><title>Manager</title></head></html>');
  writeFileSync(join(renderer, 'assets', 'main.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  return startLoopbackServer({
    rendererFolder: renderer,
    port: 0,
    application: {
      invoke: (route, input) => {
        invoked.push({ route, input });
        return Promise.resolve({ ok: true, value: 'answered' });
      },
      download: (name, input) => {
        invoked.push({ route: name, input });
        return Promise.resolve(
          name === 'receipts.saveCsv'
            ? { ok: true, value: { fileName: 'Ö, "x".csv', contentType: 'text/csv; charset=utf-8', chunks: pieces() } }
            : { ok: false, error: { code: 'NOT_ALLOWED', path: '', message: 'No.' } },
        );
      },
      onEvent: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  });
}

beforeAll(async () => {
  server = await start();
  origin = new URL(server.address).origin;
  const answer = await send(new URL(server.address).pathname + new URL(server.address).search);
  cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
});

afterAll(async () => {
  await server.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('a download', () => {
  const path = (name: string, input: string) => `/downloads/${name}?input=${encodeURIComponent(input)}`;
  const ours = () => ({ cookie, 'sec-fetch-site': 'same-origin' });

  test('comes piece by piece under its name', async () => {
    const answer = await send(path('receipts.saveCsv', '{"filter":{}}'), { headers: ours() });
    expect(answer).toMatchObject({ status: 200, body: 'receipt,\r\nü\r\n' });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': "attachment; filename*=UTF-8''%C3%96%2C%20%22x%22.csv",
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(invoked.at(-1)).toEqual({ route: 'receipts.saveCsv', input: { filter: {} } });
  });

  test.each(['cross-site', 'same-site', 'none'])('begun %s is refused before anything is read', async (site) => {
    const before = invoked.length;
    expect((await send(path('receipts.saveCsv', '{}'), { headers: { cookie, 'sec-fetch-site': site } })).status).toBe(403);
    expect(invoked).toHaveLength(before);
  });

  test('needs the cookie, JSON, and to be allowed', async () => {
    expect((await send(path('receipts.saveCsv', '{}'), { headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(403);
    expect((await send(path('receipts.saveCsv', '{'), { headers: ours() })).status).toBe(400);
    expect((await send(path('another', '{}'), { headers: ours() })).status).toBe(403);
  });
});

describe('coming in', () => {
  test('the printed address gives a cookie no script and no other site can use, and leads to a clean address', async () => {
    const fresh = await start();
    const address = new URL(fresh.address);
    expect(address.hostname).toBe('127.0.0.1');
    const answer = await fetch(fresh.address, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/');
    expect(answer.headers.get('set-cookie')).toMatch(/^billing-desk-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const again = await fetch(fresh.address, { redirect: 'manual' });
    expect(again.status).toBe(403);
    expect(again.headers.get('set-cookie')).toBeNull();
    await fresh.close();
  });

  test('a used address in the browser that is in leads to the clean one', async () => {
    const answer = await send(new URL(server.address).pathname + new URL(server.address).search, { headers: { cookie } });
    expect(answer.status).toBe(303);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('a wrong token gives nothing', async () => {
    const answer = await send('/?token=wrong');
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test.each(['/', '/billing-manager/?account=1', '/assets/main.js', '/events', '/nowhere'])('%s needs the cookie', async (path) => {
    const answer = await send(path);
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('open the address that it prints');
  });

  test('a cookie of another run is refused', async () => {
    expect((await send('/', { headers: { cookie: cookie.replace(/=.*/, `=${'a'.repeat(43)}`) } })).status).toBe(403);
  });
});

describe('pages and files', () => {
  test.each([
    ['/', 'Summary'],
    ['/billing-manager/?account=1', 'Manager'],
  ])('%s is served with the policy, and a new nonce each load', async (path, title) => {
    const nonces = new Set<string>();
    for (let load = 0; load < 2; load += 1) {
      const { status, body, headers } = await send(path, { headers: { cookie } });
      expect(status).toBe(200);
      expect(body).toContain(title);
      const nonce = /<meta name="csp-nonce" content="([^"]+)">/.exec(body)?.[1] ?? 'none';
      expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['access-control-allow-origin']).toBeUndefined();
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(2);
  });

  test('a file is served with its type', async () => {
    const { status, headers } = await send('/assets/main.js', { headers: { cookie } });
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/javascript');
  });

  test.each(['/../secret.txt', '/assets/../../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/..%5c..%5csecret.txt', '/summary/index.html', '/%00', '/%'])(
    '%s leads nowhere',
    async (path) => {
      const answer = await send(path, { headers: { cookie } });
      expect([400, 404]).toContain(answer.status);
      expect(answer.body).not.toContain('secret');
    },
  );

  test('a file is not given to a page of another port of this machine', async () => {
    const headers = { cookie, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' };
    expect((await send('/assets/main.js', { headers })).status).toBe(403);
    expect((await send('/events', { headers })).status).toBe(403);
  });
});

describe('calls', () => {
  test('a call of our own page is answered', async () => {
    invoked.length = 0;
    const answer = await call(callHeaders());
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: 'answered' });
    expect(invoked).toEqual([{ route: 'app.state', input: { a: 1 } }]);
  });

  const refused: [string, () => Record<string, string>, number][] = [
    ['another host name', () => ({ ...callHeaders(), host: 'billing.example' }), 403],
    ['localhost instead of the address', () => ({ ...callHeaders(), host: `localhost:${new URL(origin).port}` }), 403],
    ['another port in the host', () => ({ ...callHeaders(), host: '127.0.0.1:1' }), 403],
    ['no cookie', () => without('cookie'), 403],
    ['no origin', () => without('origin'), 403],
    ['another origin', () => ({ ...callHeaders(), origin: 'https://example.com' }), 403],
    ['the origin null', () => ({ ...callHeaders(), origin: 'null' }), 403],
    ['no word on where it came from', () => without('sec-fetch-site'), 403],
    ['another site', () => ({ ...callHeaders(), 'sec-fetch-site': 'cross-site' }), 403],
    ['another port of this machine', () => ({ ...callHeaders(), 'sec-fetch-site': 'same-site' }), 403],
    ['no custom header', () => without('x-billing-desk'), 403],
    ['no content type', () => without('content-type'), 415],
    ['a form', () => ({ ...callHeaders(), 'content-type': 'text/plain' }), 415],
  ];
  test.each(refused)('%s is refused and reaches nothing', async (_name, headers, status) => {
    invoked.length = 0;
    expect((await call(headers())).status).toBe(status);
    expect(invoked).toEqual([]);
  });

  test('a body over 1 MB is refused, with and without its length said', async () => {
    invoked.length = 0;
    const body = JSON.stringify('x'.repeat(1024 * 1024));
    expect((await call(callHeaders(), body)).status).toBe(413);
    const chunked = call({ ...callHeaders(), 'transfer-encoding': 'chunked' }, body);
    // The server need not read to the end what it refuses: it may cut the connection instead.
    expect(['413', 'socket hang up', 'write EPIPE', 'read ECONNRESET']).toContain(await chunked.then((answer) => String(answer.status), (error: Error) => error.message));
    expect(invoked).toEqual([]);
  });

  test('what is not JSON is refused', async () => {
    invoked.length = 0;
    expect((await call(callHeaders(), '{')).status).toBe(400);
    expect(invoked).toEqual([]);
  });

  test('a call by GET is refused', async () => {
    expect((await send('/invoke/app.state', { headers: callHeaders() })).status).toBe(405);
  });

  test('a preflight is not answered with leave', async () => {
    const answer = await send('/invoke/app.state', { method: 'OPTIONS', headers: { origin: 'https://example.com' } });
    expect(answer.status).toBe(403);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});

test('events arrive as they are sent, and a closed page stops listening', async () => {
  const controller = new AbortController();
  const response = await fetch(`${origin}/events`, { headers: { cookie }, signal: controller.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  await expect.poll(() => listeners.size).toBe(1);
  const event: HostEvent = { type: 'changed', change: { topics: ['accounts'], revision: 1 } };
  for (const listener of listeners) listener(event);
  let text = '';
  while (!text.includes('data:')) text += (await reader?.read())?.value ?? '';
  expect(text).toContain(`data: ${JSON.stringify(event)}`);
  controller.abort();
  await expect.poll(() => listeners.size).toBe(0);
});
