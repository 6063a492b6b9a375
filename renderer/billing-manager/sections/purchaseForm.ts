import type { Input, Output } from '../../../shared/contracts/index.ts';
import { plainPrice } from '../../common/format/money.ts';

type Wish = Input<'minutes.preview'>;
type Choices = Output<'minutes.view'>['choices'];

/** What is typed in Purchase Minutes, as text where it is typed as text. */
export interface PurchaseForm {
  amount: string;
  autoRecharge: boolean;
  reserveDays: string;
  rechargeDays: string;
  leastReserve: string;
  leastRecharge: string;
  divideByAge: boolean;
}

/** The numbers among the settings of automatic recharge, with the names they have on screen. */
export const RECHARGE_FIELDS = [
  { key: 'reserveDays', label: 'Reserve, days of use' },
  { key: 'rechargeDays', label: 'Recharge, days of use' },
  { key: 'leastReserve', label: 'Least reserve, $' },
  { key: 'leastRecharge', label: 'Least recharge, $' },
] as const;

export function formOf({ autoRecharge, reserveDays, rechargeDays, leastReserve, leastRecharge, divideByAge }: Choices): PurchaseForm {
  return { amount: '', autoRecharge, reserveDays: String(reserveDays), rechargeDays: String(rechargeDays), leastReserve, leastRecharge, divideByAge };
}

/** "50", "$1,250.5" and "50.00" as an amount with two decimals; anything else as it was typed, for the application to refuse. */
export function moneyOf(text: string): string {
  const plain = plainPrice(text);
  const [, sign = '', whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d{0,2}))?$/.exec(plain) ?? [];
  if (whole === undefined) return plain;
  return `${sign}${whole.replace(/^0+(?=\d)/, '')}.${fraction.padEnd(2, '0')}`;
}

/** Days as a number; what is no whole number stays none, for the application to refuse. */
export function daysOf(text: string): number {
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : -1;
}

/** The call that the form asks for: an empty amount buys nothing. */
export function wishOf(accountId: number, form: PurchaseForm): Wish {
  return {
    accountId,
    amount: form.amount.trim() === '' ? null : moneyOf(form.amount),
    choices: {
      autoRecharge: form.autoRecharge,
      reserveDays: daysOf(form.reserveDays),
      rechargeDays: daysOf(form.rechargeDays),
      leastReserve: moneyOf(form.leastReserve),
      leastRecharge: moneyOf(form.leastRecharge),
      divideByAge: form.divideByAge,
    },
  };
}
