// The billing date of 10,000 accounts with 8 licenses each, account by account, against bare pairs of durable commits.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createDataFiles } from '../../electron/db/dataFiles.ts';
import { createBillingDateService } from '../../electron/services/charges/billingDateService.ts';
import { createChargeService } from '../../electron/services/charges/chargeService.ts';
import { cycleNumber } from '../../electron/domain/chargeCycle.ts';
import type { PaymentGateway } from '../../electron/services/ports/outside.ts';
import { migrationsFolder } from '../support/testDatabase.ts';
import { figure } from './figure.ts';
import { makeLargeCompany } from './support/largeCompany.ts';

const ACCOUNTS = 10_000;
const AT = Date.UTC(2026, 3, 1, 8);

const { folder, path } = await makeLargeCompany({ accounts: ACCOUNTS, receipts: 0 });
const clock = { now: () => AT };
const bare = openBare(join(folder, 'bare.db'));

const file = await createDataFiles({ migrationsFolder, now: clock.now }).open(path);
// A payment provider is another party with a disk of its own: here one that answers at once.
const gateway: PaymentGateway = {
  charge: () => Promise.resolve({ status: 'approved' }),
  whatBecameOf: () => Promise.resolve({ status: 'approved' }),
  keepReceipt: () => Promise.resolve(),
  history: () => Promise.resolve({ payments: [], receipts: [] }),
  describeTestSource: () => null,
};
const charges = createChargeService({ clock, publish: () => undefined, tell: () => undefined });
const billingDates = createBillingDateService({ clock, publish: () => undefined, tell: () => undefined, charges });

// Bare pairs before, between and after, so that a disk that slows down slows both.
const pairs = [bare.pairs(ACCOUNTS / 4)];
const began = performance.now();
await billingDates.runCycle({ file, gateway }, cycleNumber(AT));
const billed = performance.now() - began;
pairs.push(bare.pairs(ACCOUNTS / 4));

const receipts = file.receipts.count({ kind: 'recurring' });
const owed = file.bills.owed().length;
if (receipts !== ACCOUNTS || owed !== 0) throw new Error(`${receipts} receipts, ${owed} bills owed`);
const each = billed / ACCOUNTS;
const pair = pairs.reduce((sum, milliseconds) => sum + milliseconds, 0) / pairs.length;
console.log(`      one account's billing date: ${each.toFixed(3)} ms; a bare pair of durable commits: ${pair.toFixed(3)} ms`);
figure({ name: `Billing date of ${ACCOUNTS} accounts against bare pairs of durable commits`, value: each / pair, limit: 2, unit: 'times' });

file.close();
bare.close();
rmSync(folder, { recursive: true });

/** The id saved, then its result, each in a durable commit; as small as can be, with the data file's own settings. */
function openBare(target: string) {
  const connection = new Database(target);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.exec('create table charges (id text primary key, state text not null) strict');
  const insert = connection.prepare('insert into charges values (?, ?)');
  const finish = connection.prepare('update charges set state = ? where id = ?');
  let made = 0;
  return {
    /** Milliseconds for one pair. */
    pairs: (count: number): number => {
      const start = performance.now();
      for (let index = 0; index < count; index += 1) {
        made += 1;
        insert.run(`charge:${made}`, 'sent');
        finish.run('approved', `charge:${made}`);
      }
      return (performance.now() - start) / count;
    },
    close: () => connection.close(),
  };
}
