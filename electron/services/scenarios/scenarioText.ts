import { refuse } from '../refusals.ts';
import { scenarioWith } from './comparison.ts';
import { SCENARIO_FILE_LIMIT_BYTES } from './readScenario.ts';
import { refusingFaults } from './refusingFaults.ts';
import type { SessionSet } from './sessionSets.ts';

/**
 * A scenario as the text of its file (SPEC section 13): what was typed, as it was written, and the sessions kept for it,
 * a line each. Refuses what `quote` would refuse, and what would be too large to be opened again.
 */
export function scenarioText(file: Readonly<Record<string, unknown>>, set: SessionSet | null): string {
  refusingFaults(() => scenarioWith(file, set));
  const { traffic, ...first } = file;
  const sections: [string, string][] = Object.entries(first).map(([key, value]) => [key, JSON.stringify(value)]);
  if (set !== null && set.holdings !== 'everything') {
    sections.push(['assignments', block([...set.holdings].map(([user, types]) => `${JSON.stringify(user)}: ${JSON.stringify([...types])}`), '{', '}')]);
  }
  if (set !== null && set.sessions !== null) sections.push(['sessions', block(set.sessions.map((session) => JSON.stringify(session)), '[', ']')]);
  if (traffic !== undefined) sections.push(['traffic', JSON.stringify(traffic)]);
  const text = `{\n${sections.map(([key, value]) => `  ${JSON.stringify(key)}: ${value}`).join(',\n')}\n}\n`;
  if (Buffer.byteLength(text) > SCENARIO_FILE_LIMIT_BYTES) throw refuse('BAD_INPUT', '/sessions', 'The scenario has too many sessions for a file that can be opened again. Remove some first.');
  return text;
}

function block(lines: readonly string[], open: string, close: string): string {
  return lines.length === 0 ? `${open}${close}` : `${open}\n    ${lines.join(',\n    ')}\n  ${close}`;
}
