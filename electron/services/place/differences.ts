import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import type { ReceiptKind } from '../../../shared/values/receiptKinds.ts';
import type { ChargeEffect } from '../charges/chargeEffect.ts';
import type { OpenCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { RecordedPayment, RecordedReceipt } from '../ports/outside.ts';
import type { ChargeRecord } from '../ports/charging.ts';

/** A receipt that the gateway was told of and the file does not have. */
export interface MissingReceipt {
  readonly told: RecordedReceipt;
  /** Null for a total of zero. */
  readonly payment: RecordedPayment | null;
  readonly effect: ChargeEffect;
  readonly rebuilt: RebuiltAs;
}

/**
 * asItWas: under its number, with all that was bought. The others get the next number, for theirs stands on another
 * receipt meanwhile, or receipts before it are not known. added: what was bought comes on top of what the file has.
 * alone: it bought licenses for a billing period that is not the file's present one, so that no quantity follows from it.
 */
export type RebuiltAs = 'asItWas' | 'added' | 'alone';

/** A payment that the gateway has and that the file does not know, or does not know to be approved, with no receipt told. */
export interface MissingPayment {
  readonly payment: RecordedPayment;
  /** Null: an earlier version did not keep what was bought, or the file has the charge already and only asks. */
  readonly effect: ChargeEffect | null;
  readonly inFile: boolean;
}

export interface Differences {
  /** In the order in which they are rebuilt: by number, first those that keep theirs. */
  readonly receipts: readonly MissingReceipt[];
  readonly payments: readonly MissingPayment[];
  /** Charges that the file has as approved, and the gateway never saw. */
  readonly onlyInFile: readonly ChargeRecord[];
}

/** How the file and the gateway's record differ, since the moment from which they must agree (SPEC section 8). */
export async function compareWithGateway({ file, gateway }: OpenCompany): Promise<Differences> {
  const since = file.lastPlace.read()?.recordFrom ?? 0;
  const { payments, receipts: told } = await gateway.history(since);
  const byId = new Map(payments.map((payment) => [payment.id, payment]));
  const receipts = missingReceipts(file, told, byId);
  const covered = new Set(receipts.map(({ payment }) => payment?.id));
  const known = new Set(payments.flatMap(({ id, fate }) => (fate.status === 'notReceived' ? [] : [id])));
  return {
    receipts,
    payments: payments.flatMap((payment) => (covered.has(payment.id) ? [] : missingPayment(file, payment))),
    onlyInFile: file.charges.approvedAfter(since).filter(({ id }) => !known.has(id)),
  };
}

function missingReceipts(file: DataFile, all: readonly RecordedReceipt[], payments: ReadonlyMap<string, RecordedPayment>): MissingReceipt[] {
  let next = file.receipts.lastNumber() + 1;
  const missing: (Omit<MissingReceipt, 'rebuilt'> & { readonly renumbered: boolean })[] = [];
  for (const told of all.toSorted((one, other) => one.number - other.number)) {
    if (isInFile(file, told)) continue;
    const payment = told.chargeId === null ? null : (payments.get(told.chargeId) ?? null);
    const effect = effectOf(payment === null ? told : payment);
    // A charge whose payment is not in the record any more says nothing of what was bought.
    if (effect === null || (payment === null && told.chargeId !== null)) continue;
    const renumbered = told.number !== next;
    if (!renumbered) next += 1;
    missing.push({ told, payment, effect, renumbered });
  }
  const inOrder = [...missing.filter(({ renumbered }) => !renumbered), ...missing.filter(({ renumbered }) => renumbered)];
  const periods = new Map(file.accounts.all().map(({ id, periodStart }) => [id, periodStart]));
  return inOrder.map(({ renumbered, ...each }) => ({ ...each, rebuilt: rebuiltAs(periods, each.effect, renumbered) }));
}

/** `periods`: when the present one of each account begins, which bills that are rebuilt move on. */
function rebuiltAs(periods: Map<number, string>, effect: ChargeEffect, renumbered: boolean): RebuiltAs {
  const { accountId, billingDate, receiptPeriod } = effect;
  // An account that the file lacks is entered in the period of what was bought.
  const present = periods.get(accountId) ?? receiptPeriod.start;
  periods.set(accountId, present);
  if (billingDate !== undefined && billingDate > present) periods.set(accountId, billingDate);
  if (!renumbered) return 'asItWas';
  return unitsBought(effect).size === 0 || receiptPeriod.start === present ? 'added' : 'alone';
}

/** Units that a purchase of licenses paid for, by type. */
export function unitsBought({ kind, lines }: ChargeEffect): ReadonlyMap<string, number> {
  return new Map(lines.flatMap(({ product, quantity }) => (kind === 'licensesAdded' && Object.hasOwn(LICENSE_TYPE_TEXT, product) ? [[product, quantity] as const] : [])));
}

/** True where the file has this receipt, or has paid by another what it is for. */
export function isInFile(file: DataFile, { number, chargeId, hash, issuedAt, date, purchase }: RecordedReceipt): boolean {
  if (chargeId !== null) return file.charges.byId(chargeId)?.state === 'approved';
  const there = file.receipts.byNumber(number);
  if (there?.hash === hash) return true;
  const effect = effectOf({ purchase });
  if (effect === null) return false;
  // Made under another number by the copy that has run here meanwhile.
  if (effect.billingDate !== undefined) return file.bills.byDate(effect.accountId, effect.billingDate)?.state === 'paid';
  if (there === null) return false;
  // Rebuilt under another number before.
  const ofThatDay = file.receipts.page({ accountId: effect.accountId, from: date, to: date }, null, MOST_A_DAY);
  return ofThatDay.some((receipt) => receipt.chargeId === null && receipt.issuedAt === issuedAt && receipt.number > number);
}

/** More receipts of one account and day than anyone makes. */
const MOST_A_DAY = 10_000;

function missingPayment(file: DataFile, payment: RecordedPayment): MissingPayment[] {
  const { status } = payment.fate;
  if (status !== 'approved' && status !== 'pending') return [];
  const charge = file.charges.byId(payment.id);
  if (charge === null) return [{ payment, effect: effectOf(payment), inFile: false }];
  const agrees = charge.state === status;
  return agrees ? [] : [{ payment, effect: null, inFile: true }];
}

function effectOf({ purchase }: Pick<RecordedPayment, 'purchase'>): ChargeEffect | null {
  const kept = purchase();
  // Written by this application as the charge's own effect, in the same shape.
  return kept === null ? null : (JSON.parse(kept) as ChargeEffect);
}

/** One line of the list that an operator looks at. */
export interface DifferenceLine {
  readonly what: 'receipt' | 'renumbered' | 'receiptAlone' | 'payment' | 'settles' | 'unknown' | 'onlyInFile';
  readonly receiptNumber: number | null;
  readonly at: number;
  readonly accountId: number | null;
  /** Where the file may lack the account. */
  readonly accountName: string | null;
  readonly kind: ReceiptKind | null;
  readonly total: string;
  readonly fundingSource: string;
}

const LINE_OF = { asItWas: 'receipt', added: 'renumbered', alone: 'receiptAlone' } as const;

/** The differences as a list, in the order in which they are put right. */
export function differenceLines({ receipts, payments, onlyInFile }: Differences): DifferenceLine[] {
  return [
    ...receipts.map(({ told, effect, rebuilt }): DifferenceLine => ({
      what: LINE_OF[rebuilt],
      receiptNumber: told.number,
      at: told.issuedAt,
      accountId: effect.accountId,
      accountName: effect.account?.name ?? null,
      kind: effect.kind,
      total: effect.total,
      fundingSource: told.fundingSource,
    })),
    ...payments.map(({ payment, effect, inFile }): DifferenceLine => ({
      what: inFile ? 'settles' : effect === null ? 'unknown' : 'payment',
      receiptNumber: null,
      at: payment.at,
      accountId: effect?.accountId ?? null,
      accountName: effect?.account?.name ?? null,
      kind: effect?.kind ?? null,
      total: payment.amount,
      fundingSource: payment.label,
    })),
    ...onlyInFile.map(({ accountId, kind, total, createdAt, receiptNumber }): DifferenceLine => ({
      what: 'onlyInFile',
      receiptNumber,
      at: createdAt,
      accountId,
      accountName: null,
      kind,
      total,
      fundingSource: '',
    })),
  ];
}
