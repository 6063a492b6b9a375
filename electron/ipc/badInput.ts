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

/** One fault of an input: its place, and one sentence. */
function faultOf(input: unknown, { issue, path: keys }: { issue: z.core.$ZodIssue; path: readonly PropertyKey[] }): { path: string; message: string } {
  const path = jsonPointer(keys);
  const name = nameOf(keys);
  if (issue.code === 'unrecognized_keys') return { path, message: `${name} is not known here.` };
  if (!hasValue(input, keys)) return { path, message: `${name} is missing.` };
  return { path, message: /^(is|has|must|names)\b/.test(issue.message) ? `${name} ${issue.message}.` : `${name} does not fit: ${issue.message}.` };
}

/** A form has no more fields than that; a list of a hundred thousand rows may have as many faults. */
const MOST_OTHERS = 20;

/**
 * What is wrong with an input, as BAD_INPUT: the first fault with the JSON Pointer of its place (a missing key: the
 * pointer it would have; an unknown key: that key) and one sentence; and as `others` those of further places, 20 at most.
 */
export function badInput(input: unknown, issues: readonly z.core.$ZodIssue[]): Failure {
  const first = firstOf(issues, []);
  if (first === null) return { code: 'BAD_INPUT', path: '', message: 'The input does not fit.' };
  const { path, message } = faultOf(input, first);
  const others = new Map<string, { path: string; message: string }>();
  for (const issue of issues) {
    const place = firstOf([issue], []);
    if (place === null || others.size === MOST_OTHERS) break;
    const fault = faultOf(input, place);
    if (fault.path !== path && !others.has(fault.path)) others.set(fault.path, fault);
  }
  return { code: 'BAD_INPUT', path, message, ...(others.size === 0 ? {} : { others: [...others.values()] }) };
}

/** How deep an input may go before nothing is looked at any more: no contract is half as deep. */
const DEEPEST = 32;

/** The JSON Pointer of the first text or key that is no Unicode text, such as half of an emoji; null where all are. */
export function illFormedText(input: unknown, path: string, depth = 0): string | null {
  if (typeof input === 'string') return input.isWellFormed() ? null : path;
  if (typeof input !== 'object' || input === null || depth > DEEPEST) return null;
  for (const [key, value] of Object.entries(input)) {
    const below = `${path}${jsonPointer([key])}`;
    const found = key.isWellFormed() ? illFormedText(value, below, depth + 1) : below;
    if (found !== null) return found;
  }
  return null;
}
