import { basename, dirname, join } from 'node:path';

/** A worker's own file: beside this one in the sources; when built, an entry of its own above the folder of shared chunks. */
export function workerFile(name: string): string {
  const folder = import.meta.dirname;
  if (import.meta.filename.endsWith('.ts')) return join(folder, `${name}.ts`);
  return join(basename(folder) === 'chunks' ? dirname(folder) : folder, `${name}.js`);
}
