import type { Explanation } from '../../shared/values/explanation.ts';
import { LICENSE_TYPE_TEXT, type LicenseType } from '../../shared/values/licenseTypes.ts';
import { PRODUCT_NAMES, type ProductKind } from '../../shared/values/products.ts';
import type { RechargeAmounts } from './autoRecharge.ts';
import type { BillingPeriod } from './billingPeriod.ts';
import { resultInWords } from './calculationText.ts';
import { Decimal, formatMoney, formatPrice, roundHalfUpToCents } from './money.ts';
import { prorate } from './proration.ts';
import type { StorageFee } from './storageFee.ts';

/** One line of a bill, a quote or a receipt: rounded once, with how its amount came about (SPEC sections 14 and 16). */
export interface PricedLine {
  readonly product: LicenseType | ProductKind | 'storage' | 'minutes';
  readonly name: string;
  readonly description: string;
  readonly quantity: number;
  /** Dollars for one, as written in the price book or the scenario. */
  readonly unitPrice: string;
  /** Dollars, rounded half-up to the cent. */
  readonly amount: Decimal;
  readonly explanation: Explanation;
}

/** Licenses added within a billing period: price x added x days left / days, rounded half-up once (SPEC section 4). */
export function addedLicensesLine(type: LicenseType, added: number, unitPrice: string, period: BillingPeriod): PricedLine {
  const exact = prorate(new Decimal(unitPrice).times(added), period);
  return {
    product: type,
    name: LICENSE_TYPE_TEXT[type].name,
    description: `${period.daysLeft} of ${period.days} days`,
    quantity: added,
    unitPrice,
    amount: roundHalfUpToCents(exact),
    // Made when asked for: a list of a thousand amounts shows few explanations.
    get explanation() {
      return {
        rule: 'Added licenses are charged for the days left in the billing period, today included.',
        inputs: [
          { label: 'Added', value: String(added) },
          { label: 'Price a month', value: unitPrice },
          { label: 'Billing period', value: `${period.start} to ${period.end}` },
          { label: 'Days left, today included', value: `${period.daysLeft} of ${period.days}` },
        ],
        calculation: `${unitPrice} × ${added} × ${period.daysLeft} ÷ ${period.days} ${resultInWords(exact)}`,
      };
    },
  };
}

/** Dollars for a whole month: price x quantity, rounded half-up to the cent once (SPEC section 4). */
export function recurringAmount(quantity: number, unitPrice: Decimal): Decimal {
  return roundHalfUpToCents(unitPrice.times(quantity));
}

/** A service license for a whole month, as `recurringAmount` has it, on the bill of a date (YYYY-MM-DD). */
export function recurringLine(type: LicenseType, quantity: number, unitPrice: string, billingDate: string): PricedLine {
  return wholeLine(type, LICENSE_TYPE_TEXT[type].name, '', quantity, unitPrice, 'Each license is charged its price for the whole month.', { label: 'Bill of', value: billingDate });
}

/** A non-recurring product (SPEC section 9), bought on a day (YYYY-MM-DD): price x quantity, rounded half-up once; not prorated. */
export function productLine(kind: ProductKind, description: string, quantity: number, unitPrice: string, day: string): PricedLine {
  return wholeLine(kind, PRODUCT_NAMES[kind], description, quantity, unitPrice, 'A product is charged once, at its price times its quantity.', { label: 'Bought on', value: day });
}

/** The month's storage fee as a line; its quantity is the number of paid gigabytes (SPEC section 10). */
export function storageLine(storage: StorageFee): PricedLine {
  return {
    product: 'storage',
    name: 'Storage',
    description: `${storage.excessMb} MB above the allowance of ${storage.allowanceMb} MB`,
    quantity: storage.blocks,
    unitPrice: storage.unitPrice,
    amount: storage.fee,
    explanation: storage.explanation,
  };
}

/** Dialer minutes for an amount somebody chose; `amount` and `rate` (for one minute) in dollars (SPEC section 7). */
export function chosenMinutesLine(amount: string, rate: string): PricedLine {
  return minutesLine(new Decimal(amount), rate, {
    rule: 'The amount chosen is charged once and added to the balance.',
    inputs: [{ label: 'Amount', value: amount }],
    calculation: `Amount ${resultInWords(new Decimal(amount))}`,
  });
}

/** Dialer minutes of an automatic recharge: Y of the rule, with how it came about (SPEC section 7). */
export function rechargeLine({ amount, amountExplanation }: Pick<RechargeAmounts, 'amount' | 'amountExplanation'>, rate: string): PricedLine {
  return minutesLine(amount, rate, amountExplanation);
}

function minutesLine(amount: Decimal, rate: string, explanation: PricedLine['explanation']): PricedLine {
  return {
    product: 'minutes',
    name: 'Dialer minutes',
    description: `${wholeMinutes(amount, rate).replace(/\B(?=(\d{3})+$)/g, ',')} minutes at $${rate}`,
    quantity: 1,
    unitPrice: formatMoney(amount),
    amount,
    explanation,
  };
}

/** Whole minutes that dollars pay for at a rate, rounded down: a minute that is only partly paid for cannot be called. A rate of zero gives none. */
export function wholeMinutes(dollars: Decimal, rate: string): string {
  const perMinute = new Decimal(rate);
  return perMinute.isZero() ? '0' : dollars.dividedBy(perMinute).floor().toFixed(0);
}

/** How `wholeMinutes` of a balance came about on a day, YYYY-MM-DD (SPEC section 14). */
export function minutesExplanation(balance: Decimal, rate: string, today: string): Explanation {
  const perMinute = new Decimal(rate);
  return {
    rule: 'The whole minutes that the balance pays for at the rate in force: a minute that is only partly paid for cannot be called.',
    inputs: [
      { label: 'Balance', value: formatPrice(balance) },
      { label: `Rate a minute on ${today}`, value: formatPrice(perMinute) },
    ],
    calculation: perMinute.isZero() ? 'At no charge a minute there is no number of minutes: 0' : `${formatPrice(balance)} ÷ ${formatPrice(perMinute)}, rounded down = ${wholeMinutes(balance, rate)}`,
  };
}

function wholeLine(
  product: LicenseType | ProductKind,
  name: string,
  description: string,
  quantity: number,
  unitPrice: string,
  rule: string,
  dated: Explanation['inputs'][number],
): PricedLine {
  const exact = new Decimal(unitPrice).times(quantity);
  return {
    product,
    name,
    description,
    quantity,
    unitPrice,
    amount: roundHalfUpToCents(exact),
    get explanation() {
      return {
        rule,
        inputs: [
          { label: 'Quantity', value: String(quantity) },
          { label: 'Price', value: unitPrice },
          dated,
        ],
        calculation: `${unitPrice} × ${quantity} ${resultInWords(exact)}`,
      };
    },
  };
}
