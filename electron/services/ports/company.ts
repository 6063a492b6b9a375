import type { Capability } from '../../../shared/values/capabilities.ts';
import type { DataFile } from './dataFile.ts';
import type { PaymentGateway } from './outside.ts';
import type { UserRecord } from './records.ts';

/** The open data file with its payment provider: all that the billing system needs to work by itself. */
export interface OpenCompany {
  readonly file: DataFile;
  readonly gateway: PaymentGateway;
}

/** The same, with the operator at the screen. */
export interface SignedInCompany extends OpenCompany {
  readonly operator: UserRecord;
  /** What the operator's permission group allows. */
  readonly capabilities: ReadonlySet<Capability>;
}

/** Gives the open company. Refuses with NO_DATA_FILE where none is open, NOT_SIGNED_IN where nobody is signed in. */
export type CurrentCompany = () => SignedInCompany;
