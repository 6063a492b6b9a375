import type { SQL } from 'drizzle-orm';
import { and, eq, gte, lte, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { ReceiptFilter } from '../../services/ports/records.ts';
import { receiptLines, receipts } from '../schema/receipts.ts';
import { foldCase, needsFolding } from '../foldCase.ts';
import { given } from './common.ts';

/** A place in the list, which is ordered by date and number. */
export interface ListPlace {
  readonly date: string;
  readonly number: number;
}

export interface FilterValues extends ReceiptFilter {
  readonly before?: ListPlace | undefined;
  /** The last place looked at, which counts. */
  readonly downTo?: ListPlace | undefined;
}

function textIn(read: (column: SQLiteColumn) => SQL): SQL {
  const like = (column: SQLiteColumn): SQL => sql`${read(column)} like ${given('text')} escape '\\'`;
  return sql`(cast(${receipts.number} as text) like ${given('text')} escape '\\'
    or ${like(receipts.fundingSource)}
    or ${like(receipts.authorisedBy)}
    or exists (select 1 from ${receiptLines} where ${receiptLines.receiptNumber} = ${receipts.number}
      and (${like(receiptLines.name)} or ${like(receiptLines.description)})))`;
}

/** What an unused filter leaves out; a statement is prepared once for each combination that is asked for. */
const CONDITIONS = {
  accountId: eq(receipts.accountId, given('accountId')),
  kind: eq(receipts.kind, given('kind')),
  from: gte(receipts.date, given('from')),
  to: lte(receipts.date, given('to')),
  before: sql`(${receipts.date}, ${receipts.number}) < (${given('beforeDate')}, ${given('before')})`,
  downTo: sql`(${receipts.date}, ${receipts.number}) >= (${given('downToDate')}, ${given('downTo')})`,
  text: textIn((column) => sql`${column}`),
  /** Instead of `text`, where its letters are not ASCII alone. */
  foldedText: textIn((column) => sql`fold_case(${column})`),
} satisfies Record<keyof FilterValues | 'foldedText', SQL>;

const NAMES = ['accountId', 'kind', 'from', 'to', 'before', 'downTo', 'text', 'foldedText'] as const satisfies readonly (keyof typeof CONDITIONS)[];

/**
 * One bound above and one below, whichever is nearer: of two, SQLite would seek by the one and then pass over all that
 * lies between it and the other, row by row.
 */
function nearestBounds({ from, to, before, downTo }: FilterValues): Pick<FilterValues, 'from' | 'to' | 'before' | 'downTo'> {
  return {
    ...(before !== undefined && (to === undefined || before.date <= to) ? { before } : { to }),
    ...(downTo !== undefined && (from === undefined || downTo.date >= from) ? { downTo } : { from }),
  };
}

/** The conditions in use: a name for the combination, the clause, and the values to bind. Case matters not. */
export function filterClause(filter: FilterValues): {
  readonly shape: string;
  readonly where: SQL | undefined;
  readonly values: Record<string, unknown>;
} {
  const { accountId, kind } = filter;
  const { from, to, before, downTo } = nearestBounds(filter);
  const folds = needsFolding(filter.text ?? '');
  const pattern = filter.text === undefined || filter.text === '' ? undefined : `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`;
  const text = pattern === undefined || !folds ? pattern : foldCase(pattern);
  const values = { accountId, kind, from, to, before: before?.number, downTo: downTo?.number, text };
  const conditions = { ...values, text: folds ? undefined : text, foldedText: folds ? text : undefined };
  const used = NAMES.filter((name) => conditions[name] !== undefined);
  return {
    shape: used.join(),
    where: and(...used.map((name) => CONDITIONS[name])),
    values: { ...values, beforeDate: before?.date, downToDate: downTo?.date },
  };
}
