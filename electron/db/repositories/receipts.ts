import type { SQL } from 'drizzle-orm';
import { and, asc, count, desc, eq, gt, inArray, lt, max, min, sql } from 'drizzle-orm';
import { PRODUCT_KINDS } from '../../../shared/values/products.ts';
import type { Receipts } from '../../services/ports/dataFile.ts';
import type { NewReceiptLine, ReceiptFilter, ReceiptRecord } from '../../services/ports/records.ts';
import { billingAccounts } from '../schema/billingAccounts.ts';
import { receiptLines, receipts as table } from '../schema/receipts.ts';
import type { RepositoryContext } from './common.ts';
import { given, orNull } from './common.ts';
import { fastRows } from './fastRows.ts';
import { later } from './later.ts';
import { filterClause } from './receiptFilter.ts';
import type { FilterValues, ListPlace } from './receiptFilter.ts';
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

/** Only these receipts have lines of products. */
const KINDS_WITH_PRODUCTS = ['products', 'licensesAdded'] as const;

/**
 * Receipts with their lines (SPEC section 11), newest first: by date, and by number within a day, which is the order of
 * the indexes, so that a window costs the same wherever it lies. A page is two statements, however many receipts it has.
 */
export function createReceipts(context: RepositoryContext): Receipts {
  const { db, reviewCopy } = context;
  const preparePage = (where: SQL | undefined) => {
    const newestFirst = later(
      db
        .select(receiptColumns)
        .from(table)
        .innerJoin(billingAccounts, eq(billingAccounts.id, table.accountId))
        .where(where)
        .orderBy(desc(table.date), desc(table.number))
        .limit(sql.placeholder('limit')),
    );
    return fastRows(newestFirst, receiptColumns);
  };
  const prepareCount = (where: SQL | undefined) => {
    const counted = db.select({ number: table.number }).from(table).where(where).limit(sql.placeholder('most')).as('counted');
    return later(db.select({ receipts: count() }).from(counted));
  };
  const preparePlace = (where: SQL | undefined) =>
    later(
      db
        .select({ date: table.date, number: table.number })
        .from(table)
        .where(where)
        .orderBy(desc(table.date), desc(table.number))
        .limit(1)
        .offset(sql.placeholder('skip')),
    );
  const places = new Map<string, ReturnType<typeof preparePlace>>();
  const placeOfNumber = later(db.select({ date: table.date, number: table.number }).from(table).where(eq(table.number, given('number'))));
  const last = later(db.select({ number: max(table.number) }).from(table));
  const olderThan = later(db.select({ number: max(table.number) }).from(table).where(lt(table.number, given('number'))));
  const newerThan = later(db.select({ number: min(table.number) }).from(table).where(gt(table.number, given('number'))));
  const pages = new Map<string, ReturnType<typeof preparePage>>();
  const counts = new Map<string, ReturnType<typeof prepareCount>>();
  const numberedLineColumns = { receiptNumber: receiptLines.receiptNumber, ...lineColumns };
  const linesOfPage = later(
    db
      .select(numberedLineColumns)
      .from(receiptLines)
      .where(sql`${receiptLines.receiptNumber} in (select value from json_each(${given('numbers')}))`)
      .orderBy(asc(receiptLines.receiptNumber), asc(receiptLines.position)),
  );
  const linesOf = fastRows(linesOfPage, numberedLineColumns);
  const productLines = later(
    db
      .select({ receiptNumber: table.number, date: table.date, line: lineColumns })
      .from(table)
      .innerJoin(receiptLines, eq(receiptLines.receiptNumber, table.number))
      .where(and(eq(table.accountId, given('accountId')), inArray(table.kind, [...KINDS_WITH_PRODUCTS]), inArray(receiptLines.product, [...PRODUCT_KINDS])))
      .orderBy(desc(table.number), asc(receiptLines.position))
      .limit(sql.placeholder('limit')),
  );

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

  /** Receipts before a number that was never given are all receipts. */
  function withBefore(filter: ReceiptFilter, before: number | null): FilterValues {
    return { ...filter, before: before === null ? undefined : placeOfNumber.get({ number: before }) };
  }

  /** The place `skip` further on in the list, or null where it ends sooner. */
  function placeAfter(filter: FilterValues, skip: number): ListPlace | null {
    const { shape, where, values } = filterClause(filter);
    const statement = places.get(shape) ?? preparePlace(where);
    places.set(shape, statement);
    return orNull(statement.get({ ...values, skip }));
  }

  return {
    page: (filter, before, limit) => page(withBefore(filter, before), limit),
    window(filter, before, limit, scan) {
      const from = withBefore(filter, before);
      const searched = filter.text === undefined || filter.text === '' ? null : placeAfter({ ...from, text: undefined }, scan - 1);
      // One more than asked for tells whether there are more.
      const found = page({ ...from, downTo: searched ?? undefined }, limit + 1);
      const receipts = found.slice(0, limit);
      if (found.length > limit) return { receipts, next: receipts.at(-1)?.number ?? null, searchedBackTo: null };
      return { receipts, next: searched?.number ?? null, searchedBackTo: searched?.date ?? null };
    },
    count(filter, most = Number.MAX_SAFE_INTEGER) {
      const { shape, where, values } = filterClause(filter);
      // Numbers run without gaps from 1 (SPEC section 11): the last one is the count, but for what a review copy leaves out.
      if (shape === '') return Math.min(most, lastNumber() - (reviewCopy?.leftOutReceipts ?? 0));
      const statement = counts.get(shape) ?? prepareCount(where);
      counts.set(shape, statement);
      return statement.get({ ...values, most })?.receipts ?? 0;
    },
    lastNumber,
    neighbours: (number) => ({ older: olderThan.get({ number })?.number ?? null, newer: newerThan.get({ number })?.number ?? null }),
    byNumber(number) {
      const place = placeOfNumber.get({ number });
      return place === undefined ? null : (page({ from: place.date, to: place.date, before: { date: place.date, number: number + 1 } }, 1)[0] ?? null);
    },
    productLines: (accountId, limit) => productLines.all({ accountId, limit }),
    issueTx: createReceiptIssuer(context),
  };

  function lastNumber(): number {
    return last.get()?.number ?? 0;
  }
}
