import type { ScenarioRefusal } from './useComparison.ts';

/**
 * Why the rules refuse what stands at a place of the scenario file (a JSON Pointer) or under it, as a sentence about the
 * box with that label; null where they do not. A file has its amounts in quotes; in a box one types none.
 */
export function problemText(refusal: ScenarioRefusal | null, path: string, label: string): string | null {
  if (refusal === null || (refusal.path !== path && !refusal.path.startsWith(`${path}/`))) return null;
  const about = /^(Entry \d+ of )?"\w+"/;
  return refusal.message.replace(about, label).replace(' in quotes, such as', ', such as').replace(/such as "([^"]+)"/, 'such as $1');
}
