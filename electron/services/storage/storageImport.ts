import { localDate, quantity } from '../../../shared/values/schemas.ts';
import { IMPORT_COLUMNS } from '../../../shared/values/imports.ts';
import { addDays, localDay, startOfDay } from '../../domain/localTime.ts';
import type { ImportKind } from '../imports/importKind.ts';
import type { DataFile } from '../ports/dataFile.ts';
import { FIRST_STORAGE_DAY, momentOfDay } from './storageService.ts';

interface Row {
  readonly day: string;
  readonly usedMb: number;
}

/** Storage figures from CSV, one a day. A day that has that very figure already is left as it is. */
export const storageImport: ImportKind = {
  needs: 'buyMinutes',
  columns: IMPORT_COLUMNS.storage,
  topics: ['accounts', 'activity'],
  begin({ file }, { fileName, now }) {
    const today = localDay(now, file.company.timeZone);
    const rows: Row[] = [];
    const lines = new Map<string, number>();
    const newOnes = (): Row[] => rows.filter((row) => figureOfDay(file, row.day) !== row.usedMb);
    return {
      row([day = '', used = ''], line) {
        if (!localDate.safeParse(day).success) return 'The date is not a day such as 2026-11-30.';
        if (day > today) return 'The date is still to come.';
        if (day < FIRST_STORAGE_DAY) return 'The date is before 1971.';
        if (!/^\d{1,10}$/.test(used) || !quantity.safeParse(Number(used)).success) return 'The figure is not whole megabytes from 0 to 1,000,000,000.';
        const earlier = lines.get(day);
        if (earlier !== undefined) return `The date is that of line ${earlier} too.`;
        lines.set(day, line);
        rows.push({ day, usedMb: Number(used) });
        return null;
      },
      plan: () => {
        const added = newOnes().length;
        return { added, changed: 0, unchanged: rows.length - added, rejected: [], notes: [] };
      },
      applyTx(tx, { operator }, now) {
        const { timeZone } = file.company;
        const added = newOnes();
        const replaced = added.flatMap(({ day, usedMb }) => {
          const before = figureOfDay(file, day);
          return before === null ? [] : [{ label: `Storage used on ${day}`, before: `${before} MB`, after: `${usedMb} MB` }];
        });
        for (const { day, usedMb } of added) file.storage.insertTx(tx, { at: momentOfDay(day, timeZone, now), usedMb });
        const days = added.map(({ day }) => day).sort();
        file.activity.appendTx(tx, {
          at: now,
          operatorId: operator.id,
          who: `${operator.firstName} ${operator.lastName}`,
          what: `Imported storage figures from ${fileName}`,
          accountId: file.accounts.all().find(({ primary }) => primary)?.id ?? null,
          changes: [{ label: 'Figures', before: null, after: added.length === 0 ? 'none new' : `${added.length}, ${days[0] ?? ''} to ${days.at(-1) ?? ''}` }, ...replaced],
        });
        return { added: added.length, changed: 0, unchanged: rows.length - added.length };
      },
    };
  },
};

/** The figure that counts at the end of a day, where it was measured on that day. */
function figureOfDay(file: DataFile, day: string): number | null {
  const { timeZone } = file.company;
  const found = file.storage.asOf(startOfDay(addDays(day, 1), timeZone) - 1);
  return found !== null && localDay(found.at, timeZone) === day ? found.usedMb : null;
}
