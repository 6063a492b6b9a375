import type { z } from 'zod';
import type { Failure } from '../../shared/errors.ts';

/** RFC 6901: `~` and `/` inside a key are written `~0` and `~1`; the whole is "". */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Issues of the schema's union members lie inside the union's own issue; the deepest first one says most. */
function firstOf(issues: readonly z.core.$ZodIssue[], above: readonly PropertyKey[]): { issue: z.core.$ZodIssue; path: readonly PropertyKey[] } | null {
  const earliest = issues[0];
  if (earliest === undefined) return null;
  // Unknown keys come before an object's other faults (SPEC section 13); the schema reports them after.
  const unknownKeys = issues.find(
    (each) => each.code === 'unrecognized_keys' && each.path.every((key, depth) => key === earliest.path[depth]),
  );
  const issue = unknownKeys ?? earliest;
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') return firstOf(issue.errors[0] ?? [], path) ?? { issue, path };
  if (issue.code === 'unrecognized_keys') return { issue, path: [...path, ...issue.keys.slice(0, 1)] };
  return { issue, path };
}

function nameOf(path: readonly PropertyKey[]): string {
  const last = path.at(-1);
  return last === undefined ? 'The input' : `"${String(last)}"`;
}

function hasValue(input: unknown, path: readonly PropertyKey[]): boolean {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
    value = Reflect.get(value, key);
  }
  return value !== undefined;
}

/**
 * The first thing wrong with an input, as BAD_INPUT with the JSON Pointer of the place (a missing key: the pointer it
 * would have; an unknown key: that key) and one sentence.
 */
export function badInput(input: unknown, issues: readonly z.core.$ZodIssue[]): Failure {
  const first = firstOf(issues, []);
  if (first === null) return { code: 'BAD_INPUT', path: '', message: 'The input does not fit.' };
  const path = jsonPointer(first.path);
  const name = nameOf(first.path);
  if (first.issue.code === 'unrecognized_keys') return { code: 'BAD_INPUT', path, message: `${name} is not known here.` };
  if (!hasValue(input, first.path)) return { code: 'BAD_INPUT', path, message: `${name} is missing.` };
  const text = first.issue.message;
  const message = /^(is|has|must)\b/.test(text) ? `${name} ${text}.` : `${name} does not fit: ${text}.`;
  return { code: 'BAD_INPUT', path, message };
}
