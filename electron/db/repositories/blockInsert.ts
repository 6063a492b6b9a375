import type Database from 'better-sqlite3';

/** Rows of one statement: a row by itself costs several times as much. */
const BLOCK = 100;

/** Puts a row's values behind those that are there, in the order of the statement's question marks. */
export type PlaceRow<T> = (row: T, values: unknown[]) => void;

/**
 * Appends very many rows in blocks. Bound by place, without drizzle: finding every one of its placeholders costs a good
 * part of what the rows themselves do. `insertOf` gives the INSERT of so many rows, and is asked with the first of them.
 */
export function blockInsert(connection: Database.Database, insertOf: (rows: number) => string): <T>(rows: Iterable<T>, place: PlaceRow<T>) => void {
  const prepared = (rows: number) => connection.prepare<unknown[]>(insertOf(rows));
  let one: ReturnType<typeof prepared> | null = null;
  let block: ReturnType<typeof prepared> | null = null;
  return (rows, place) => {
    let values: unknown[] = [];
    let held = 0;
    for (const row of rows) {
      place(row, values);
      held += 1;
      if (held < BLOCK) continue;
      block ??= prepared(BLOCK);
      block.run(values);
      values = [];
      held = 0;
    }
    if (held === 0) return;
    const width = values.length / held;
    one ??= prepared(1);
    for (let from = 0; from < values.length; from += width) one.run(values.slice(from, from + width));
  };
}
