import type Database from 'better-sqlite3';

/** True where SQLite's own comparison, which folds the case of ASCII letters alone, is not enough for a text. */
export function needsFolding(text: string): boolean {
  return /\P{ASCII}/u.test(text);
}

/** A text as it is compared when case matters not, in every script; the same letter however it was typed. */
export function foldCase(text: string): string {
  // Most texts are ASCII alone, and normalizing costs the most.
  return (needsFolding(text) ? text.normalize('NFC') : text).toLowerCase();
}

/** Gives a connection `fold_case(text)` for its statements. A call of it costs far more than SQLite's own LIKE. */
export function addFoldCase(connection: Database.Database): void {
  connection.function('fold_case', { deterministic: true }, (text: unknown) => (typeof text === 'string' ? foldCase(text) : null));
}
