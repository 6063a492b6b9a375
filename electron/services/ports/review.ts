/** What a review copy says of itself. */
export interface ReviewCopyRecord {
  /** Epoch milliseconds. */
  readonly madeAt: number;
  /** The one billing account it is about; null: the whole file. */
  readonly accountName: string | null;
  /** Active users of the whole company, on whom the storage allowance depends: their rows may be left out. */
  readonly activeUsers: number;
  /** Kept by number and hashes alone. */
  readonly leftOutReceipts: number;
  readonly leftOutActivity: number;
}

/** How a file is open for review: as it is, or, where it was made for that, as the copy it says it is. */
export interface ReviewRecord {
  readonly copy: ReviewCopyRecord | null;
}

/** The steps of making a review copy, in their order. */
export const REVIEW_COPY_STEPS = ['copying', 'leavingOut', 'compacting', 'checking'] as const;
export type ReviewCopyStep = (typeof REVIEW_COPY_STEPS)[number];

export interface ReviewCopyOrder {
  /** The open data file. */
  readonly source: string;
  /** Where the copy goes; nothing may be there yet. */
  readonly target: string;
  /** The one account it is about; null: the whole file. */
  readonly accountId: number | null;
  /** Epoch milliseconds. */
  readonly madeAt: number;
}

export interface ReviewCopyMaker {
  /**
   * Makes one copy, under its name only when it is whole and checked. Gives its path. Refuses with FILE_EXISTS, FILE_UNREADABLE,
   * DATA_FILE_DAMAGED where the checks find something, CANCELLED; then nothing is left of it.
   */
  make(order: ReviewCopyOrder, onStep: (step: ReviewCopyStep) => void): Promise<string>;
  /** Stops the copy under way, if one is. */
  cancel(): void;
}
