import type { BackupReason } from '../../shared/values/backups.ts';

export interface KeptBackup {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly why: BackupReason;
}

const RECENT = 10;
const WEEKS = 8;
const WEEK_MS = 7 * 86_400_000;
/** The epoch was a Thursday; weeks begin on Monday, in UTC, so that a week is the same wherever the file is. */
const MONDAY_MS = 4 * 86_400_000;

/** What a restore or an update of the file replaced stands nowhere else. */
const ONLY_COPY: ReadonlySet<BackupReason> = new Set(['restore', 'migration']);

/**
 * The backups that may be removed: all but the ten most recent, and, of the eight most recent weeks that have one, the
 * last one of each and every one made before a restore or an update. One that was made by hand is never removed. What is
 * kept now is what is kept when asked again.
 */
export function backupsToRemove<B extends KeptBackup>(backups: readonly B[]): B[] {
  const automatic = backups.filter(({ why }) => why !== 'hand').toSorted((one, other) => other.at - one.at || (one.name < other.name ? 1 : -1));
  const kept = new Set(automatic.slice(0, RECENT));
  const weeks = new Set<number>();
  for (const backup of automatic) {
    const week = Math.floor((backup.at - MONDAY_MS) / WEEK_MS);
    const lastOfWeek = !weeks.has(week) && weeks.size < WEEKS;
    if (lastOfWeek) weeks.add(week);
    if (lastOfWeek || (ONLY_COPY.has(backup.why) && weeks.has(week))) kept.add(backup);
  }
  return automatic.filter((backup) => !kept.has(backup));
}

/** Automatic backups while running are this far apart. */
const DAILY_MS = 86_400_000;

/** True where the newest automatic backup (epoch milliseconds, null: none) is a day old, or lies in a future that the clock was set back from. */
export function dailyBackupDue(newest: number | null, now: number): boolean {
  return newest === null || now - newest >= DAILY_MS || newest - now >= DAILY_MS;
}
