/** A name in at most two lines of so many letters, broken between words where it can be; what is longer still ends in an ellipsis. */
export function nameLines(name: string, letters: number): string[] {
  if (name.length <= letters) return [name];
  const space = name.lastIndexOf(' ', letters);
  const first = space > 0 ? name.slice(0, space) : name.slice(0, letters);
  const rest = name.slice(first.length).trimStart();
  return [first, rest.length > letters ? `${rest.slice(0, letters - 1)}…` : rest];
}
