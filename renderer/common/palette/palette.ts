/** Where an entry of the palette leads. */
export type PaletteTarget =
  | { readonly to: 'command'; readonly id: string }
  | { readonly to: 'page'; readonly name: string }
  | { readonly to: 'account'; readonly id: number; readonly section?: 'minutes' }
  | { readonly to: 'user'; readonly email: string }
  | { readonly to: 'receipt'; readonly number: number };

export interface PaletteEntry {
  /** The same for the same thing, whenever it is found. */
  readonly key: string;
  readonly group: string;
  readonly label: string;
  /** Said behind it in quiet letters; may be empty. */
  readonly hint: string;
  /** Other words that it is found by. */
  readonly words?: string;
  /** The keys that do the same, as people read them; null where there are none. */
  readonly keys: string | null;
  /** Why it cannot be chosen now; null where it can. */
  readonly reason: string | null;
  readonly target: PaletteTarget;
}

export interface PaletteGroup {
  readonly name: string;
  readonly entries: readonly PaletteEntry[];
}

/** As many as one looks through; more letters find the rest. */
const MOST = 40;
const MOST_RECENT = 5;
const RECENT = 'Recent';

/** True where each word typed stands in the label, the hint or its other words, in any letters. */
export function matches({ label, hint, words = '' }: Pick<PaletteEntry, 'label' | 'hint' | 'words'>, text: string): boolean {
  const within = `${label} ${hint} ${words}`.toLocaleLowerCase();
  return text.toLocaleLowerCase().split(/\s+/).every((word) => within.includes(word));
}

/**
 * What the palette lists: with nothing typed what was chosen lately, then every command; else the commands that match and
 * what was found, in groups in the order in which they first appear. `recent` are keys, and what they stood for.
 */
export function paletteGroups(text: string, commands: readonly PaletteEntry[], found: readonly PaletteEntry[], recent: readonly PaletteEntry[]): PaletteGroup[] {
  const typed = text.trim();
  const known = new Map(commands.map((entry) => [entry.key, entry]));
  // A command that was chosen lately is as it is now: it may be allowed no more, or be no more.
  const lately = recent.flatMap((entry) => (entry.target.to === 'command' || entry.target.to === 'page' ? (known.get(entry.key) ?? []) : entry));
  const listed =
    typed === ''
      ? [...lately.map((entry) => ({ ...entry, group: RECENT })), ...commands.filter(({ key }) => !lately.some((entry) => entry.key === key))]
      : [...commands.filter((entry) => matches(entry, typed)), ...found];
  const groups = Map.groupBy(listed.slice(0, MOST), ({ group }) => group);
  return [...groups].map(([name, entries]) => ({ name, entries }));
}

/** Those chosen lately after one more, the newest first. */
export function withRecent(recent: readonly PaletteEntry[], chosen: PaletteEntry): PaletteEntry[] {
  return [chosen, ...recent.filter(({ key }) => key !== chosen.key)].slice(0, MOST_RECENT);
}

/** The place of the next entry that can be chosen or explained, going round at either end. */
export function nextPlace(count: number, place: number, step: 1 | -1): number {
  return count === 0 ? 0 : (place + step + count) % count;
}
