import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { getMimeType } from 'hono/utils/mime';
import { contentSecurityPolicy } from './contentSecurityPolicy.ts';

const PAGES: ReadonlyMap<string, string> = new Map([
  ['/', 'summary/index.html'],
  ['/billing-manager/', 'billing-manager/index.html'],
]);

const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Headers for a page, with a nonce that is good for this one load. */
export function pageHeaders(nonce: string): Record<string, string> {
  return {
    ...HEADERS,
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': contentSecurityPolicy(nonce),
  };
}

/** The page reads the nonce from this element before naive-ui is loaded. */
export function withNonce(html: string, nonce: string): string {
  return html
    .replace(/\s*<meta name="csp-nonce"[^>]*>/g, '')
    .replace(/<head[^>]*>/, (head) => `${head}\n    <meta name="csp-nonce" content="${nonce}">`);
}

/** The file a URL path names below the folder, or null where it names none or leads out of it. */
export function fileOf(folder: string, urlPath: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (/[\\\0]/.test(path) || path.endsWith('.html') || path.endsWith('/')) return null;
  const root = resolve(folder);
  const file = resolve(join(root, path));
  return file.startsWith(root + sep) ? file : null;
}

/**
 * Answers for the built renderer: two pages by their short paths, each with the policy and a fresh nonce, and the files they
 * load. Anything else, and anything outside the folder, is 404.
 */
export function createRendererFiles(folder: string): (urlPath: string) => Promise<Response> {
  return async (urlPath) => {
    const notFound = () => new Response('Not found', { status: 404, headers: { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' } });
    const page = PAGES.get(urlPath);
    const file = page === undefined ? fileOf(folder, urlPath) : join(folder, page);
    if (file === null) return notFound();
    try {
      if (page !== undefined) {
        const nonce = randomBytes(16).toString('base64');
        return new Response(withNonce(await readFile(file, 'utf8'), nonce), { headers: pageHeaders(nonce) });
      }
      const type = getMimeType(file) ?? 'application/octet-stream';
      // Names under /assets/ carry a hash of their content.
      const cache = urlPath.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache';
      return new Response(await readFile(file), { headers: { ...HEADERS, 'Content-Type': type, 'Cache-Control': cache } });
    } catch {
      return notFound();
    }
  };
}
