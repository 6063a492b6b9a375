import { randomBytes } from 'node:crypto';
import { pageHeaders } from '../rendererFiles.ts';

/** A page of plain text for the moments in which the application itself may not be shown. */
export function plainPage(status: number, title: string, sentence: string): Response {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1><p>${sentence}</p></body></html>`;
  return new Response(html, { status, headers: pageHeaders(randomBytes(16).toString('base64')) });
}
