import type { z } from 'zod';
import type { storageContracts } from '../../../shared/contracts/storage.ts';
import { addDays, localDay, startOfDay } from '../../domain/localTime.ts';
import { storageChanges } from '../../domain/storageChange.ts';
import type { StorageChange } from '../../domain/storageChange.ts';
import { Decimal, formatMoney, formatPrice } from '../../domain/money.ts';
import { currentStorage, storageOutput } from '../companyStorage.ts';
import type { CurrentCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import type { StoredMeasurement } from '../ports/records.ts';
import { nextBillOf, pricesOfNextBill } from '../pricing.ts';
import type { PricesInForce } from '../pricing.ts';
import { refuse } from '../refusals.ts';

type Contracts = typeof storageContracts;
type In<R extends keyof Contracts> = z.output<Contracts[R]['input']>;
type Out<R extends keyof Contracts> = z.output<Contracts[R]['output']>;

export interface StorageNeeds {
  readonly current: CurrentCompany;
  readonly clock: Clock;
  readonly publish: Publish;
}

export interface StorageService {
  readonly view: () => Out<'storage.view'>;
  readonly history: (input: In<'storage.history'>) => Out<'storage.history'>;
  readonly record: (input: In<'storage.record'>) => Out<'storage.record'>;
}

/** The company's storage: how it stands, how it came there, and a new figure (SPEC section 10). */
export function createStorageService({ current, clock, publish }: StorageNeeds): StorageService {
  return {
    view: () => {
      const { file } = current();
      const { timeZone } = file.company;
      const today = localDay(clock.now(), timeZone);
      const activeUsers = file.users.activeCount();
      const storage = currentStorage(file, pricesOfStorage(file, today));
      const [latest] = file.storage.page(null, 1);
      const { oneMoreUser, oneMoreGigabyte } = storageChanges(storage, activeUsers);
      return {
        today,
        measured: latest === undefined ? null : measurementOutput(latest, timeZone),
        activeUsers,
        unitPrice: formatPrice(new Decimal(storage.unitPrice)),
        state: storageOutput(storage),
        leftMb: storage.leftMb,
        warning: storage.warning,
        oneMoreUser: changeOutput(oneMoreUser),
        oneMoreGigabyte: changeOutput(oneMoreGigabyte),
      };
    },
    history: ({ before, limit }) => {
      const { file } = current();
      // One more than asked for tells whether there are more.
      const found = file.storage.page(before === undefined ? null : { id: before.id, at: Date.parse(before.at), usedMb: 0 }, limit + 1);
      return {
        measurements: found.slice(0, limit).map((measurement) => measurementOutput(measurement, file.company.timeZone)),
        more: found.length > limit,
      };
    },
    record: ({ day, usedMb }) => {
      const { file, operator } = current();
      const now = clock.now();
      const at = momentOfDay(day, file.company.timeZone, now);
      const before = file.storage.asOf(at);
      file.write((tx) => {
        file.storage.insertTx(tx, { at, usedMb });
        file.activity.appendTx(tx, {
          at: now,
          operatorId: operator.id,
          who: `${operator.firstName} ${operator.lastName}`,
          what: `Entered the storage measured on ${day}`,
          accountId: file.accounts.all().find(({ primary }) => primary)?.id ?? null,
          changes: [{ label: 'Storage used', before: before === null ? null : `${before.usedMb} MB`, after: `${usedMb} MB` }],
        });
      });
      publish(['accounts', 'activity']);
      return {};
    },
  };
}

/** Those of the next bill of the account that carries the fee, as every month on screen has them. */
function pricesOfStorage(file: DataFile, today: string): PricesInForce {
  const prices = file.prices.inForce(today);
  const primary = file.accounts.all().find((account) => account.primary);
  return primary === undefined ? prices : pricesOfNextBill(file, today, prices)(nextBillOf(primary, today, file.charges.openOf(primary.id) !== null));
}

/** No figure is older: moments count from 1970 on, in every time zone. */
export const FIRST_STORAGE_DAY = '1971-01-01';

/**
 * The moment a figure of a day stands for, in epoch milliseconds: now for today, else the day's last, so that the later
 * entered of two figures of one day counts. Refuses with BAD_INPUT a day to come, and one before FIRST_STORAGE_DAY.
 */
export function momentOfDay(day: string, timeZone: string, now: number): number {
  if (day > localDay(now, timeZone)) throw refuse('BAD_INPUT', '/day', 'This day is still to come. Enter a figure that was measured.');
  if (day < FIRST_STORAGE_DAY) throw refuse('BAD_INPUT', '/day', 'This day is before 1971. Enter a figure that was measured.');
  return Math.min(now, startOfDay(addDays(day, 1), timeZone) - 1);
}

function measurementOutput({ id, at, usedMb }: StoredMeasurement, timeZone: string) {
  return { id, at: new Date(at).toISOString(), day: localDay(at, timeZone), usedMb };
}

function changeOutput({ storage: { allowanceMb, leftMb, fee }, difference, explanation }: StorageChange) {
  return { allowanceMb, leftMb, fee: formatMoney(fee), difference: formatMoney(difference), explanation };
}
