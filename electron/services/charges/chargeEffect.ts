import type { ReceiptKind } from '../../../shared/values/receiptKinds.ts';
import { formatReceiptNumber } from '../../../shared/values/receiptNumber.ts';
import { stillFitting } from '../../domain/assignmentDraft.ts';
import type { AssignmentChange } from '../../domain/assignmentDraft.ts';
import { cycleNumber } from '../../domain/chargeCycle.ts';
import { NEVER_DUE } from '../../domain/rechargeLook.ts';
import { dollars } from '../attention/words.ts';
import { minutesBought } from '../minutes/minutesBought.ts';
import { stampDueTx } from '../minutes/stampDue.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Tx } from '../ports/transaction.ts';
import type { ActivityChange, NewActivity, NewReceiptLine, RechargeChoices, ServiceLicenseRecord } from '../ports/records.ts';

/**
 * Everything that takes effect once a charge is approved, settled when it is sent: what was previewed is what is
 * written, also when the approval is only learned of after a crash. Plain JSON; money as decimal strings.
 */
export interface ChargeEffect {
  readonly accountId: number;
  /** In what the gateway keeps: a file that is restored may not have the account. */
  readonly account?: { readonly name: string; readonly billingDay: number };
  readonly kind: ReceiptKind;
  /** None: no receipt (SPEC section 4). */
  readonly lines: readonly NewReceiptLine[];
  readonly total: string;
  readonly receiptPeriod: { readonly start: string; readonly end: string };
  /** The account's service licenses that change, as they will be. */
  readonly licenses: readonly ServiceLicenseRecord[];
  readonly assignments: readonly AssignmentChange[];
  /** The period that begins, where a billing date is run. */
  readonly newPeriod: { readonly periodStart: string; readonly nextBillingDate: string } | null;
  /** The bill that is paid, where one is. */
  readonly billingDate?: string;
  /** Dialer minutes that are bought: the ledger's entry, written with the receipt. */
  readonly minutes?: { readonly amount: string; readonly note: string };
  /** Choices for automatic recharge, as they will be. */
  readonly recharge?: RechargeChoices;
  /** The charge cycle whose automatic recharge this is. */
  readonly rechargeCycle?: number;
  /** Null for what the billing system does by itself. */
  readonly operatorId: number | null;
  readonly who: string;
  readonly what: string;
  /** As Activity tells them; those of the assignments last, in their order. */
  readonly changes: readonly ActivityChange[];
}

export interface EffectMoment {
  /** Epoch milliseconds, and the same moment's day in the company's time zone. */
  readonly now: number;
  readonly today: string;
  /** As printed on the receipt. */
  readonly fundingSource: string;
  /** Null where nothing was to be paid. */
  readonly chargeId: string | null;
  /** Where a receipt is rebuilt, the activity entry of who let that happen, and when; else it is the effect's own. */
  readonly enteredAs?: Pick<NewActivity, 'at' | 'operatorId' | 'who' | 'what'>;
}

/** Writes the changes, the receipt and the activity, inside the caller's transaction. Returns the receipt's number. */
export function applyEffectTx(tx: Tx, file: DataFile, effect: ChargeEffect, moment: EffectMoment): number | null {
  for (const license of effect.licenses) file.licenses.saveTx(tx, license);
  const changes = assignTx(tx, file, effect);
  if (effect.newPeriod !== null) {
    file.accounts.setPeriodTx(tx, effect.accountId, effect.newPeriod);
    file.accounts.setPastDueTx(tx, effect.accountId, false);
  }
  if (effect.billingDate !== undefined) {
    file.bills.setPaidTx(tx, effect.accountId, effect.billingDate);
    const nothingOwed = file.bills.owedBy(effect.accountId).length === 0;
    if (nothingOwed && file.accounts.byId(effect.accountId)?.pastDue === true) file.accounts.setPastDueTx(tx, effect.accountId, false);
  }
  const number =
    effect.lines.length === 0
      ? null
      : file.receipts.issueTx(tx, {
          accountId: effect.accountId,
          date: moment.today,
          issuedAt: moment.now,
          kind: effect.kind,
          fundingSource: moment.fundingSource,
          authorisedBy: effect.who,
          periodStart: effect.receiptPeriod.start,
          periodEnd: effect.receiptPeriod.end,
          chargeId: moment.chargeId,
          lines: effect.lines,
          total: effect.total,
        });
  if (effect.minutes !== undefined) {
    const { amount, note } = effect.minutes;
    file.minutes.appendTx(tx, [minutesBought({ accountId: effect.accountId, at: moment.now, amount, receiptNumber: number, note })]);
  }
  if (effect.recharge !== undefined) {
    if (effect.recharge.autoRecharge && file.accounts.byId(effect.accountId)?.autoRecharge === false) turnedOnTx(tx, file, effect.accountId, moment.now);
    file.accounts.setRechargeTx(tx, effect.accountId, effect.recharge);
  }
  if (effect.rechargeCycle !== undefined) rechargedTx(tx, file, effect, effect.rechargeCycle, number);
  // A recharge may leave the balance below the reserve, and new choices may raise the reserve above it.
  if (effect.minutes !== undefined || effect.recharge !== undefined) stampDueTx(tx, file, effect.accountId, moment.now, moment.now, moment.chargeId);
  const entry = moment.enteredAs ?? { at: moment.now, operatorId: effect.operatorId, who: effect.who, what: effect.what };
  file.activity.appendTx(tx, {
    ...entry,
    what: number === null ? entry.what : `${entry.what}, receipt ${formatReceiptNumber(number)}`,
    accountId: effect.accountId,
    changes,
  });
  file.accounts.touchTx(tx, effect.accountId);
  return number;
}

/** Makes the assignments, but for users who were changed while the payment was not settled. Returns what Activity tells of all changes. */
function assignTx(tx: Tx, file: DataFile, { accountId, assignments, changes }: ChargeEffect): readonly ActivityChange[] {
  if (assignments.length === 0) return changes;
  const held = file.licenses.holdings(accountId);
  const active = new Set(file.users.byAccount(accountId).flatMap((user) => (user.active ? [user.id] : [])));
  const { fitting, left } = stillFitting({ held, active }, assignments);
  for (const { userId, type, assigned } of fitting) {
    if (assigned) file.licenses.assignTx(tx, userId, type);
    else file.licenses.unassignTx(tx, userId, type);
  }
  const first = changes.length - assignments.length;
  return changes.map((change, index) => {
    const assignment = assignments[index - first];
    return assignment !== undefined && left.has(assignment) ? { ...change, after: 'left as it is: the user was changed meanwhile' } : change;
  });
}

/** Automatic recharge is turned on: the cycles that began while it was off, up to this one, were not missed. The next one looks. */
function turnedOnTx(tx: Tx, file: DataFile, accountId: number, now: number): void {
  const cycle = cycleNumber(now);
  if (file.recharges.ranIn(accountId, cycle) !== null) return;
  const reason = 'Automatic recharge was turned on after this cycle began.';
  file.recharges.takeOutOfMissedTx(tx, accountId, cycle);
  file.recharges.recordTx(tx, { accountId, cycle, lastCycle: cycle, decision: 'notDue', reason, balance: null, reserve: null, amount: null });
}

/** A recharge that was paid ends its round of tries; its cycle says so, however late the answer came. */
function rechargedTx(tx: Tx, file: DataFile, { accountId, total }: ChargeEffect, cycle: number, receiptNumber: number | null): void {
  // No cycle to wait for: one that was run is not run again, and after a clock was set back earlier ones may still come.
  file.recharges.saveStateTx(tx, { accountId, ...NEVER_DUE });
  const ran = file.recharges.ranIn(accountId, cycle);
  if (ran === null) return;
  const receipt = receiptNumber === null ? '' : `, receipt ${formatReceiptNumber(receiptNumber)}`;
  file.recharges.recordTx(tx, { ...ran, decision: 'charged', reason: `Charged ${dollars(total)}${receipt}.`, amount: total });
}

/** A bank took the recharge back: its cycle says so, however late that is learned of. */
export function returnedTx(tx: Tx, file: DataFile, { accountId, rechargeCycle, total }: ChargeEffect): void {
  const ran = rechargeCycle === undefined ? null : file.recharges.ranIn(accountId, rechargeCycle);
  if (ran !== null) file.recharges.recordTx(tx, { ...ran, decision: 'declined', reason: `The bank returned the payment of ${dollars(total)}.` });
}
