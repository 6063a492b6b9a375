import type { ImportColumn } from '../../../shared/values/imports.ts';
import { refuse } from '../refusals.ts';

export interface Header {
  readonly delimiter: string;
  /** How many values each line has. */
  readonly width: number;
  /** For each known column where it stands in a line; null where the file has none. */
  readonly places: readonly (number | null)[];
  readonly present: ReadonlySet<string>;
}

/** A name as other programs may write it, "first_name" or "First-Name", without what they put between its words. */
const bare = (name: string): string => name.replaceAll(/[\s_-]/g, '');

const DELIMITERS = [',', ';', '\t'];

/** What the first line of a file says of the others. Names are compared without case, spaces, hyphens and underscores: "E-Mail" is "email". Refuses with BAD_INPUT unknown, repeated and missing columns. */
export function readHeader(text: string, columns: readonly ImportColumn[]): Header {
  const delimiter = DELIMITERS.reduce((best, other) => (text.split(other).length > text.split(best).length ? other : best));
  const byBareName = new Map(columns.map(({ name }) => [bare(name), name]));
  const names = text.split(delimiter).map((written) => {
    const name = written.trim().replace(/^"(.*)"$/, '$1').trim().toLowerCase();
    return byBareName.get(bare(name)) ?? name;
  });
  // Empty names at the end are what a spreadsheet leaves of columns that were cleared.
  while (names.at(-1) === '') names.pop();
  const known = `The columns are: ${columns.map(({ name }) => name).join(', ')}. Nothing was imported.`;
  if (names.length === 0) throw refuse('BAD_INPUT', '', `The first line is empty; it must name the columns. ${known}`);
  for (const [index, name] of names.entries()) {
    if (!columns.some((column) => column.name === name)) throw refuse('BAD_INPUT', '', `The column "${name.slice(0, 60)}" is not known. ${known}`);
    if (names.indexOf(name) !== index) throw refuse('BAD_INPUT', '', `The column "${name}" is there twice. Nothing was imported.`);
  }
  const missing = columns.find(({ name, required }) => required && !names.includes(name));
  if (missing !== undefined) throw refuse('BAD_INPUT', '', `The column "${missing.name}" is missing. ${known}`);
  return {
    delimiter,
    width: names.length,
    places: columns.map(({ name }) => (names.includes(name) ? names.indexOf(name) : null)),
    present: new Set(names),
  };
}
