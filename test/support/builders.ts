import type { NewCharge } from '../../electron/services/ports/charging.ts';
import type { NewLedgerEntry } from '../../electron/services/ports/minutes.ts';
import type { AccountRecord, CompanyRecord, FundingSourceRecord, NewActivity, NewReceipt, NewReceiptLine, PriceRecord, ServiceLicenseRecord, UserRecord } from '../../electron/services/ports/records.ts';
import type { SessionColumns } from '../../electron/services/ports/seats.ts';

/* Records that are valid as they are; a test names only what it is about. */

/** Sunday, 15 March 2026, 12:00 UTC. */
export const NOON = Date.UTC(2026, 2, 15, 12);

export const aCompany = (over: Partial<CompanyRecord> = {}): CompanyRecord => ({
  name: 'Company X',
  timeZone: 'America/Denver',
  demonstration: false,
  fileId: '6b0c5a52-7d0a-4a83-9a5c-0d3f6a1f0001',
  ...over,
});

export const anAccount = (over: Partial<Omit<AccountRecord, 'id' | 'revision'>> = {}): Omit<AccountRecord, 'id' | 'revision'> => ({
  name: 'Head office',
  primary: true,
  billingDay: 1,
  nextBillingDate: '2026-04-01',
  periodStart: '2026-03-01',
  pastDue: false,
  autoRecharge: false,
  reserveDays: 7,
  rechargeDays: 14,
  leastReserve: '0.00',
  leastRecharge: '0.00',
  divideByAge: false,
  ...over,
});

export const aUser = (over: Partial<Omit<UserRecord, 'id'>> = {}): Omit<UserRecord, 'id'> => ({
  accountId: 1,
  firstName: 'Ann',
  lastName: 'Berg',
  email: 'ann@example.com',
  active: true,
  groupId: 1,
  ...over,
});

export const aLicense = (over: Partial<ServiceLicenseRecord> = {}): ServiceLicenseRecord => ({
  accountId: 1,
  type: 'crm',
  quantity: 15,
  minimum: 0,
  contractPrice: null,
  paidThisPeriod: 15,
  scheduledQuantity: null,
  ...over,
});

export const aPrice = (over: Partial<PriceRecord> = {}): PriceRecord => ({
  item: 'crm',
  effectiveFrom: '2026-01-01',
  unitPrice: '50.00',
  ...over,
});

export const aFundingSource = (
  over: Partial<Omit<FundingSourceRecord, 'id' | 'refused'>> = {},
): Omit<FundingSourceRecord, 'id' | 'refused'> => ({
  accountId: 1,
  position: 1,
  kind: 'card',
  institution: 'Visa',
  lastFour: '4242',
  expires: '2028-11',
  holder: 'Ann Berg',
  ...over,
});

export const aCharge = (over: Partial<NewCharge> = {}): NewCharge => ({
  id: 'charge-1',
  accountId: 1,
  kind: 'licensesAdded',
  total: '82.26',
  fundingSourceId: 1,
  createdAt: NOON,
  effect: '{}',
  commandId: null,
  ...over,
});

export const aReceiptLine = (over: Partial<NewReceiptLine> = {}): NewReceiptLine => ({
  product: 'crm',
  name: 'CRM',
  description: '3 added, 17 of 31 days',
  quantity: 3,
  unitPrice: '50.00',
  amount: '82.26',
  explanation: { rule: 'Added licenses are charged for the days left.', inputs: [{ label: 'Added', value: '3' }], calculation: '50.00 × 3 × 17 ÷ 31 = 82.26' },
  ...over,
});

export const aReceipt = (over: Partial<NewReceipt> = {}): NewReceipt => ({
  accountId: 1,
  date: '2026-03-15',
  issuedAt: NOON,
  kind: 'licensesAdded',
  fundingSource: 'Visa ending 4242',
  authorisedBy: 'Ann Berg',
  periodStart: null,
  periodEnd: null,
  chargeId: null,
  lines: [aReceiptLine()],
  total: '82.26',
  ...over,
});

export const aUsage = (over: Partial<NewLedgerEntry> = {}): NewLedgerEntry => ({
  accountId: 1,
  at: NOON,
  kind: 'usage',
  medium: 'call',
  quantity: '2.5',
  rate: '0.02',
  amount: '-0.05',
  receiptNumber: null,
  note: '',
  ...over,
});

export const aPurchase = (over: Partial<NewLedgerEntry> = {}): NewLedgerEntry => ({
  accountId: 1,
  at: NOON,
  kind: 'purchase',
  medium: null,
  quantity: null,
  rate: null,
  amount: '25.00',
  receiptNumber: null,
  note: 'Purchase',
  ...over,
});

export const anActivity = (over: Partial<NewActivity> = {}): NewActivity => ({
  at: NOON,
  operatorId: 1,
  who: 'Ann Berg',
  what: 'Added 3 CRM licenses',
  accountId: 1,
  changes: [{ label: 'CRM', before: '15', after: '18' }],
  ...over,
});

/** Sessions column by column: [start, end, user (0: the system), place of the tool in TOOLS] each. */
export const sessionColumns = (rows: readonly (readonly [start: number, end: number, userId: number, tool: number])[]): SessionColumns => ({
  starts: Float64Array.from(rows, ([start]) => start),
  ends: Float64Array.from(rows, ([, end]) => end),
  userIds: Uint32Array.from(rows, ([, , userId]) => userId),
  tools: Uint8Array.from(rows, ([, , , tool]) => tool),
});
