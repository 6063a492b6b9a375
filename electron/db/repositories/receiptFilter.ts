import type { SQL } from 'drizzle-orm';
import { and, eq, gte, lt, lte, sql } from 'drizzle-orm';
import type { ReceiptFilter } from '../../services/ports/records.ts';
import { receiptLines, receipts } from '../schema/receipts.ts';
import { given } from './common.ts';

export interface FilterValues extends ReceiptFilter {
  readonly before?: number | undefined;
}

/** What an unused filter leaves out; a statement is prepared once for each combination that is asked for. */
const CONDITIONS = {
  accountId: eq(receipts.accountId, given('accountId')),
  kind: eq(receipts.kind, given('kind')),
  from: gte(receipts.date, given('from')),
  to: lte(receipts.date, given('to')),
  before: lt(receipts.number, given('before')),
  text: sql`(cast(${receipts.number} as text) like ${given('text')} escape '\\'
    or ${receipts.fundingSource} like ${given('text')} escape '\\'
    or ${receipts.authorisedBy} like ${given('text')} escape '\\'
    or exists (select 1 from ${receiptLines} where ${receiptLines.receiptNumber} = ${receipts.number}
      and (${receiptLines.name} like ${given('text')} escape '\\' or ${receiptLines.description} like ${given('text')} escape '\\')))`,
} satisfies Record<keyof FilterValues, SQL>;

const NAMES = ['accountId', 'kind', 'from', 'to', 'before', 'text'] as const satisfies readonly (keyof FilterValues)[];

/** The conditions in use: a name for the combination, the clause, and the values to bind. Case matters not, in ASCII. */
export function filterClause(filter: FilterValues): {
  readonly shape: string;
  readonly where: SQL | undefined;
  readonly values: Record<string, unknown>;
} {
  const { accountId, kind, from, to, before } = filter;
  const text = filter.text === undefined || filter.text === '' ? undefined : `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`;
  const values = { accountId, kind, from, to, before, text };
  const used = NAMES.filter((name) => values[name] !== undefined);
  return { shape: used.join(), where: and(...used.map((name) => CONDITIONS[name])), values };
}
