import type { DataFile } from './dataFile.ts';
import type { PaymentGateway } from './outside.ts';
import type { UserRecord } from './records.ts';

/** The open data file with what goes with it: its payment provider and the signed-in operator. */
export interface OpenCompany {
  readonly file: DataFile;
  readonly gateway: PaymentGateway;
  readonly operator: UserRecord;
}

/** Gives the open company. Refuses with NO_DATA_FILE where none is open. */
export type CurrentCompany = () => OpenCompany;
