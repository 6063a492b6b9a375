/** Ends a switch over a tagged union, so that a new member is a compile error there. Throws when reached all the same. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
