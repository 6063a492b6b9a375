import type { Explanation } from '../../../shared/values/explanation.ts';
import type { Capability } from '../../../shared/values/capabilities.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import type { ReceiptKind } from '../../../shared/values/receiptKinds.ts';

/*
 * What the data file holds, as services see it. Money is a decimal string in dollars ("140.00"; prices, rates and
 * minutes up to six decimals, trailing zeros beyond cents dropped: "50.00", "0.02"), a day is YYYY-MM-DD in the
 * company's time zone, a moment is epoch milliseconds.
 */

export interface CompanyRecord {
  readonly name: string;
  readonly timeZone: string;
  readonly demonstration: boolean;
  /** Identifies the file to the gateway; survives copying. */
  readonly fileId: string;
}

export interface AccountRecord {
  readonly id: number;
  readonly name: string;
  readonly primary: boolean;
  readonly billingDay: number;
  /** First day not yet billed: the next billing date. */
  readonly nextBillingDate: string;
  /** First day of the period that is paid for. */
  readonly periodStart: string;
  readonly pastDue: boolean;
  readonly revision: number;
  readonly autoRecharge: boolean;
  readonly reserveDays: number;
  readonly rechargeDays: number;
  readonly leastReserve: string;
  readonly leastRecharge: string;
  /** Usage is divided by the days since first use instead of by 30, while those are fewer. */
  readonly divideByAge: boolean;
}

/** An account's own choices for automatic recharge. */
export type RechargeChoices = Pick<AccountRecord, 'autoRecharge' | 'reserveDays' | 'rechargeDays' | 'leastReserve' | 'leastRecharge' | 'divideByAge'>;

export interface UserRecord {
  readonly id: number;
  readonly accountId: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly active: boolean;
  /** The permission group of an operator; null for everyone else. */
  readonly groupId: number | null;
}

/** A user in a permission group, and whether they have a password to sign in with. */
export interface OperatorRecord extends UserRecord {
  readonly groupId: number;
  readonly hasPassword: boolean;
}

export interface UserFilter {
  readonly accountId?: number | undefined;
  readonly active?: boolean | undefined;
  /** Holders of that type, or those who hold neither `crm` nor `crmView`. */
  readonly license?: LicenseType | 'noBase' | undefined;
  /** Looked for in the whole name and the e-mail address, without case. */
  readonly text?: string | undefined;
}

/** What signing in needs of a user (SPEC section 15). */
export interface CredentialsRecord {
  /** scrypt, with its salt and costs; null: no password yet, so nobody signs in as this user. */
  readonly passwordHash: string | null;
  /** Wrong passwords in a row. */
  readonly wrongTries: number;
  /** Epoch milliseconds before which no other password is looked at. */
  readonly nextTryAt: number;
}

export interface PermissionGroupRecord {
  readonly id: number;
  readonly name: string;
  readonly shipped: boolean;
  /** In the order of SPEC section 15. */
  readonly capabilities: readonly Capability[];
}

export interface ServiceLicenseRecord {
  readonly accountId: number;
  readonly type: LicenseType;
  readonly quantity: number;
  readonly minimum: number;
  /** The account's own price; null: the list price of the day. */
  readonly contractPrice: string | null;
  /** Highest quantity paid for in the current period. */
  readonly paidThisPeriod: number;
  /** A cut already accepted, for the next billing date. */
  readonly scheduledQuantity: number | null;
}

/** One item of the price book from a day on. Items: the license types, "minute", "storage", and the product kinds. */
export interface PriceRecord {
  readonly item: string;
  readonly effectiveFrom: string;
  readonly unitPrice: string;
}

export interface FundingSourceRecord {
  readonly id: number;
  readonly accountId: number;
  readonly position: number;
  readonly kind: 'card' | 'bank';
  /** The card's brand or the bank's name. */
  readonly institution: string;
  readonly lastFour: string;
  /** YYYY-MM for cards, null for bank accounts. */
  readonly expires: string | null;
  readonly holder: string;
  /** A hard decline: skipped until it is replaced (SPEC section 7). */
  readonly refused: boolean;
}

export interface NewReceiptLine {
  readonly product: string;
  readonly name: string;
  readonly description: string;
  readonly quantity: number;
  readonly unitPrice: string;
  readonly amount: string;
  readonly explanation: Explanation | null;
}

export interface NewReceipt {
  readonly accountId: number;
  readonly date: string;
  readonly issuedAt: number;
  readonly kind: ReceiptKind;
  /** As printed: "Visa ending 4242", or "No payment" for a total of zero. */
  readonly fundingSource: string;
  /** As printed: a person's name, or "Billing system". */
  readonly authorisedBy: string;
  readonly periodStart: string | null;
  readonly periodEnd: string | null;
  /** Null for a receipt with a total of zero. */
  readonly chargeId: string | null;
  readonly lines: readonly NewReceiptLine[];
  readonly total: string;
}

export interface ReceiptRecord extends NewReceipt {
  readonly number: number;
  readonly accountName: string;
  readonly hash: string;
}

export interface ReceiptWindow {
  readonly receipts: readonly ReceiptRecord[];
  readonly next: number | null;
  /** The day down to which a text was searched; null where the search has reached the end, or the window is full. */
  readonly searchedBackTo: string | null;
}

export interface ReceiptFilter {
  readonly accountId?: number | undefined;
  readonly kind?: ReceiptKind | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Looked for in the number, the funding source, who authorised, and the lines' names and descriptions. */
  readonly text?: string | undefined;
}

export interface StorageMeasurement {
  readonly at: number;
  readonly usedMb: number;
}

export interface StoredMeasurement extends StorageMeasurement {
  readonly id: number;
}

export interface ActivityChange {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface NewActivity {
  readonly at: number;
  /** Null for what the billing system did by itself. */
  readonly operatorId: number | null;
  /** The name as typed and accepted, or "Billing system". */
  readonly who: string;
  readonly what: string;
  readonly accountId: number | null;
  readonly changes: readonly ActivityChange[];
}

/** `from` and `before` are moments, the second not included. */
export interface ActivityFilter {
  readonly accountId?: number | undefined;
  readonly from?: number | undefined;
  readonly before?: number | undefined;
  /** Looked for in who, what, and what changed, without case. */
  readonly text?: string | undefined;
}

export interface ActivityRecord extends NewActivity {
  readonly sequence: number;
  readonly accountName: string | null;
  readonly hash: string;
}

/** A finished command, kept so that the same command id answers the same and does nothing again. */
export interface CommandRecord {
  readonly id: string;
  readonly route: string;
  readonly inputHash: string;
  /** JSON of the outcome. */
  readonly outcome: string;
  readonly at: number;
}
