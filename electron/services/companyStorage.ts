import type { z } from 'zod';
import type { storageState } from '../../shared/contracts/summary.ts';
import { formatMoney } from '../domain/money.ts';
import { storageFee } from '../domain/storageFee.ts';
import type { StorageFee } from '../domain/storageFee.ts';
import type { DataFile } from './ports/dataFile.ts';
import { listPrice } from './pricing.ts';
import type { PricesInForce } from './pricing.ts';

export type StorageOutput = z.output<typeof storageState>;

/** The company's storage as measured last; a company never measured has used none (SPEC section 10). */
export function currentStorage(file: DataFile, prices: PricesInForce): StorageFee {
  return storageFee(file.storage.latest()?.usedMb ?? 0, file.users.activeCount(), listPrice(prices, 'storage'));
}

export function storageOutput({ usedMb, allowanceMb, blocks, excessMb, fee, explanation }: StorageFee): StorageOutput {
  return { usedMb, allowanceMb, paidGigabytes: blocks, excessMb, fee: formatMoney(fee), explanation };
}
