import type { Explanation } from '../../shared/values/explanation.ts';
import type { Decimal } from './money.ts';
import { formatMoney } from './money.ts';
import { storageFee } from './storageFee.ts';
import type { StorageFee } from './storageFee.ts';

const MB_PER_GB = 1024;

/** What the storage would be, and what that changes of the month's fee. */
export interface StorageChange {
  readonly storage: StorageFee;
  /** Dollars a month, to the cent: the fee then less the fee now. */
  readonly difference: Decimal;
  readonly explanation: Explanation;
}

/** What one active user more, and one gigabyte (1024 MB) used more, would change (SPEC section 10). */
export function storageChanges(now: StorageFee, activeUsers: number): { readonly oneMoreUser: StorageChange; readonly oneMoreGigabyte: StorageChange } {
  return {
    oneMoreUser: changeTo(now, storageFee(now.usedMb, activeUsers + 1, now.unitPrice, now.measuredOn), 'One active user more', `${activeUsers + 1} active users`),
    oneMoreGigabyte: changeTo(now, storageFee(now.usedMb + MB_PER_GB, activeUsers, now.unitPrice, null), 'One gigabyte (1024 MB) more', `${now.usedMb + MB_PER_GB} MB used`),
  };
}

function changeTo(now: StorageFee, then: StorageFee, what: string, facts: string): StorageChange {
  const difference = then.fee.minus(now.fee);
  return {
    storage: then,
    difference,
    explanation: {
      rule: `${what}: the same fee is worked out once more with it. Inside a paid gigabyte nothing more is charged.`,
      inputs: [
        { label: 'Then', value: facts },
        ...(now.measuredOn === null ? [] : [{ label: 'Measured on', value: now.measuredOn }]),
        { label: 'Allowance', value: `${now.allowanceMb} MB, then ${then.allowanceMb} MB` },
        { label: 'Gigabytes above it', value: `${now.blocks}, then ${then.blocks}` },
        { label: 'Price of a gigabyte', value: now.unitPrice },
        { label: 'Fee a month', value: `${formatMoney(now.fee)}, then ${formatMoney(then.fee)}` },
      ],
      calculation: `${formatMoney(then.fee)} − ${formatMoney(now.fee)} = ${formatMoney(difference)}`,
    },
  };
}
