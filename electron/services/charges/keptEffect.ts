import type { DataFile } from '../ports/dataFile.ts';
import type { ChargeRecord } from '../ports/charging.ts';
import type { ChargeEffect } from './chargeEffect.ts';

/** A bill is in the data file already; its charges only name it. */
interface BillNamed {
  readonly billingDate: string;
}

/** What takes effect once the charge is approved. */
export function readEffect(file: DataFile, charge: Pick<ChargeRecord, 'id' | 'accountId' | 'effect'>): ChargeEffect {
  // Written by `effectToKeep` into the application's own file, and guarded there by the charge's state.
  const kept = JSON.parse(charge.effect) as ChargeEffect | BillNamed;
  if ('lines' in kept) return kept;
  const bill = file.bills.byDate(charge.accountId, kept.billingDate);
  if (bill === null) throw new Error(`The charge ${charge.id} pays a bill that is not there.`);
  return JSON.parse(bill.effect) as ChargeEffect;
}

/** True where quantities change once the charge is approved. */
export function changesLicenses(file: DataFile, charge: Pick<ChargeRecord, 'id' | 'accountId' | 'effect'>): boolean {
  return readEffect(file, charge).licenses.length > 0;
}

export function effectToKeep(effect: ChargeEffect): string {
  const { billingDate } = effect;
  return JSON.stringify(billingDate === undefined ? effect : ({ billingDate } satisfies BillNamed));
}

/** What the gateway keeps of a charge, or is told of a receipt of zero: with it a restored file gets again what it lacks. */
export function purchaseOf(file: DataFile, effect: ChargeEffect): string {
  const account = file.accounts.byId(effect.accountId);
  return JSON.stringify(account === null ? effect : { ...effect, account: { name: account.name, billingDay: account.billingDay } });
}
