import type { z } from 'zod';
import type { pricesContracts } from '../../../shared/contracts/prices.ts';
import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import { localDay } from '../../domain/localTime.ts';
import { effectiveQuantity } from '../../domain/quantityChange.ts';
import type { DataFile } from '../ports/dataFile.ts';
import { everyType, listPrice } from '../pricing.ts';

type Contracts = z.output<(typeof pricesContracts)['prices.contracts']['output']>;

/** What each account of a window has agreed on for itself, beside the list prices of today. `after`: the account before the window. */
export function accountTerms(file: DataFile, after: number | null, limit: number, now: number): Contracts {
  const prices = file.prices.inForce(localDay(now, file.company.timeZone));
  const all = file.accounts.all();
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  return {
    accounts: all.slice(start, start + limit).map((account) => ({
      accountId: account.id,
      accountName: account.name,
      primary: account.primary,
      revision: account.revision,
      terms: everyType(account.id, file.licenses.byAccount(account.id)).map((license) => ({
        type: license.type,
        name: LICENSE_TYPE_TEXT[license.type].name,
        quantity: effectiveQuantity(license),
        listPrice: listPrice(prices, license.type),
        contractPrice: license.contractPrice,
        minimum: license.minimum,
      })),
    })),
    more: start + limit < all.length,
  };
}
