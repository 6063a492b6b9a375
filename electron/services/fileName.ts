/** A text as a file's name without its ending: what some file system does not take becomes a space. `otherwise` where nothing is left. */
export function fileNameOf(text: string, otherwise: string): string {
  return text.replace(/[^\p{L}\p{N} ._-]/gu, ' ').trim().slice(0, 100) || otherwise;
}
