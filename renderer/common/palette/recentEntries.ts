import { withRecent } from './palette.ts';
import type { PaletteEntry } from './palette.ts';

const keyOf = (path: string): string => `billing-desk.palette.${path}`;

function isEntry(value: unknown): value is PaletteEntry {
  return typeof value === 'object' && value !== null && 'key' in value && 'label' in value && 'target' in value && typeof value.target === 'object';
}

/** What was chosen lately in the palette while this data file was open; this machine's own. */
export function readRecent(path: string): readonly PaletteEntry[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(path)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isEntry) : [];
  } catch {
    // Not what was written here: nothing is lost but a convenience.
    return [];
  }
}

export function keepRecent(path: string, chosen: PaletteEntry): void {
  localStorage.setItem(keyOf(path), JSON.stringify(withRecent(readRecent(path), chosen)));
}
