import { BILLING_ADMINISTRATOR } from '../../../shared/values/capabilities.ts';
import { addDays, localDay } from '../../domain/localTime.ts';
import { newAccountTx } from '../accounts/newAccount.ts';
import { STARTING_PRICES } from './startingPrices.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Tx } from '../ports/transaction.ts';

export interface NewCompanyFacts {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly timeZone: string;
  readonly operator: { readonly firstName: string; readonly lastName: string; readonly email: string };
  readonly passwordHash: string;
}

/**
 * Fills the file of a new company: the starting prices, its primary billing account with every license type at
 * quantity 0, billed from today on on the first of each month, and its first operator (SPEC section 15).
 */
export function fillNewCompany(file: DataFile, tx: Tx, { now, timeZone, operator, passwordHash }: NewCompanyFacts): void {
  const today = localDay(now, timeZone);
  // From the day before, so that a price of one's own from today on stands beside them, the same amount too.
  const effectiveFrom = addDays(today, -1);
  for (const [item, unitPrice] of Object.entries(STARTING_PRICES)) file.prices.insertTx(tx, { item, effectiveFrom, unitPrice });
  const accountId = newAccountTx(tx, file, { name: 'Main account', primary: true, billingDay: 1 }, today);
  const operatorId = file.users.insertTx(tx, { accountId, ...operator, active: true, groupId: BILLING_ADMINISTRATOR.id });
  file.users.setCredentialsTx(tx, operatorId, { passwordHash, wrongTries: 0, nextTryAt: 0 });
  file.activity.appendTx(tx, {
    at: now,
    operatorId,
    who: `${operator.firstName} ${operator.lastName}`,
    what: `Created the company with the billing account Main account`,
    accountId,
    changes: [],
  });
}
