import type { Input, Output } from '../../../shared/contracts/index.ts';
import { daysOf, moneyOf } from './purchaseForm.ts';

export type Play = Output<'minutes.replay'>['plays'][number];
type Settings = Input<'minutes.replay'>['settings'][number];

/** One column of settings as it is typed. */
export interface ReplayForm {
  /** Tells one column from another while they come and go. */
  readonly key: string;
  reserveDays: string;
  rechargeDays: string;
  leastReserve: string;
  leastRecharge: string;
  divideByAge: boolean;
  everyCycles: number;
}

/** How often a charge cycle looks at the account; cycles are four hours apart. */
export const CYCLE_CHOICES = [
  { value: 1, label: 'Every 4 hours' },
  { value: 2, label: 'Every 8 hours' },
  { value: 6, label: 'Once a day' },
  { value: 42, label: 'Once a week' },
] as const;

/** A column that begins with these settings. */
export function formOf({ reserveDays, rechargeDays, leastReserve, leastRecharge, divideByAge, everyCycles = 1 }: Omit<Settings, 'everyCycles'> & { readonly everyCycles?: number }): ReplayForm {
  return { key: crypto.randomUUID(), reserveDays: String(reserveDays), rechargeDays: String(rechargeDays), leastReserve, leastRecharge, divideByAge, everyCycles };
}

/** The settings to play; what cannot be read stays wrong, for the application to refuse. */
export function settingsOf({ reserveDays, rechargeDays, leastReserve, leastRecharge, divideByAge, everyCycles }: ReplayForm): Settings {
  return { reserveDays: daysOf(reserveDays), rechargeDays: daysOf(rechargeDays), leastReserve: moneyOf(leastReserve), leastRecharge: moneyOf(leastRecharge), divideByAge, everyCycles };
}

/** "A" to "D". */
export function nameOf(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}
