import type { z } from 'zod';

/** The fault to report: the keys that lead to it, and what is wrong there as a sentence. */
export interface Fault {
  readonly keys: readonly PropertyKey[];
  readonly message: string;
}

/**
 * The first of the issues found in a file (SPEC section 13). They come in the order of the schema, but each object's
 * unknown keys after its other issues, where they are to be reported before: of the objects around the first
 * issue, the outermost with an unknown key decides.
 */
export function firstFault(issues: readonly z.core.$ZodIssue[], file: unknown): Fault {
  const [first] = issues;
  if (first === undefined) throw new RangeError('No fault was found');
  const unknown = issues
    .filter((issue) => issue.code === 'unrecognized_keys')
    .filter((issue) => issue.path.every((key, depth) => key === first.path[depth]))
    .toSorted((a, b) => a.path.length - b.path.length)[0];
  const unknownKey = unknown?.keys[0];
  if (unknown !== undefined && unknownKey !== undefined) {
    return { keys: [...unknown.path, unknownKey], message: `"${unknownKey}" is not a key of the format.` };
  }
  return { keys: first.path, message: sentence(first, file) };
}

function sentence(issue: z.core.$ZodIssue, file: unknown): string {
  const last = issue.path.at(-1);
  if (last === undefined) return `The scenario ${issue.message}.`;
  const what = typeof last === 'number' ? `Entry ${last + 1} of "${nameOfList(issue.path)}"` : `"${String(last)}"`;
  return exists(file, issue.path) || issue.message.startsWith('is missing') ? `${what} ${issue.message}.` : `${what} is missing.`;
}

function nameOfList(path: readonly PropertyKey[]): string {
  return String(path.findLast((key) => typeof key !== 'number'));
}

/** True where the file has something at these keys; `null` is something. */
export function exists(file: unknown, keys: readonly PropertyKey[]): boolean {
  const [key, ...rest] = keys;
  if (key === undefined) return true;
  if (typeof file !== 'object' || file === null || !Object.hasOwn(file, key)) return false;
  return exists(Object.getOwnPropertyDescriptor(file, key)?.value, rest);
}
