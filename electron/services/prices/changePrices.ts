import type { z } from 'zod';
import type { pricesContracts } from '../../../shared/contracts/prices.ts';
import { pricedItemName } from '../../../shared/values/pricedItems.ts';
import { localDay } from '../../domain/localTime.ts';
import { Decimal, formatPrice } from '../../domain/money.ts';
import { dollars } from '../attention/words.ts';
import type { SignedInCompany } from '../ports/company.ts';
import { isMonthTooLarge } from '../pricing.ts';
import { refuse } from '../refusals.ts';

type In<R extends keyof typeof pricesContracts> = z.output<(typeof pricesContracts)[R]['input']>;

/**
 * Writes the list price of an item from a day on (SPEC section 4). Receipts are left alone: each carries its own
 * prices. Returns false where that very price stood there already. Refuses with BAD_INPUT a day that has gone by,
 * and a price at which a bill could not be made.
 */
export function addPrice({ file, operator }: SignedInCompany, { item, effectiveFrom, unitPrice }: In<'prices.add'>, now: number): boolean {
  const today = localDay(now, file.company.timeZone);
  if (effectiveFrom < today) {
    throw refuse('BAD_INPUT', '/effectiveFrom', 'A price cannot start in the past: bills were made at the price of then. Choose today or a later day.');
  }
  // A rate of nothing would turn a balance into minutes without end.
  if (item === 'minute' && new Decimal(unitPrice).isZero()) {
    throw refuse('BAD_INPUT', '/unitPrice', 'A dialer minute must cost something.');
  }
  const replaced = file.prices.all().find((price) => price.item === item && price.effectiveFrom === effectiveFrom) ?? null;
  const written = formatPrice(new Decimal(unitPrice));
  if (replaced?.unitPrice === written) return false;
  const inForce = file.prices.inForce(effectiveFrom);
  const withIt = new Map(inForce).set(item, { item, effectiveFrom, unitPrice: written });
  const tooLarge = file.accounts.all().find(({ id }) => isMonthTooLarge(file.licenses.byAccount(id), withIt));
  if (tooLarge !== undefined) {
    throw refuse('BAD_INPUT', '/unitPrice', `A month of ${tooLarge.name} would be above 90,000,000,000,000 dollars, which is more than the data file can hold.`);
  }
  const before = replaced ?? inForce.get(item) ?? null;
  file.write((tx) => {
    file.prices.saveTx(tx, { item, effectiveFrom, unitPrice: written });
    // A draft made at the price of before must not be accepted unseen at this one.
    if (effectiveFrom === today) file.accounts.touchAllTx(tx);
    file.activity.appendTx(tx, {
      at: now,
      operatorId: operator.id,
      who: `${operator.firstName} ${operator.lastName}`,
      what: `Set the list price of ${pricedItemName(item)} from ${effectiveFrom} on`,
      accountId: null,
      changes: [{ label: pricedItemName(item), before: before === null ? null : dollars(before.unitPrice), after: dollars(written) }],
    });
  });
  return true;
}

/** Takes back a planned price: the one before goes on. Refuses with NOT_FOUND, and BAD_INPUT a price that was in force. */
export function withdrawPrice({ file, operator }: SignedInCompany, { item, effectiveFrom }: In<'prices.withdraw'>, now: number): void {
  const planned = file.prices.all().find((price) => price.item === item && price.effectiveFrom === effectiveFrom);
  if (planned === undefined) throw refuse('NOT_FOUND', '/effectiveFrom', 'No price of this item starts on that day.');
  if (effectiveFrom <= localDay(now, file.company.timeZone)) {
    throw refuse('BAD_INPUT', '/effectiveFrom', 'This price is or was in force and stays in the book. Set another one from today on instead.');
  }
  file.write((tx) => {
    file.prices.removeTx(tx, planned);
    file.activity.appendTx(tx, {
      at: now,
      operatorId: operator.id,
      who: `${operator.firstName} ${operator.lastName}`,
      what: `Withdrew the list price of ${pricedItemName(item)} planned from ${effectiveFrom} on`,
      accountId: null,
      changes: [{ label: pricedItemName(item), before: dollars(planned.unitPrice), after: null }],
    });
  });
}
