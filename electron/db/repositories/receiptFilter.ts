import type { SQL } from 'drizzle-orm';
import { and, eq, gte, lte, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { ReceiptFilter } from '../../services/ports/records.ts';
import { billingAccounts } from '../schema/billingAccounts.ts';
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

/** Words of a text that are looked for each on its own; what follows them is looked for as the last one's end. */
const MOST_WORDS = 3;

/** One word anywhere in a receipt, or as its number ("#31", "000031") or as its total or the amount of a line ("$1,500", "105.00"). */
function wordIn(place: number, read: (column: SQLiteColumn) => SQL): SQL {
  const word = given(`word${place}`);
  const like = (column: SQLiteColumn): SQL => sql`${read(column)} like ${word} escape '\\'`;
  return sql`(cast(${receipts.number} as text) like ${word} escape '\\'
    or ${receipts.number} = ${given(`number${place}`)}
    or ${receipts.total} = ${given(`cents${place}`)}
    or ${like(receipts.fundingSource)}
    or ${like(receipts.authorisedBy)}
    or exists (select 1 from ${billingAccounts} where ${billingAccounts.id} = ${receipts.accountId} and ${like(billingAccounts.name)})
    or exists (select 1 from ${receiptLines} where ${receiptLines.receiptNumber} = ${receipts.number}
      and (${like(receiptLines.name)} or ${like(receiptLines.description)} or ${receiptLines.amount} = ${given(`cents${place}`)})))`;
}

/** "Receipt 31" is the number 31, and "$ 1,500" one word. */
function wordsOf(text: string): readonly string[] {
  const words = text.trim().replace(/^receipt\s+(?=#?\d+$)#?/i, '#').replace(/\$\s+/g, '$').split(/\s+/).filter((word) => word !== '');
  return words.length <= MOST_WORDS ? words : [...words.slice(0, MOST_WORDS - 1), words.slice(MOST_WORDS - 1).join(' ')];
}

/** Cents of "1500", "$1,500" and "105.00"; null for what is no amount. At most 9 digits before the point, so that it is exact. */
function centsOf(word: string): number | null {
  const [, whole, cents = ''] = /^\$?(\d{1,9}|[1-9]\d{0,2}(?:,\d{3}){1,2})(?:\.(\d{2}))?$/.exec(word) ?? [];
  return whole === undefined ? null : Number(whole.replaceAll(',', '')) * 100 + Number(cents);
}

function valuesOf(words: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    words.flatMap((word, place) => {
      const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
      const number = /^#?(\d{1,15})$/.exec(word)?.[1];
      return [
        [`word${place}`, needsFolding(word) ? foldCase(pattern) : pattern],
        [`number${place}`, number === undefined ? null : Number(number)],
        [`cents${place}`, centsOf(word)],
      ];
    }),
  );
}

/** What an unused filter leaves out; a statement is prepared once for each combination that is asked for. */
const CONDITIONS = {
  accountId: eq(receipts.accountId, given('accountId')),
  kind: eq(receipts.kind, given('kind')),
  from: gte(receipts.date, given('from')),
  to: lte(receipts.date, given('to')),
  before: sql`(${receipts.date}, ${receipts.number}) < (${given('beforeDate')}, ${given('before')})`,
  downTo: sql`(${receipts.date}, ${receipts.number}) >= (${given('downToDate')}, ${given('downTo')})`,
} satisfies Record<Exclude<keyof FilterValues, 'text'>, SQL>;

const NAMES = ['accountId', 'kind', 'from', 'to', 'before', 'downTo'] as const satisfies readonly (keyof typeof CONDITIONS)[];

const places = Array.from({ length: MOST_WORDS }, (_each, place) => place);
/** A text's conditions, one for each of its words. */
const WORDS = places.map((place) => wordIn(place, (column) => sql`${column}`));
/** Instead of those, for a word whose letters are not ASCII alone. */
const FOLDED_WORDS = places.map((place) => wordIn(place, (column) => sql`fold_case(${column})`));

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

/** The conditions in use: a name for the combination, the clause, and the values to bind. Case matters not, nor the order of words. */
export function filterClause(filter: FilterValues): {
  readonly shape: string;
  readonly where: SQL | undefined;
  readonly values: Record<string, unknown>;
} {
  const { accountId, kind } = filter;
  const { from, to, before, downTo } = nearestBounds(filter);
  const words = wordsOf(filter.text ?? '');
  const values = { accountId, kind, from, to, before: before?.number, downTo: downTo?.number };
  const used = NAMES.filter((name) => values[name] !== undefined);
  return {
    shape: [...used, ...words.map((word) => (needsFolding(word) ? 'folded' : 'word'))].join(),
    where: and(...used.map((name) => CONDITIONS[name]), ...words.map((word, place) => (needsFolding(word) ? FOLDED_WORDS : WORDS)[place])),
    values: { ...values, ...valuesOf(words), beforeDate: before?.date, downToDate: downTo?.date },
  };
}
