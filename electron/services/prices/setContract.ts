import type { z } from 'zod';
import type { pricesContracts } from '../../../shared/contracts/prices.ts';
import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import { localDay } from '../../domain/localTime.ts';
import { Decimal, formatPrice } from '../../domain/money.ts';
import { effectiveQuantity } from '../../domain/quantityChange.ts';
import { dollars } from '../attention/words.ts';
import type { SignedInCompany } from '../ports/company.ts';
import type { AccountRecord, ServiceLicenseRecord } from '../ports/records.ts';
import { everyType, isMonthTooLarge } from '../pricing.ts';
import { refuse } from '../refusals.ts';

type Input = z.output<(typeof pricesContracts)['prices.setContract']['input']>;

/** Writes what an account has agreed on for one license type (SPEC section 4). Asking for what stands there already changes nothing. */
export function setContract(company: SignedInCompany, input: Input, now: number): { readonly changed: boolean; readonly revision: number } {
  const { file, operator } = company;
  const account = file.accounts.byId(input.accountId);
  if (account === null) throw refuse('NOT_FOUND', '/accountId', 'This billing account is not in the data file.');
  const license = everyType(account.id, file.licenses.byAccount(account.id)).find(({ type }) => type === input.type);
  if (license === undefined) throw new Error('Every account has every type');
  const contractPrice = input.contractPrice === null ? null : formatPrice(new Decimal(input.contractPrice));
  if (contractPrice === license.contractPrice && input.minimum === license.minimum) return { changed: false, revision: account.revision };
  requireChangeable(company, account, input, license, now);

  const { name } = LICENSE_TYPE_TEXT[input.type];
  const revision = file.write((tx) => {
    file.licenses.saveTx(tx, { ...license, contractPrice, minimum: input.minimum });
    file.activity.appendTx(tx, {
      at: now,
      operatorId: operator.id,
      who: `${operator.firstName} ${operator.lastName}`,
      what: `Changed the contract for ${name}`,
      accountId: account.id,
      changes: [
        ...(contractPrice === license.contractPrice
          ? []
          : [{ label: `${name} contract price`, before: inWords(license.contractPrice), after: inWords(contractPrice) }]),
        ...(input.minimum === license.minimum ? [] : [{ label: `${name} contract minimum`, before: String(license.minimum), after: String(input.minimum) }]),
      ],
    });
    return file.accounts.touchTx(tx, account.id);
  });
  return { changed: true, revision };
}

function requireChangeable({ file }: SignedInCompany, account: AccountRecord, input: Input, license: ServiceLicenseRecord, now: number): void {
  if (input.revision !== account.revision) {
    throw refuse('CHANGED_SINCE_OPENED', '/revision', 'The account was changed since you opened it. What is shown now is as it is: look, and try again. Nothing was saved.', { revision: account.revision });
  }
  // What takes effect on approval was settled when the charge was sent, the contract included.
  if (file.charges.openOf(account.id) !== null) {
    throw refuse('CHARGE_OPEN', '', 'A payment of this account is not settled yet. Its contract can be changed once it is.');
  }
  // A bill of a date that has been reached is made at the prices of that date.
  if (account.pastDue || account.nextBillingDate <= localDay(now, file.company.timeZone)) {
    throw refuse('PAST_DUE', '', `The bill of ${account.nextBillingDate} is not paid. Until it is, the contract cannot be changed.`);
  }
  const after = everyType(account.id, file.licenses.byAccount(account.id)).map((each) => (each.type === input.type ? { ...each, contractPrice: input.contractPrice } : each));
  if (isMonthTooLarge(after, file.prices.inForce(localDay(now, file.company.timeZone)))) {
    throw refuse('BAD_INPUT', '/contractPrice', `A month of ${account.name} would be above 90,000,000,000,000 dollars, which is more than the data file can hold.`);
  }
  const quantity = effectiveQuantity(license);
  if (input.minimum > license.minimum && input.minimum > quantity) {
    throw refuse(
      'BELOW_CONTRACT_MINIMUM',
      '/minimum',
      `${account.name} has ${quantity} ${LICENSE_TYPE_TEXT[input.type].name}, below a minimum of ${input.minimum}. Raise the quantity first.`,
      { quantity },
    );
  }
}

function inWords(contractPrice: string | null): string {
  return contractPrice === null ? 'list price' : dollars(contractPrice);
}
