import type { Topic } from '../../../shared/bridge.ts';
import type { Capability } from '../../../shared/values/capabilities.ts';
import type { ImportColumn } from '../../../shared/values/imports.ts';
import type { SignedInCompany } from '../ports/company.ts';
import type { Tx } from '../ports/transaction.ts';
import type { UsageRows } from '../minutes/usageRows.ts';

export interface ImportedFile {
  readonly fileName: string;
  /** The billing account chosen in the window; null where none was. */
  readonly accountId: number | null;
  /** When the file was begun, epoch milliseconds. */
  readonly now: number;
}

export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface RejectedLine {
  readonly line: number;
  readonly reason: string;
}

export interface ImportPlan extends ImportCounts {
  /** Lines that only the whole file shows to be wrong, such as one that repeats another. */
  readonly rejected: readonly RejectedLine[];
  /** What else is worth knowing, a sentence each. */
  readonly notes: readonly string[];
}

/** One file on its way in. It keeps what it read of the rows itself, as small as it can. */
export interface ImportJob {
  /**
   * One line of the file: its cells in the order of the kind's columns, without spaces around, "" where the file has no such column.
   * The array is not to be kept: the next line may come in the same one.
   * Returns why it is rejected, as a sentence, or null. Called up to 1,000,000 times, so it must be quick.
   */
  row(cells: readonly string[], line: number): string | null;
  /** What a file that is only looked at was read for. */
  readonly usage?: UsageRows;
  /** What applying would do to the data file as it is now. Writes nothing. */
  plan(): ImportPlan;
  /** Writes all of it with its Activity entry. `now` in epoch milliseconds. Throws a Refusal where the plan is not true any more. */
  applyTx(tx: Tx, company: SignedInCompany, now: number): ImportCounts;
}

/** What can be imported: columns, and how a file of it is read and written. */
export interface ImportKind {
  readonly needs: Capability;
  readonly columns: readonly ImportColumn[];
  /** What windows have to read again afterwards. */
  readonly topics: readonly Topic[];
  /** `present` names the columns that the file has. Refuses what it misses in `file`. Reads what it compares with once, here or in `plan`. */
  begin(company: SignedInCompany, file: ImportedFile, present: ReadonlySet<string>): ImportJob;
}
