import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import type { AutomaticCharging, Bills, Charges, LastPlace } from './charging.ts';
import type { MinutesLedger, Recharges } from './minutes.ts';
import type {
  AccountRecord,
  ActivityFilter,
  ActivityRecord,
  CommandRecord,
  CompanyRecord,
  CredentialsRecord,
  FundingSourceRecord,
  NewActivity,
  NewReceipt,
  OperatorRecord,
  PermissionGroupRecord,
  PriceRecord,
  ReceiptFilter,
  ReceiptRecord,
  ReceiptWindow,
  RechargeChoices,
  ServiceLicenseRecord,
  StorageMeasurement,
  StoredMeasurement,
  UserFilter,
  UserRecord,
} from './records.ts';
import type { ReviewRecord } from './review.ts';
import type { ShiftPlans, ToolSessions } from './seats.ts';
import type { TimeTravel } from './timeTravel.ts';
import type { Tx } from './transaction.ts';

export interface Accounts {
  /** Primary first, then by name. */
  all(): readonly AccountRecord[];
  byId(id: number): AccountRecord | null;
  /** With the next id, where none is given. */
  insertTx(tx: Tx, account: Omit<AccountRecord, 'id' | 'revision'> & { readonly id?: number }): number;
  /** Adds one to the revision, which every change of an account does. Returns the new revision. */
  touchTx(tx: Tx, id: number): number;
  /** The same for every account, where a change concerns all. */
  touchAllTx(tx: Tx): void;
  setTermsTx(tx: Tx, id: number, terms: Pick<AccountRecord, 'name' | 'billingDay' | 'periodStart' | 'nextBillingDate'>): void;
  setPeriodTx(tx: Tx, id: number, period: { readonly periodStart: string; readonly nextBillingDate: string }): void;
  setPastDueTx(tx: Tx, id: number, pastDue: boolean): void;
  setRechargeTx(tx: Tx, id: number, settings: RechargeChoices): void;
}

export interface Users {
  /** Everyone, by name. */
  all(): readonly UserRecord[];
  /** By name, at most `limit`, after the user of that id where one is given. */
  page(filter: UserFilter, after: number | null, limit: number): readonly UserRecord[];
  count(filter: UserFilter): number;
  byAccount(accountId: number): readonly UserRecord[];
  byId(id: number): UserRecord | null;
  /** Compared without case. */
  byEmail(email: string): UserRecord | null;
  /** Active operators of a permission group, the first ones first. */
  activeInGroup(groupId: number): readonly UserRecord[];
  credentials(id: number): CredentialsRecord;
  /** Everyone in a permission group, active or not, by name. */
  operators(): readonly OperatorRecord[];
  activeCount(): number;
  /** Active users who hold neither `crm` nor `crmView`, by account and name. */
  withoutBaseLicense(): readonly UserRecord[];
  insertTx(tx: Tx, user: Omit<UserRecord, 'id'>): number;
  /** Writes all of a user but the credentials. */
  updateTx(tx: Tx, user: UserRecord): void;
  setCredentialsTx(tx: Tx, id: number, credentials: CredentialsRecord): void;
}

export interface PermissionGroups {
  /** The shipped ones first, then by name. */
  all(): readonly PermissionGroupRecord[];
  byId(id: number): PermissionGroupRecord | null;
  /** Operators of each group, active or not, by group id. */
  memberCounts(): ReadonlyMap<number, number>;
  insertTx(tx: Tx, group: Pick<PermissionGroupRecord, 'name' | 'capabilities'>): number;
  /** A shipped group is never changed or removed: the file refuses it. */
  updateTx(tx: Tx, group: Omit<PermissionGroupRecord, 'shipped'>): void;
  removeTx(tx: Tx, id: number): void;
}

export interface Licenses {
  all(): readonly ServiceLicenseRecord[];
  byAccount(accountId: number): readonly ServiceLicenseRecord[];
  /** License types each user of the account holds, by user id. */
  holdings(accountId: number): ReadonlyMap<number, readonly LicenseType[]>;
  /** License types a user holds, in their order. */
  heldBy(userId: number): readonly LicenseType[];
  /** Active holders per type, per account. */
  assignedCounts(): ReadonlyMap<number, ReadonlyMap<LicenseType, number>>;
  /** Writes the one line of that type on that account, new or not. */
  saveTx(tx: Tx, license: ServiceLicenseRecord): void;
  assignTx(tx: Tx, userId: number, type: LicenseType): void;
  unassignTx(tx: Tx, userId: number, type: LicenseType): void;
}

export interface Prices {
  /** The price of each item in force on that day. Items with none yet are missing. */
  inForce(day: string): ReadonlyMap<string, PriceRecord>;
  /** Every price there ever was and will be, by item and day. */
  all(): readonly PriceRecord[];
  insertTx(tx: Tx, price: PriceRecord): void;
  /** Writes the price of that item from that day on, new or not. */
  saveTx(tx: Tx, price: PriceRecord): void;
  removeTx(tx: Tx, price: Pick<PriceRecord, 'item' | 'effectiveFrom'>): void;
}

export interface FundingSources {
  all(): readonly FundingSourceRecord[];
  /** In their order, the first is the default; removed ones are not listed. */
  byAccount(accountId: number): readonly FundingSourceRecord[];
  byId(id: number): FundingSourceRecord | null;
  /** The account's source of these details, also a removed one; of several the last. */
  idOf(accountId: number, details: Pick<FundingSourceRecord, 'kind' | 'institution' | 'lastFour'>): number | null;
  insertTx(tx: Tx, source: Omit<FundingSourceRecord, 'id' | 'refused'>): number;
  setRefusedTx(tx: Tx, id: number): void;
  /** Gives the account's sources in use this order; `ids` names each one once. */
  setOrderTx(tx: Tx, ids: readonly number[]): void;
  /** Takes a source out of use; charges keep pointing at it. */
  removeTx(tx: Tx, id: number, at: number): void;
}

export interface Receipts {
  /** Newest first. `before`: only numbers below it. */
  page(filter: ReceiptFilter, before: number | null, limit: number): readonly ReceiptRecord[];
  /**
   * The same, looking at no more than `scan` receipts where a text is searched, so that a window costs the same
   * wherever it lies. `next`: goes on before this number; null at the end of the list.
   */
  window(filter: ReceiptFilter, before: number | null, limit: number, scan: number): ReceiptWindow;
  /** At most `most`: a list that long is not counted to its end. */
  count(filter: ReceiptFilter, most?: number): number;
  /** The highest number given; 0 where there is no receipt. */
  lastNumber(): number;
  /** The receipts of the file next to a number; null: none. Only a review copy leaves numbers out. */
  neighbours(number: number): { readonly older: number | null; readonly newer: number | null };
  byNumber(number: number): ReceiptRecord | null;
  /** Lines of the non-recurring products of an account, newest first. */
  productLines(accountId: number, limit: number): readonly { readonly receiptNumber: number; readonly date: string; readonly line: NewReceipt['lines'][number] }[];
  /** Gives the next number without a gap and chains the receipt to the one before. Returns the number. */
  issueTx(tx: Tx, receipt: NewReceipt): number;
}

export interface Storage {
  latest(): StorageMeasurement | null;
  /** The latest at or before a moment (epoch milliseconds). */
  asOf(moment: number): StorageMeasurement | null;
  /** Newest first. `before`: only those before it in this order. */
  page(before: StoredMeasurement | null, limit: number): readonly StoredMeasurement[];
  insertTx(tx: Tx, measurement: StorageMeasurement): void;
}

export interface Activity {
  /** Newest first, at most `limit`, those before that sequence number where one is given. */
  page(before: number | null, limit: number, filter?: ActivityFilter): readonly ActivityRecord[];
  /** Chains the entry to the one before. */
  appendTx(tx: Tx, entry: NewActivity): void;
}

export interface Commands {
  byId(id: string): CommandRecord | null;
  insertTx(tx: Tx, command: CommandRecord): void;
}

/** One open data file: everything the services read and write, and the one way to write it. */
export interface DataFile {
  readonly path: string;
  /** What is read: the file itself, or its private copy where it is open for review. */
  readonly readFrom: string;
  readonly company: CompanyRecord;
  /** Null: the file is open to work with. */
  readonly review: ReviewRecord | null;
  readonly accounts: Accounts;
  readonly users: Users;
  readonly groups: PermissionGroups;
  readonly licenses: Licenses;
  readonly prices: Prices;
  readonly fundingSources: FundingSources;
  readonly charges: Charges;
  readonly bills: Bills;
  readonly automaticCharging: AutomaticCharging;
  readonly lastPlace: LastPlace;
  readonly receipts: Receipts;
  readonly minutes: MinutesLedger;
  readonly recharges: Recharges;
  readonly storage: Storage;
  readonly activity: Activity;
  readonly commands: Commands;
  readonly toolSessions: ToolSessions;
  readonly shiftPlans: ShiftPlans;
  readonly timeTravel: TimeTravel;
  /** Runs the work in one BEGIN IMMEDIATE transaction: all of it is written, durably, or none. */
  write<T>(work: (tx: Tx) => T): T;
  /**
   * While the work runs, what is written is not waited for to reach the disk: a power failure may lose the last of it,
   * and nothing else. The next write after it is waited for again, with all before it. For a demonstration's travels alone.
   */
  inHaste<T>(work: () => Promise<T>): Promise<T>;
  /** What the data takes, in bytes; the log of what was written last, which comes and goes, is not counted. */
  size(): number;
  /** Writes a copy under this path, in place of what is there, once it has been read back and found whole. */
  copyTo(path: string): Promise<void>;
  close(): void;
}

/** Opens and makes data files. Each refusal is a `Refusal` with a code and leaves the file as it was. */
export interface DataFiles {
  /** The version that files of this application have; a newer one is refused. */
  readonly latestVersion: number;
  /** The file's one true path, that it is known by when open. Refuses with FILE_UNREADABLE. */
  resolve(path: string): string;
  /**
   * Opens a file after its checks, migrating it (with a verified backup first) where it is older than the application.
   * Refuses with FILE_UNREADABLE, NOT_A_DATA_FILE, DATA_FILE_TOO_NEW, REVIEW_ONLY, DATA_FILE_DAMAGED, DATA_FILE_IN_USE.
   */
  open(path: string): Promise<DataFile>;
  /**
   * Opens a file, also a review copy, to look at only: nothing is written to it or beside it, its lock is not taken, and every
   * write is refused with READ_ONLY. Refuses as `open` does; DATA_FILE_IN_USE where it never stood still long enough to be read.
   */
  openForReview(path: string): Promise<DataFile>;
  /**
   * Makes a new file and fills it in one transaction; only when that is done does it stand under its name.
   * Refuses with FILE_EXISTS, FILE_UNREADABLE.
   */
  create(path: string, company: CompanyRecord, fill: (file: DataFile, tx: Tx) => void): Promise<DataFile>;
  /**
   * Puts a copy that `copyTo` wrote in the place of a closed data file, in one step, after it was read and found whole;
   * the copy is gone then. `alreadyRead`: the caller has read it through just now. `keepAs`: a path that no file has, under
   * which the file that stood there is kept. Refuses with FILE_UNREADABLE, DATA_FILE_DAMAGED, DATA_FILE_IN_USE, and the file stays.
   */
  putBack(path: string, copy: string, options?: { readonly alreadyRead: boolean; readonly keepAs?: string }): void;
}
