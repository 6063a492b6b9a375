/** True for a text that a spreadsheet would calculate instead of showing it. */
export function looksLikeFormula(text: string): boolean {
  return /^[=+\-@\t\r\0]/.test(text);
}
