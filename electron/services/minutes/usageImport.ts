import { IMPORT_COLUMNS } from '../../../shared/values/imports.ts';
import { Decimal, formatMoney } from '../../domain/money.ts';
import { dollars } from '../attention/words.ts';
import type { ImportKind } from '../imports/importKind.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { UsageIdentity } from '../ports/minutes.ts';
import { refuse } from '../refusals.ts';
import { costMicros, createUsageReader } from './readUsageRow.ts';
import type { UsageRowRead } from './readUsageRow.ts';
import { stampDueTx } from './stampDue.ts';
import { compareUsage, createUsageRows } from './usageRows.ts';
import type { UsageRows } from './usageRows.ts';

/**
 * Usage of one billing account from CSV. A line that is in the ledger already, with the same time, kind, quantity and
 * rate, is not entered again; where a file has the same line several times, the ledger is to have it as often.
 */
export const usageImport: ImportKind = {
  needs: 'buyMinutes',
  columns: IMPORT_COLUMNS.usage,
  topics: ['accounts', 'activity'],
  begin({ file }, { fileName, accountId, now }) {
    if (accountId === null) throw refuse('BAD_INPUT', '/accountId', 'Choose the billing account whose usage this is. Nothing was imported.');
    const rows = createUsageRows();
    const read = usageReader(file, now);
    let added: number | null = null;
    return {
      row(cells) {
        const line = read(cells);
        if (!line.ok) return line.reason;
        rows.push(line.row);
        return null;
      },
      plan() {
        const fresh = freshRows(file, accountId, rows);
        added = fresh.length;
        return { added, changed: 0, unchanged: rows.length - added, rejected: [], notes: notesOn(file, accountId, rows) };
      },
      applyTx(tx, { operator }, moment) {
        const fresh = freshRows(file, accountId, rows);
        if (fresh.length !== added) throw refuse('CHANGED_SINCE_OPENED', '', 'Usage was entered since the file was checked. Check it again. Nothing was imported.');
        const before = balanceOf(file, accountId);
        file.minutes.appendUsageTx(tx, accountId, entries(rows, fresh));
        const contentHash = rows.contentHash();
        if (file.minutes.importOf(accountId, contentHash) === null) {
          file.minutes.insertImportTx(tx, { accountId, at: moment, fileName, contentHash, rows: rows.length });
        }
        stampDueTx(tx, file, accountId, moment, moment);
        file.activity.appendTx(tx, {
          at: moment,
          operatorId: operator.id,
          who: `${operator.firstName} ${operator.lastName}`,
          what: `Imported usage from ${fileName}: ${fresh.length} entries`,
          accountId,
          changes: [{ label: 'Balance', before, after: balanceOf(file, accountId) }],
        });
        return { added: fresh.length, changed: 0, unchanged: rows.length - fresh.length };
      },
    };
  },
};

/** Numbers of the rows that the ledger does not have yet, in the order of time: two sorted lists, walked side by side. */
function freshRows(file: DataFile, accountId: number, rows: UsageRows): Uint32Array {
  const order = rows.sorted();
  const first = order[0];
  const last = order.at(-1);
  if (first === undefined || last === undefined) return order;
  const known = file.minutes.usageIdentities(accountId, rows.at(first).at, rows.at(last).at + 1)[Symbol.iterator]();
  let next = known.next();
  let count = 0;
  const fresh = new Uint32Array(order.length);
  for (const index of order) {
    const row = rows.at(index);
    while (next.done !== true && compareUsage(next.value, row) < 0) next = known.next();
    if (next.done !== true && compareUsage(next.value, row) === 0) {
      next = known.next();
      continue;
    }
    fresh[count] = index;
    count += 1;
  }
  return fresh.subarray(0, count);
}

function* entries(rows: UsageRows, fresh: Uint32Array): Generator<UsageIdentity & { readonly amount: number }> {
  for (const index of fresh) {
    const row = rows.at(index);
    yield { ...row, amount: -costMicros(row.quantity, row.rate) };
  }
}

function notesOn(file: DataFile, accountId: number, rows: UsageRows): string[] {
  const before = file.minutes.importOf(accountId, rows.contentHash());
  return before === null ? [] : [`The same usage was imported before, from ${before.fileName}.`];
}

function balanceOf(file: DataFile, accountId: number): string {
  return dollars(formatMoney(new Decimal(file.minutes.balance(accountId))));
}

/** Reads lines of a usage file with the company's zone and price book; `now` in epoch milliseconds. */
export function usageReader(file: DataFile, now: number): (cells: readonly string[]) => UsageRowRead {
  return createUsageReader({ timeZone: file.company.timeZone, now, rateOn: (day) => rateOn(file, day) });
}

function rateOn(file: DataFile, day: string): string | null {
  const rate = file.prices.inForce(day).get('minute')?.unitPrice;
  return rate === undefined || new Decimal(rate).isZero() ? null : rate;
}
