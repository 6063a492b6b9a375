declare const inTransaction: unique symbol;

/**
 * Proof that a write transaction is open: only `DataFile.write` gives one, and every function that writes takes it
 * first. Its work is synchronous; an async callback would commit before it ran, so a returned promise throws.
 */
export interface Tx {
  readonly [inTransaction]: true;
}
