import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backupsToRemove, dailyBackupDue } from '../../electron/domain/keptBackups.ts';
import type { KeptBackup } from '../../electron/domain/keptBackups.ts';
import { BACKUP_REASONS } from '../../shared/values/backups.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Monday, 5 January 2026. */
const MONDAY = Date.UTC(2026, 0, 5);

const kept = (backups: readonly KeptBackup[]): KeptBackup[] => {
  const removed = new Set(backupsToRemove(backups));
  return backups.filter((backup) => !removed.has(backup));
};
const backups = fc.uniqueArray(
  fc.record({ name: fc.uuid(), at: fc.integer({ min: 0, max: 600 * DAY }).map((offset) => MONDAY + offset), why: fc.constantFrom(...BACKUP_REASONS) }),
  { selector: ({ name }) => name, maxLength: 120 },
);
const weekOf = ({ at }: KeptBackup): number => Math.floor((at - MONDAY) / (7 * DAY));

describe('which backups are kept', () => {
  test('the ten most recent, at most eight more, every one by hand, in eight weeks every one before a restore or an update, and the same when asked again', () => {
    fc.assert(
      fc.property(backups, (all) => {
        const left = kept(all);
        const automatic = all.filter(({ why }) => why !== 'hand');
        const leftOfThem = left.filter(({ why }) => why !== 'hand');
        expect(left.filter(({ why }) => why === 'hand')).toEqual(all.filter(({ why }) => why === 'hand'));
        expect(leftOfThem.length).toBeGreaterThanOrEqual(Math.min(10, automatic.length));
        const onlyCopy = ({ why }: KeptBackup): boolean => why === 'restore' || why === 'migration';
        expect(leftOfThem.filter((backup) => !onlyCopy(backup)).length).toBeLessThanOrEqual(18);
        const tenth = automatic.map(({ at }) => at).toSorted((a, b) => b - a)[9] ?? 0;
        for (const backup of automatic) if (backup.at > tenth) expect(left).toContain(backup);
        const weeks = [...new Set(automatic.map(weekOf))].toSorted((a, b) => b - a).slice(0, 8);
        for (const week of weeks) {
          const last = Math.max(...automatic.filter((backup) => weekOf(backup) === week).map(({ at }) => at));
          expect(leftOfThem.some(({ at }) => at === last)).toBe(true);
        }
        for (const backup of automatic) if (onlyCopy(backup) && weeks.includes(weekOf(backup))) expect(left).toContain(backup);
        expect(backupsToRemove(left)).toEqual([]);
      }),
    );
  });

  test('a year of starts, pruned after each: ten recent ones, and the last of each of eight weeks', () => {
    let there: KeptBackup[] = [];
    for (let day = 0; day < 365; day += 1) {
      for (const hour of [8, 13]) there = kept([...there, { name: `${day} ${hour}`, at: MONDAY + day * DAY + hour * HOUR, why: hour === 8 ? 'start' : 'daily' }]);
    }
    // The last day is a Monday: the five days before it, twice each, and the ends of six weeks; that of the seventh is among them.
    expect(there).toHaveLength(16);
    expect(new Set(there.map(weekOf)).size).toBe(8);
    expect(there.slice(-10).map(({ at }) => Math.floor((at - MONDAY) / DAY))).toEqual([360, 360, 361, 361, 362, 362, 363, 363, 364, 364]);
    expect(there.slice(0, 6).every(({ at }) => (at - MONDAY) % (7 * DAY) === 6 * DAY + 13 * HOUR)).toBe(true);
  });

  test('what a restore replaced outlives any number of starts for eight weeks', () => {
    let there: KeptBackup[] = [{ name: 'kept', at: MONDAY + 9 * HOUR, why: 'restore' }];
    const keptUntil: number[] = [];
    for (let day = 0; day < 80; day += 1) {
      for (const hour of [10, 11, 12]) there = kept([...there, { name: `${day} ${hour}`, at: MONDAY + day * DAY + hour * HOUR, why: 'start' }]);
      if (there.some(({ name }) => name === 'kept')) keptUntil.push(day);
    }
    expect(keptUntil.at(-1)).toBe(55);
  });

  test('a day after the newest one the next is due, and where the clock was set back past it', () => {
    expect(dailyBackupDue(null, MONDAY)).toBe(true);
    expect(dailyBackupDue(MONDAY, MONDAY + DAY - 1)).toBe(false);
    expect(dailyBackupDue(MONDAY, MONDAY + DAY)).toBe(true);
    expect(dailyBackupDue(MONDAY + DAY, MONDAY)).toBe(true);
    expect(dailyBackupDue(MONDAY + HOUR, MONDAY)).toBe(false);
  });
});
