/** What a spreadsheet would take for a formula, behind apostrophes or not. */
const TO_GUARD = /^'*[=+\-@\t\r\0]/;
const GUARDED = /^'+[=+\-@\t\r\0]/;

/** A text as it is written to CSV: one apostrophe goes before what a spreadsheet would calculate. Typed numbers need none. */
export function guardCell(text: string): string {
  return TO_GUARD.test(text) ? `'${text}` : text;
}

/** A text as it was before `guardCell`: exactly one apostrophe is taken off, so that out and in again is exact. */
export function unguardCell(text: string): string {
  return text.startsWith("'") && GUARDED.test(text) ? text.slice(1) : text;
}

/** One line of CSV (RFC 4180) with its line end. The caller guards texts. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
