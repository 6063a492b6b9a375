import type { SQL } from 'drizzle-orm';
import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import { PRODUCT_KINDS } from '../../../shared/values/products.ts';
import type { Receipts } from '../../services/ports/dataFile.ts';
import type { NewReceiptLine, ReceiptRecord } from '../../services/ports/records.ts';
import { billingAccounts } from '../schema/billingAccounts.ts';
import { receiptLines, receipts as table } from '../schema/receipts.ts';
import type { RepositoryContext } from './common.ts';
import { given } from './common.ts';
import { fastRows } from './fastRows.ts';
import { filterClause } from './receiptFilter.ts';
import type { FilterValues } from './receiptFilter.ts';
import { createReceiptIssuer } from './receiptIssuer.ts';

const receiptColumns = {
  number: table.number,
  accountId: table.accountId,
  accountName: billingAccounts.name,
  date: table.date,
  issuedAt: table.issuedAt,
  kind: table.kind,
  fundingSource: table.fundingSource,
  authorisedBy: table.authorisedBy,
  periodStart: table.periodStart,
  periodEnd: table.periodEnd,
  chargeId: table.chargeId,
  total: table.total,
  hash: table.hash,
};

const lineColumns = {
  product: receiptLines.product,
  name: receiptLines.name,
  description: receiptLines.description,
  quantity: receiptLines.quantity,
  unitPrice: receiptLines.unitPrice,
  amount: receiptLines.amount,
  explanation: receiptLines.explanation,
};

/** Receipts with their lines (SPEC section 11), newest first. A page is two statements, however many receipts it has. */
export function createReceipts(context: RepositoryContext): Receipts {
  const { db } = context;
  const preparePage = (where: SQL | undefined) => {
    const newestFirst = db
      .select(receiptColumns)
      .from(table)
      .innerJoin(billingAccounts, eq(billingAccounts.id, table.accountId))
      .where(where)
      .orderBy(desc(table.number))
      .limit(sql.placeholder('limit'))
      .prepare();
    return fastRows(newestFirst, receiptColumns);
  };
  const prepareCount = (where: SQL | undefined) => db.select({ receipts: count() }).from(table).where(where).prepare();
  const pages = new Map<string, ReturnType<typeof preparePage>>();
  const counts = new Map<string, ReturnType<typeof prepareCount>>();
  const numberedLineColumns = { receiptNumber: receiptLines.receiptNumber, ...lineColumns };
  const linesOfPage = db
    .select(numberedLineColumns)
    .from(receiptLines)
    .where(sql`${receiptLines.receiptNumber} in (select value from json_each(${given('numbers')}))`)
    .orderBy(asc(receiptLines.receiptNumber), asc(receiptLines.position))
    .prepare();
  const linesOf = fastRows(linesOfPage, numberedLineColumns);
  const productLines = db
    .select({ receiptNumber: table.number, date: table.date, line: lineColumns })
    .from(table)
    .innerJoin(receiptLines, eq(receiptLines.receiptNumber, table.number))
    .where(and(eq(table.accountId, given('accountId')), inArray(receiptLines.product, [...PRODUCT_KINDS])))
    .orderBy(desc(table.number), asc(receiptLines.position))
    .limit(sql.placeholder('limit'))
    .prepare();

  function page(filter: FilterValues, limit: number): ReceiptRecord[] {
    const { shape, where, values } = filterClause(filter);
    const statement = pages.get(shape) ?? preparePage(where);
    pages.set(shape, statement);
    const rows = statement({ ...values, limit });
    const lines = new Map<number, NewReceiptLine[]>(rows.map((row) => [row.number, []]));
    for (const { receiptNumber, ...line } of linesOf({ numbers: JSON.stringify([...lines.keys()]) })) {
      lines.get(receiptNumber)?.push(line);
    }
    return rows.map((row) => ({ ...row, lines: lines.get(row.number) ?? [] }));
  }

  return {
    page: (filter, before, limit) => page({ ...filter, before: before ?? undefined }, limit),
    count(filter) {
      const { shape, where, values } = filterClause(filter);
      const statement = counts.get(shape) ?? prepareCount(where);
      counts.set(shape, statement);
      return statement.get(values)?.receipts ?? 0;
    },
    byNumber(number) {
      const [newest] = page({ before: number + 1 }, 1);
      return newest?.number === number ? newest : null;
    },
    productLines: (accountId, limit) => productLines.all({ accountId, limit }),
    issueTx: createReceiptIssuer(context),
  };
}
