import type { z } from 'zod';
import type { storageState } from '../../shared/contracts/summary.ts';
import { localDay } from '../domain/localTime.ts';
import { formatMoney } from '../domain/money.ts';
import { storageFee } from '../domain/storageFee.ts';
import type { StorageFee } from '../domain/storageFee.ts';
import type { DataFile } from './ports/dataFile.ts';
import type { StorageMeasurement } from './ports/records.ts';
import { listPrice } from './pricing.ts';
import type { PricesInForce } from './pricing.ts';

export type StorageOutput = z.output<typeof storageState>;

/** The company's storage as measured last; a company never measured has used none (SPEC section 10). */
export function currentStorage(file: DataFile, prices: PricesInForce): StorageFee {
  return feeOf(file, file.storage.latest(), file.users.activeCount(), prices);
}

/** The fee by a measurement, null for none. */
export function feeOf(file: DataFile, measured: StorageMeasurement | null, activeUsers: number, prices: PricesInForce): StorageFee {
  return storageFee(measured?.usedMb ?? 0, activeUsers, listPrice(prices, 'storage'), measured === null ? null : localDay(measured.at, file.company.timeZone));
}

export function storageOutput({ usedMb, allowanceMb, blocks, excessMb, fee, explanation }: StorageFee): StorageOutput {
  return { usedMb, allowanceMb, paidGigabytes: blocks, excessMb, fee: formatMoney(fee), explanation };
}
