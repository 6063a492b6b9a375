import type { Capability } from '../../../shared/values/capabilities.ts';
import type { DataFile } from './dataFile.ts';
import type { PaymentGateway } from './outside.ts';
import type { UserRecord } from './records.ts';

/**
 * Why automatic charging is off until an operator has looked (SPEC section 8): the file is new to this place, is another
 * copy than the one used here last, or lacks payments that the gateway has.
 */
export type HeldReason = 'elsewhere' | 'otherCopy' | 'behindGateway';

/** The open data file with its payment provider: all that the billing system needs to work by itself. */
export interface OpenCompany {
  readonly file: DataFile;
  readonly gateway: PaymentGateway;
  /** Absent or null: automatic charging is on. */
  readonly held?: HeldReason | null;
}

/** The same, with the operator at the screen. */
export interface SignedInCompany extends OpenCompany {
  readonly operator: UserRecord;
  /** What the operator's permission group allows. */
  readonly capabilities: ReadonlySet<Capability>;
}

/** Gives the open company. Refuses with NO_DATA_FILE where none is open, NOT_SIGNED_IN where nobody is signed in. */
export type CurrentCompany = () => SignedInCompany;
