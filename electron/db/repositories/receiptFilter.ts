import type { SQL } from 'drizzle-orm';
import { and, eq, gte, lte, sql } from 'drizzle-orm';
import type { ReceiptFilter } from '../../services/ports/records.ts';
import { receiptLines, receipts } from '../schema/receipts.ts';
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

/** What an unused filter leaves out; a statement is prepared once for each combination that is asked for. */
const CONDITIONS = {
  accountId: eq(receipts.accountId, given('accountId')),
  kind: eq(receipts.kind, given('kind')),
  from: gte(receipts.date, given('from')),
  to: lte(receipts.date, given('to')),
  before: sql`(${receipts.date}, ${receipts.number}) < (${given('beforeDate')}, ${given('before')})`,
  downTo: sql`(${receipts.date}, ${receipts.number}) >= (${given('downToDate')}, ${given('downTo')})`,
  text: sql`(cast(${receipts.number} as text) like ${given('text')} escape '\\'
    or ${receipts.fundingSource} like ${given('text')} escape '\\'
    or ${receipts.authorisedBy} like ${given('text')} escape '\\'
    or exists (select 1 from ${receiptLines} where ${receiptLines.receiptNumber} = ${receipts.number}
      and (${receiptLines.name} like ${given('text')} escape '\\' or ${receiptLines.description} like ${given('text')} escape '\\')))`,
} satisfies Record<keyof FilterValues, SQL>;

const NAMES = ['accountId', 'kind', 'from', 'to', 'before', 'downTo', 'text'] as const satisfies readonly (keyof FilterValues)[];

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

/** The conditions in use: a name for the combination, the clause, and the values to bind. Case matters not, in ASCII. */
export function filterClause(filter: FilterValues): {
  readonly shape: string;
  readonly where: SQL | undefined;
  readonly values: Record<string, unknown>;
} {
  const { accountId, kind } = filter;
  const { from, to, before, downTo } = nearestBounds(filter);
  const text = filter.text === undefined || filter.text === '' ? undefined : `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`;
  const values = { accountId, kind, from, to, before: before?.number, downTo: downTo?.number, text };
  const used = NAMES.filter((name) => values[name] !== undefined);
  return {
    shape: used.join(),
    where: and(...used.map((name) => CONDITIONS[name])),
    values: { ...values, beforeDate: before?.date, downToDate: downTo?.date },
  };
}
